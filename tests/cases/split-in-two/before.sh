# What read_routes did lives in a file of its own now.
{ echo '"""The routes."""'; echo; sed -n '/def read_routes/,/return routes/p' app/main.py; } > app/routes.py
sed -i '/def read_routes/,/return routes/d' app/main.py
git add -A && git commit -qm 'Split main'
