cd pair && (STOPPED='KILL express/src/app.ts' scaffold set port=9000; true) 2>/dev/null
grep -h '^port' */.copier-answers.yml
cd flask && scaffold status
grep -h '^port' ../*/.copier-answers.yml
ls -A ..  ../express
