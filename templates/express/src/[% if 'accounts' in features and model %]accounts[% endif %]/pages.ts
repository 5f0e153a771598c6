/** The pages of accounts. */
import type { EntityManager } from "@mikro-orm/sql";
import { type Response, Router } from "express";
import type * as z from "zod";
import type { Config } from "../config.ts";
import { noteMethods } from "../errors.ts";
import { flash, formOf } from "../forms.ts";
import { idOf, skipOddIds } from "../input.ts";
import { perAccount, perClient } from "./attempts.ts";
import { logIn, loginRequired, logOut } from "./guard.ts";
import { Account, type AccountToken } from "./models.ts";
import * as passwords from "./passwords.ts";
import * as schemas from "./schemas.ts";
import * as service from "./service.ts";
import * as tokens from "./tokens.ts";

// Why no more: a path that begins with two slashes is another site.
const OWN_PATH = /^\/(?!\/)[\w/?&=.~%-]*$/;
const SENT = "If the address is yours, a mail is on its way to it: follow its link.";

export function accountsRouter(em: EntityManager, config: Config) {
  const router = Router().param("id", skipOddIds);

  router
    .route("/register")
    .get((_req, res) => show(res, "register", schemas.AskLink))
    .post(perAccount, perClient, async (req, res) => {
      const { email } = read(res, "register", schemas.AskLink);
      await service.register(em, config, email);
      flash(req, SENT);
      res.redirect(303, "/login");
    })
    .all(noteMethods);

  router
    .route("/forgot")
    .get((_req, res) => show(res, "forgot", schemas.AskLink))
    .post(perAccount, perClient, async (req, res) => {
      const { email } = read(res, "forgot", schemas.AskLink);
      await service.forgot(em, config, email);
      flash(req, SENT);
      res.redirect(303, "/login");
    })
    .all(noteMethods);

  router
    .route("/password")
    // Why only a form: programs that look after mail follow its links.
    .get((_req, res) => show(res, "password", schemas.ChoosePassword))
    .post(async (req, res) => {
      const data = read(res, "password", schemas.ChoosePassword);
      await service.choosePassword(em, String(req.query.token ?? ""), data.password);
      flash(req, "Log in with your new password.");
      res.redirect(303, "/login");
    })
    .all(noteMethods);

  router
    .route("/login")
    .get((_req, res) => show(res, "login", schemas.LogIn))
    .post(perAccount, perClient, async (req, res) => {
      const data = read(res, "login", schemas.LogIn);
      await logIn(em, res, await service.authenticate(em, data));
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
    .get(loginRequired, async (_req, res) => {
      const { id, account } = currentOf(res);
      const all = await tokens.logins(em, account);
      const logins = all.map((one) => ({
        id: `${one.id}`,
        label: one.label || "Unknown",
        since: one.createdAt.toISOString(),
        here: one.id === id ? "yes" : "",
      }));
      res.render("accounts/show.html", { email: account.email, logins });
    })
    .all(noteMethods);

  router
    .route("/account/logins/:id/end")
    .post(loginRequired, async (req, res) => {
      await tokens.end(em, currentOf(res).account, { id: idOf(req) });
      flash(req, "That log-in has ended.");
      res.redirect(303, "/account");
    })
    .all(noteMethods);

  router
    .route("/account/password")
    .get(loginRequired, (_req, res) => show(res, "change", schemas.ChangePassword))
    .post(loginRequired, perAccount, perClient, async (req, res) => {
      const { id, account } = currentOf(res);
      const data = read(res, "change", schemas.ChangePassword);
      await service.confirm(account, data.current);
      account.password = await passwords.hashed(data.password);
      await em.flush();
      await tokens.end(em, account, { id: { $ne: id } });
      flash(req, "The password was changed, and all other log-ins have ended.");
      res.redirect(303, "/account");
    })
    .all(noteMethods);

  router
    .route("/account/delete")
    .get(loginRequired, (_req, res) => show(res, "delete", schemas.DeleteAccount))
    .post(loginRequired, perAccount, perClient, async (req, res) => {
      const { account } = currentOf(res);
      const data = read(res, "delete", schemas.DeleteAccount);
      await service.confirm(account, data.current);
      await logOut(em, res);
      await em.nativeDelete(Account, account.id);
      flash(req, "Your account was deleted.");
      res.redirect(303, "/");
    })
    .all(noteMethods);

  return router;
}

const currentOf = ({ locals }: Response): AccountToken => locals.login;

const formNamed = (res: Response, name: string, schema: z.ZodType) =>
  formOf(res, `accounts/${name}.html`, schema, undefined);

const show = (res: Response, name: string, schema: z.ZodType) =>
  formNamed(res, name, schema).show();

const read = <S extends z.ZodType>(res: Response, name: string, schema: S) =>
  formNamed(res, name, schema).read(schema);
