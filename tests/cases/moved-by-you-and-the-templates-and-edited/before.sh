git mv app/helpers.py app/util.py && sed -i 's/Helpers that will move/Our helpers/' app/util.py && git commit -qam 'Move helpers'
