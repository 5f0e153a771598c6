{ STOPPED='KILL app/old.py' scaffold update; } 2>/dev/null
scaffold update
