from flask import Flask, request

app = Flask(__name__)
notes = [{"id": 1, "title": "Tea"}]


@app.get("/api/notes")
def list_notes():
    return notes


@app.get("/api/notes/<int:id>")
def show_note(id):
    return next(note for note in notes if note["id"] == id)


@app.post("/api/notes")
def create_note():
    note = {"id": len(notes) + 1, "title": request.json["title"]}
    notes.append(note)
    return note, 201
