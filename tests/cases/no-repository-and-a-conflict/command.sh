scaffold update
scaffold set port=9000
