/** What is done with accounts. */
import type { EntityManager } from "@mikro-orm/sql";
import createError from "http-errors";
import { Account } from "./models.ts";
import * as passwords from "./passwords.ts";
import type { LogIn, Register } from "./schemas.ts";

const WRONG = "The e-mail or the password is wrong.";

/** Why nothing is told of an address that is taken: who has an account is private. */
export async function register(em: EntityManager, data: Register) {
  const password = await passwords.hashed(data.password);
  if (await find(em, data.email)) return;
  em.create(Account, { email: data.email, password });
  await em.flush();
}

export async function authenticate(em: EntityManager, data: LogIn) {
  const account = await find(em, data.email);
  const isRight = await passwords.matches(account?.password, data.password);
  if (!account || !isRight) throw createError(422, WRONG);
  return account;
}

const find = (em: EntityManager, email: string) => em.findOne(Account, { email });
