echo '# mine' >> README.md && git commit -qam Mine
cd .. && mv shop origin && git clone -q --depth 1 "file://$PWD/origin" shop
sed -i 's/return 0/return 1/' shop/app/main.py
