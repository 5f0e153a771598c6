scaffold set port=9000 >/dev/null 2>&1
scaffold add resource "tag name:string!" >/dev/null 2>&1
echo '# an evening of work' >> app/features/tag.py
sed -i '1a # an evening of work' app/registry.py
echo '# an evening of work' >> app/main.py
