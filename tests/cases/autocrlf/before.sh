git config core.autocrlf true && rm .gitattributes && git commit -qam 'No attributes'
git ls-files -z | xargs -0 rm && git checkout -q -- .
sed -i 's/application\./shop application./' app/main.py
