scaffold update > /dev/null 2>&1
scaffold undo
