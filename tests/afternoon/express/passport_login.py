"""https://www.passportjs.org/concepts/authentication: a login by name and password, kept in a session."""

from afternoon.app_ts import mount
from afternoon.harness import Case, Site, cookie, problem, value

CASE = Case(
    packages=(
        "passport@^0.7.0",
        "passport-local@^1.0.0",
        "express-session@^1.18.2",
        "@types/passport@^1.0.17",
        "@types/passport-local@^1.0.38",
        "@types/express-session@^1.18.2",
    ),
    files={
        "src/login.ts": """\
/** Logs people in and out. */
import express, { Router } from "express";
import session from "express-session";
import createError from "http-errors";
import passport from "passport";
import { Strategy } from "passport-local";

declare global {
  namespace Express {
    interface User {
      name: string;
    }
  }
}

passport.use(
  new Strategy((name, password, done) => {
    done(null, password === "open" ? { name } : false);
  }),
);
passport.serializeUser((user, done) => done(null, user.name));
passport.deserializeUser((name: string, done) => done(null, { name }));

export const login = Router();
login.use(
  session({ secret: "a secret of the tests", resave: false, saveUninitialized: false }),
  passport.session(),
  express.urlencoded(),
);

login.post("/", passport.authenticate("local", { failWithError: true }), (req, res) => {
  res.json(req.user);
});

login.get("/me", (req, res) => {
  if (!req.user) throw createError(401);
  res.json(req.user.name);
});

login.post("/out", (req, res, next) => {
  req.logout((error) => (error ? next(error) : res.redirect(303, "/login/me")));
});
"""
    },
    imports={"src/app.ts": 'import { login } from "./login.ts";'},
    lines=(mount('app.use("/login", login);'),),
)


def production(site: Site) -> None:
    assert problem(site.get("/login/me"))["status"] == 401
    assert problem(site.form("/login", "username=ada&password=shut"))["status"] == 401
    entered = site.form("/login", "username=ada&password=open")
    assert value(entered) == {"name": "ada"}
    assert value(site.get("/login/me", Cookie=cookie(entered))) == "ada"
    left = site.form("/login/out", "", Cookie=cookie(entered))
    assert (left.status, left.headers["location"]) == (303, "/login/me")
    assert site.get("/login/me", Cookie=cookie(entered)).status == 401
