scaffold update --check --json > ../check.json
scaffold update --json > ../done.json
diff ../check.json ../done.json
