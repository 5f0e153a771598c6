scaffold update
