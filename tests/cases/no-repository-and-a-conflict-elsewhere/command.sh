scaffold add resource "tag name:string!"
scaffold status | grep conflict
sed -i -e '/^<<<<<<</d' -e '/^=======/,/^>>>>>>>/d' app/main.py
scaffold add resource "tag name:string!" 2>&1 | grep Changed
