git init -q ../tools && git -C ../tools commit -q --allow-empty -m Tools
git -c protocol.file.allow=always submodule --quiet add ../tools app/tools && git commit -qm 'Our tools'
