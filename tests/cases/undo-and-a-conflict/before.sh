scaffold set port=9000 >/dev/null 2>&1
sed -i 's/^PORT = .*/PORT = 9001  # mine/' app/main.py && git add app/main.py
