scaffold update
cat ../elsewhere/main.py | head -1
