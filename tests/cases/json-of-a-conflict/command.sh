scaffold update --json | head -24
