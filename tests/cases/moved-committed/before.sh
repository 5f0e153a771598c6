mkdir app/core && git mv app/main.py app/core/main.py && git commit -qm 'Move main'
