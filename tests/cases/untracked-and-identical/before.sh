cat > app/new.py <<'END'
"""What is new."""


def new():
    return "new"
END
