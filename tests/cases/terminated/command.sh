STOPPED='TERM .scaffold-change/new' scaffold update
ls -Ad .scaffold*
