printf '\xef\xbb\xbf' | cat - app/helpers.py > helpers && mv helpers app/helpers.py
printf '# mine' >> app/main.py
