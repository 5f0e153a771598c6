const express = require("express");
const { DatabaseSync } = require("node:sqlite");

const app = express();
const port = process.env.PORT || 3000;
const db = new DatabaseSync("app.db");

db.exec(`
  CREATE TABLE IF NOT EXISTS notes (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    body TEXT,
    pinned INTEGER
  )
`);

app.use(express.json());

const find = (id) => db.prepare("SELECT * FROM notes WHERE id = ?").get(id);

app.get("/api/notes", (req, res) => {
  res.json(db.prepare("SELECT * FROM notes").all());
});

app.post("/api/notes", (req, res) => {
  const { lastInsertRowid } = db
    .prepare("INSERT INTO notes (title, body, pinned) VALUES (?, ?, ?)")
    .run(
      req.body.title,
      req.body.body ?? null,
      (req.body.pinned ?? false) ? 1 : 0,
    );
  res.status(201).json(find(lastInsertRowid));
});

app.get("/api/notes/:id", (req, res) => {
  const row = find(req.params.id);
  if (!row) {
    return res.sendStatus(404);
  }
  res.json(row);
});

app.listen(port, "127.0.0.1", () => {
  console.log(`Example app listening on port ${port}`);
});
