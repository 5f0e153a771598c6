cd api && scaffold undo
scaffold undo
cd .. && git status --short -uall
