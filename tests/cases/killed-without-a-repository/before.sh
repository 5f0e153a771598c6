rm -rf .git
STOPPED='KILL app/tools/helpers.py' scaffold update || true
