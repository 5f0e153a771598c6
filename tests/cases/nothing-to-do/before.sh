scaffold update && git add -A && git commit -qm Update
