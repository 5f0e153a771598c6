git mv app/main.py $'app/-a "b"\\c\td\ne ü.py' && git commit -qm 'An odd name'
