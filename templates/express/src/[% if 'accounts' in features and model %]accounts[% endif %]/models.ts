/** The tables of accounts; neither of them has routes of the API. */
import { defineEntity, p } from "@mikro-orm/core";
import { columns, instant } from "../columns.ts";

const account = defineEntity({
  name: "Account",
  tableName: "accounts",
  properties: {
    ...columns,
    email: p.string().length(254).unique(),
    // Null until it was chosen, by a link that was sent to the address.
    password: p.string().length(200).nullable().hidden(),
  },
});

export class Account extends account.class {}
account.setClass(Account);

const token = defineEntity({
  name: "AccountToken",
  tableName: "account_tokens",
  properties: {
    ...columns,
    account: () => p.manyToOne(Account).deleteRule("cascade"),
    purpose: p.string().length(10),
    digest: p.string().length(64).unique(),
    label: p.string().length(255),
    expiresAt: instant(),
  },
});

/** A secret that stands for an account for a while; its digest alone is kept. */
export class AccountToken extends token.class {}
token.setClass(AccountToken);
