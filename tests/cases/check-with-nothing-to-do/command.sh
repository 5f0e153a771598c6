scaffold set port=8000 --check
