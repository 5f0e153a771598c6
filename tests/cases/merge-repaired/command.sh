git status --short | grep -v '^[AM] '
scaffold update
scaffold update --repair --check
scaffold update --repair
scaffold update --repair
cat app/registry.py
