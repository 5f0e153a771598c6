echo '# staged' > own.py && git add own.py
sed -i 's/application\./shop application./' app/main.py && git add app/main.py
