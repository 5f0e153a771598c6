/** What the forms of accounts take. */
import * as z from "zod";
import { email as address, text } from "../schemas.ts";

const email = address().toLowerCase();
// Why a most: what is very long takes long to hash.
const current = text(128).min(1);
const password = text(128).min(12);

export const AskLink = z.strictObject({ email });

export const ChoosePassword = z.strictObject({ password });

export type LogIn = z.output<typeof LogIn>;
export const LogIn = z.strictObject({ email, password: current });

export const ChangePassword = z.strictObject({ current, password });

export const DeleteAccount = z.strictObject({ current });
