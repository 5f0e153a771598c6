/** What is done with accounts. */
import type { EntityManager } from "@mikro-orm/sql";
import createError from "http-errors";
import type { Config } from "../config.ts";
import { sendMail } from "../mail.ts";
import { Account } from "./models.ts";
import * as passwords from "./passwords.ts";
import type { LogIn } from "./schemas.ts";
import * as tokens from "./tokens.ts";

const WRONG = "The e-mail or the password is wrong.";
const textWith = (link: string) => `Choose the password of your account:

${link}

It works once, within an hour. If you have not asked for it, do nothing.
`;

/** Why without a password: only who reads the mail may choose it. */
export async function register(em: EntityManager, config: Config, email: string) {
  const account = await find(em, email);
  await sendLink(em, config, account ?? em.create(Account, { email }));
}

/** Why nothing is told of an address that is unknown: it is private who is here. */
export async function forgot(em: EntityManager, config: Config, email: string) {
  const account = await find(em, email);
  if (account) await sendLink(em, config, account);
}

async function sendLink(em: EntityManager, config: Config, account: Account) {
  const secret = await tokens.issue(em, account, "password");
  // Why a setting: whoever asks could name any host in the request.
  const text = textWith(`${config.PUBLIC_URL}/password?token=${secret}`);
  sendMail(config, { to: account.email, subject: "Your password", text });
}

export async function choosePassword(
  em: EntityManager,
  secret: string,
  password: string,
) {
  const token = await tokens.find(em, secret, "password");
  if (!token) throw createError(404, "The link is used up, or too old.");
  const { account } = token;
  await em.transactional(async (em) => {
    const hash = await passwords.hashed(password);
    await em.nativeUpdate(Account, account.id, { password: hash });
    // Why all: whoever knew the old password must not stay.
    await tokens.end(em, account);
  });
}

export async function authenticate(em: EntityManager, data: LogIn) {
  const account = await find(em, data.email);
  const isRight = await passwords.matches(account?.password, data.password);
  if (!account || !isRight) throw createError(422, WRONG);
  return account;
}

export async function confirm(account: Account, password: string) {
  const isRight = await passwords.matches(account.password, password);
  if (!isRight) throw createError(422, "The password is wrong.");
}

const find = (em: EntityManager, email: string) => em.findOne(Account, { email });
