sed -i 's/items\[-1\]/list(items)[-1]/' app/helpers.py
