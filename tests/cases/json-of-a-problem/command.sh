scaffold update --json
