/** Who asks, and what only people who are logged in may do. */
import type { EntityManager } from "@mikro-orm/sql";
import type { RequestHandler, Response } from "express";
import createError from "http-errors";
import { type Account, AccountToken } from "./models.ts";
import * as tokens from "./tokens.ts";

const READS = ["GET", "HEAD", "OPTIONS"];
const HOW = 'Cookie form-action="/login", cookie-name=session';

/** Pages say themselves what is for whom; whoever writes to the API is logged in. */
export function identify(em: EntityManager): RequestHandler {
  return async (req, res, next) => {
    const isApi = req.path.startsWith("/api/");
    // Why there nobody is asked: anybody may read the API.
    if (isApi && READS.includes(req.method)) return next();
    const secret = req.session?.login;
    const login = secret ? await tokens.find(em, secret, "login") : null;
    res.vary("Cookie");
    if (isApi && !login) {
      throw createError(401, "Log in first.", { headers: { "WWW-Authenticate": HOW } });
    }
    // Why: after a log-out nobody may go back to it.
    if (login) res.set("Cache-Control", "no-store");
    Object.assign(res.locals, { login, account: login?.account.email });
    next();
  };
}

export const loginRequired: RequestHandler = (req, res, next) => {
  if (res.locals.login) return next();
  res.redirect(303, `/login?next=${req.originalUrl.split("?")[0]}`);
};

/** Why all anew: somebody else may have put a session into this browser. */
export async function logIn(em: EntityManager, res: Response, account: Account) {
  await logOut(em, res);
  const { req } = res;
  const login = await tokens.issue(em, account, "login", req.get("User-Agent"));
  req.session = { login };
}

export async function logOut(em: EntityManager, { locals, req }: Response) {
  if (locals.login) await em.nativeDelete(AccountToken, locals.login.id);
  req.session = null;
}
