scaffold update --to 7.0.0
