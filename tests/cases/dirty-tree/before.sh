echo '# mine' >> README.md && echo '# mine' > own.py && rm app/static.txt
