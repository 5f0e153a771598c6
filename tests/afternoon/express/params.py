"""https://expressjs.com/en/5x/api.html#app.param: app.param, router.param and a nested router with mergeParams."""

from afternoon.app_ts import mount
from afternoon.harness import Case, Site, problem, value

CASE = Case(
    files={
        "src/rooms.ts": """\
/** Rooms, and the seats in them. */
import { Router } from "express";
import createError from "http-errors";

export const rooms = Router();
const seats = Router({ mergeParams: true });

rooms.param("room", (_req, res, next, name: string) => {
  if (name === "attic") return next(createError(410, "The attic was sold."));
  res.locals.room = name.toUpperCase();
  next();
});
rooms.use("/:room/seats", seats);
rooms.get("/:room", (req, res) => {
  res.json({ room: res.locals.room, floor: req.params.room.length });
});

seats.get("/:seat", (req, res) => {
  res.json({ ...req.params, loud: res.locals.room });
});
"""
    },
    imports={"src/app.ts": 'import { rooms } from "./rooms.ts";'},
    lines=(
        mount(
            """\
app.param("year", (_req, _res, next, year: string) => {
  next(/^\\d{4}$/.test(year) ? undefined : "route");
});
app.get("/years/:year", (req, res) => {
  res.json(Number(req.params.year));
});
app.use("/rooms", rooms);"""
        ),
    ),
)


def production(site: Site) -> None:
    assert value(site.get("/rooms/hall")) == {"room": "HALL", "floor": 4}
    assert value(site.get("/rooms/hall/seats/7")) == {"room": "hall", "seat": "7", "loud": "HALL"}
    gone = problem(site.get("/rooms/attic/seats/7"))
    assert (gone["status"], gone["detail"]) == (410, "The attic was sold.")
    assert value(site.get("/years/2026")) == 2026
    assert problem(site.get("/years/x"))["status"] == 404
    assert problem(site.get("/rooms/hall/seats/7/none"))["status"] == 404
