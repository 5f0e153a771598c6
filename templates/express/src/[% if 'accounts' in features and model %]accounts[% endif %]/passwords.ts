/** Passwords, hashed with argon2id. */
import { hash, verify } from "@node-rs/argon2";

// Why these: what OWASP asks for at least, and some 20 ms.
const OPTIONS = { timeCost: 2, memoryCost: 19_456, parallelism: 1 };
// Why: an address that is unknown must take as long as a password that is wrong.
const NOBODY = await hash("nobody", OPTIONS);

export const hashed = (password: string) => hash(password, OPTIONS);

export async function matches(stored: string | null | undefined, password: string) {
  const isRight = await verify(stored ?? NOBODY, password);
  return isRight && Boolean(stored);
}
