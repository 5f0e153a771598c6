scaffold update
scaffold undo
ls ..
