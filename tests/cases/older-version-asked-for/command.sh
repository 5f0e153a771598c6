scaffold update --to 1.0.0
