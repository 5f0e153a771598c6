sed -i -e 's/application\./shop application./' -e 's/    return 0/    return 1/' app/main.py
scaffold update >/dev/null 2>&1 || true
sed -i '1,/^>>>>>>>/{/^<<<<<<</d;/^=======/,/^>>>>>>>/d}' app/main.py
