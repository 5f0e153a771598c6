rm -rf .git && sed -i 's/return 0/return 1/' app/main.py && mkdir app/lib && mv app/helpers.py app/lib/helpers.py
