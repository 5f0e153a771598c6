printf '# gr\xfc\xdfe\n' >> app/main.py
