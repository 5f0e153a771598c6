STOPPED='KILL .git/scaffold/' scaffold update || true
