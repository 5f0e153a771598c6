import express from "express";

const app = express();
const notes = [{ id: 1, title: "Tea" }];

app.use(express.json());

app.get("/api/notes", (req, res) => {
  res.json(notes);
});

app.get("/api/notes/:id", (req, res) => {
  res.json(notes.find((note) => note.id === Number(req.params.id)));
});

app.post("/api/notes", (req, res) => {
  const note = { id: notes.length + 1, title: req.body.title };
  notes.push(note);
  res.status(201).json(note);
});

app.listen(process.env.PORT, "127.0.0.1");
