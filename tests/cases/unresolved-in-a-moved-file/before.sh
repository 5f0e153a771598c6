printf '\xef\xbb\xbf' | cat - app/helpers.py > helpers && mv helpers app/helpers.py && rm -rf .git
scaffold update >/dev/null 2>&1 || true
