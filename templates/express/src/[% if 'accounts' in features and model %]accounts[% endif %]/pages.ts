/** The pages of accounts. */
import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import { noteMethods } from "../errors.ts";
import { flash, formOf } from "../forms.ts";
import { perAccount, perClient } from "./attempts.ts";
import { logIn, loginRequired, logOut } from "./guard.ts";
import { LogIn, Register } from "./schemas.ts";
import * as service from "./service.ts";

// Why no more: a path that begins with two slashes is another site.
const OWN_PATH = /^\/(?!\/)[\w/?&=.~%-]*$/;

export function accountsRouter(em: EntityManager) {
  const router = Router();

  router
    .route("/register")
    .get((_req, res) => {
      formOf(res, "accounts/register.html", Register, undefined).show();
    })
    .post(async (req, res) => {
      const form = formOf(res, "accounts/register.html", Register, undefined);
      await service.register(em, form.read(Register));
      flash(req, "Log in with the password that you have chosen.");
      res.redirect(303, "/login");
    })
    .all(noteMethods);

  router
    .route("/login")
    .get((_req, res) => {
      formOf(res, "accounts/login.html", LogIn, undefined).show();
    })
    .post(perAccount, perClient, async (req, res) => {
      const form = formOf(res, "accounts/login.html", LogIn, undefined);
      await logIn(em, res, await service.authenticate(em, form.read(LogIn)));
      const wanted = String(req.query.next ?? "");
      res.redirect(303, OWN_PATH.test(wanted) ? wanted : "/");
    })
    .all(noteMethods);

  router
    .route("/logout")
    .post(async (_req, res) => {
      await logOut(em, res);
      res.redirect(303, "/");
    })
    .all(noteMethods);

  router
    .route("/account")
    .get(loginRequired, (_req, res) => {
      res.render("accounts/show.html", { email: res.locals.account });
    })
    .all(noteMethods);

  return router;
}
