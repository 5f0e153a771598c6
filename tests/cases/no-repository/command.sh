scaffold update
ls -A
