/** What the forms of accounts take. */
import * as z from "zod";
import { email, text } from "../schemas.ts";

const address = email().toLowerCase();
// Why a most: what is very long takes long to hash.
const password = text(128).min(1);
const newPassword = text(128).min(12);

export type LogIn = z.output<typeof LogIn>;
export const LogIn = z.strictObject({ email: address, password });

export type Register = z.output<typeof Register>;
export const Register = z.strictObject({ email: address, password: newPassword });
