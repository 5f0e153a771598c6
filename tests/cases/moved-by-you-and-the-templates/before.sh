git mv app/helpers.py app/util.py && git commit -qm 'Move helpers'
