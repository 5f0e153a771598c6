git ls-files -s > ../first
scaffold undo
scaffold undo
git ls-files -s | diff ../first - && git status --short app/main.py
scaffold set port=9000
scaffold status | grep conflict
scaffold undo && git ls-files -u
rm ../first
