scaffold update --check
scaffold update
ruff format --no-cache --check .
