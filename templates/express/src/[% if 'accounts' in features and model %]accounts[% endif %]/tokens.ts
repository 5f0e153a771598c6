/** Secrets that stand for an account: random, of one purpose, and for a while. */
import { createHash, randomBytes } from "node:crypto";
import type { EntityManager, FilterQuery } from "@mikro-orm/sql";
import { type Account, AccountToken } from "./models.ts";

const DAY = 24 * 60 * 60 * 1000;
const LIVES = { login: 30 * DAY, password: DAY / 24 };
type Purpose = keyof typeof LIVES;

/** The secret itself, which is told once and kept nowhere. */
export async function issue(
  em: EntityManager,
  account: Account,
  purpose: Purpose,
  label = "",
) {
  await em.nativeDelete(AccountToken, { expiresAt: { $lt: new Date() } });
  const secret = randomBytes(32).toString("base64url");
  em.create(AccountToken, {
    account,
    purpose,
    digest: digest(secret),
    label: label.slice(0, 255),
    expiresAt: new Date(Date.now() + LIVES[purpose]),
  });
  await em.flush();
  return secret;
}

export function find(em: EntityManager, secret: string, purpose: Purpose) {
  const expiresAt = { $gt: new Date() };
  const wanted = { digest: digest(secret), purpose, expiresAt };
  return em.findOne(AccountToken, wanted, { populate: ["account"] });
}

export function logins(em: EntityManager, account: Account) {
  const current = { account, purpose: "login", expiresAt: { $gt: new Date() } };
  return em.find(AccountToken, current, { orderBy: { id: "asc" } });
}

/** Ends all that stands for an account, or of that what fits the conditions. */
export function end(
  em: EntityManager,
  account: Account,
  conditions: FilterQuery<AccountToken> = {},
) {
  return em.nativeDelete(AccountToken, { $and: [{ account: account.id }, conditions] });
}

const digest = (secret: string) => createHash("sha256").update(secret).digest("hex");
