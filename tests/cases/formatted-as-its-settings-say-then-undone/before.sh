printf '\n[tool.ruff]\nindent-width = 2\n\n[tool.ruff.format]\nquote-style = "single"\n' >> pyproject.toml
echo 'MINE = 1' >> app/main.py
ruff format --quiet --no-cache .
git commit -qam 'Two spaces, single quotes, and a line of ours'
