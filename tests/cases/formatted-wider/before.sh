sed -i 's/^    /  /' app/main.py && git commit -qam 'Two spaces'
