STOPPED='INT .scaffold-change/new' scaffold update
ls -A
