echo '# staged' >> README.md && echo '# staged' > own.py && git add README.md own.py
git mv app/static.txt app/fixed.txt && sed -i 's/return 0/return 1/' app/main.py && git add -p app/main.py <<<y >/dev/null
echo '# not staged' >> README.md
