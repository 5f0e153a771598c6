scaffold status
ls -A
