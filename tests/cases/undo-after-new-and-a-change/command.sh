cd api && scaffold set port=9000
scaffold undo
scaffold set port=8000
