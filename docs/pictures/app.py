import sqlite3

from flask import Flask, abort, g, request

app = Flask(__name__)


def get_db():
    if "db" not in g:
        g.db = sqlite3.connect("app.db")
        g.db.row_factory = sqlite3.Row
    return g.db


@app.teardown_appcontext
def close_db(error):
    db = g.pop("db", None)
    if db is not None:
        db.close()


with app.app_context():
    get_db().execute("""
        CREATE TABLE IF NOT EXISTS notes (
            id INTEGER PRIMARY KEY,
            title TEXT NOT NULL,
            body TEXT,
            pinned INTEGER
        )
    """)


@app.get("/api/notes")
def list_notes():
    rows = get_db().execute("SELECT * FROM notes").fetchall()
    return [dict(row) for row in rows]


@app.post("/api/notes")
def create_note():
    db = get_db()
    cursor = db.execute(
        "INSERT INTO notes (title, body, pinned) VALUES (?, ?, ?)",
        (
            request.json["title"],
            request.json.get("body"),
            request.json.get("pinned", False),
        ),
    )
    db.commit()
    return show_note(cursor.lastrowid), 201


@app.get("/api/notes/<int:id>")
def show_note(id):
    row = get_db().execute("SELECT * FROM notes WHERE id = ?", (id,)).fetchone()
    if row is None:
        abort(404)
    return dict(row)
