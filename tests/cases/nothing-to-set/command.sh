scaffold set port=8000
