mv app/main.py ../elsewhere.py && ln -s ../../elsewhere.py app/main.py
