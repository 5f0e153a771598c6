cat > app/reports.py <<'END'
from app.features.note import find


def latest():
    return find("note")
END
git add -A && git commit -qm 'Reports'
