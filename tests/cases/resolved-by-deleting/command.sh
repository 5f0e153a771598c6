scaffold set port=9000
