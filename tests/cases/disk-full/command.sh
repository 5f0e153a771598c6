ulimit -f 100 && scaffold update
ls -A
