echo 'ALL.append("own")' >> app/registry.py
git commit -qam 'Our own resource'
