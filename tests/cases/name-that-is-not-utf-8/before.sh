git mv app/main.py $'app/m\xfc.py' && git commit -qm 'An old name'
