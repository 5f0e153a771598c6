git rm -q --cached -r . && printf '* -text\n' > .gitattributes
find . -name .git -prune -o -type f ! -name logo.bin -exec sed -i 's/\r*$/\r/' {} +
git add -A && git commit -qm 'Line ends of Windows'
sed -i 's/return 0/return 1/' app/main.py
