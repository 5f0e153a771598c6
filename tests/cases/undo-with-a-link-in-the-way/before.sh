scaffold update >/dev/null 2>&1
mv app/main.py ../elsewhere.py && ln -s ../../elsewhere.py app/main.py
