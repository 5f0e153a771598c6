sed -i 's/^ALL = \[\]/ALL = []\nALL.append("own")/' app/registry.py
git commit -qam 'Our own resource'
