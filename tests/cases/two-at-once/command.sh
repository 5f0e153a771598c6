scaffold add resource "tag name:string!" >../one 2>&1 &
scaffold add resource "comment body:text!" >../other 2>&1 &
wait
cat ../one ../other | grep Changed
scaffold status | grep '^  resource'
cat app/registry.py
rm ../one ../other
