scaffold update
scaffold undo
