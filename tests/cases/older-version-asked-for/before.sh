scaffold update >/dev/null 2>&1 && git add -A && git commit -qm Update
