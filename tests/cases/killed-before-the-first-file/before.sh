STOPPED='KILL .scaffold-change/old' scaffold update || true
