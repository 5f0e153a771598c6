git rm -q --cached -r . && printf '* -text\n' > .gitattributes
sed -i -e 's/application\./shop application./' -e 's/$/\r/' app/main.py
git add -A && git commit -qm 'Line ends of Windows'
