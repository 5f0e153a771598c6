git status >/dev/null
git sparse-checkout set --no-cone '/*' '!/app/'
