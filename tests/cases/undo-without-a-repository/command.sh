scaffold undo
ls -A . app
