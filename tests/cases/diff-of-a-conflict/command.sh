scaffold update --diff | head -20
