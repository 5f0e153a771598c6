cd pair && (STOPPED='KILL express/.scaffold-change/done.json' scaffold set port=9000; true) 2>/dev/null
cd express && scaffold set port=9000
grep -h '^port' ../*/.copier-answers.yml
cd .. && scaffold undo
grep -h '^port' */.copier-answers.yml
rm -rf */.scaffold-before
