git checkout -qb one && sed -i 's/8000/1111/' .copier-answers.yml && git rm -q .gitattributes && git commit -qam One && git checkout -q main
sed -i 's/8000/2222/' .copier-answers.yml && git rm -q .gitattributes && git commit -qam Two
git merge -q one >/dev/null || true
