/**
 * Reads a body as the JSON that both twins accept.
 *
 * Twin: app/http/json.py
 */
import { parse } from "content-type";
import type { Request } from "express";
import type { Config } from "../config.ts";
import { Problem } from "../errors.ts";

const MAX_DEPTH = 64;
const NOT_JSON = "The body is not valid JSON.";
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export async function readJson(req: Request, config: Config): Promise<unknown> {
  // Why not `express.json()`: it looks at the coding before the size, and reads
  // before the route is known.
  const bytes = await read(req, config);
  if (!isJson(req)) {
    throw new Problem(415, "Send the body as application/json in UTF-8.");
  }
  try {
    const value = JSON.parse(utf8.decode(bytes), refuseUnportable);
    if (depth(value) <= MAX_DEPTH) return value;
  } catch {
    // What the parser says is of no use to a client: every reason has one answer.
  }
  throw new Problem(400, NOT_JSON);
}

function read(req: Request, { bodyLimit, requestSeconds }: Config): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const refuse = () => reject(tooSlow(requestSeconds));
  const timer = setTimeout(refuse, requestSeconds * 1000);
  const chunks: Buffer[] = [];
  let size = 0;

  req.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > bodyLimit) return reject(tooLarge(bodyLimit));
    chunks.push(chunk);
  });
  req.on("end", () => resolve(Buffer.concat(chunks)));
  // Why not the error itself: it says that the client hung up.
  req.on("error", () => reject(new Problem(400, NOT_JSON)));
  return promise.finally(() => clearTimeout(timer));
}

function tooSlow(seconds: number): Problem {
  return new Problem(408, `The request took longer than ${seconds} seconds to arrive.`);
}

export function tooLarge(limit: number): Problem {
  return new Problem(413, `The body is larger than ${limit} bytes.`);
}

function isJson(req: Request): boolean {
  const { type, parameters } = parse(req.get("Content-Type") ?? "");
  const { charset = "utf-8" } = parameters;
  const coding = req.get("Content-Encoding") ?? "identity";
  return (
    type === "application/json" &&
    charset.toLowerCase() === "utf-8" &&
    coding.toLowerCase() === "identity"
  );
}

/** Throws at what other JSON readers refuse or read as another value. */
function refuseUnportable(key: string, value: unknown, context?: { source?: string }) {
  if (!key.isWellFormed()) throw new SyntaxError("key");
  if (typeof value === "string" && !value.isWellFormed())
    throw new SyntaxError("string");
  if (typeof value === "number") {
    const isInteger = /^-?[0-9]+$/.test(context?.source ?? "");
    const isSafe = isInteger ? Number.isSafeInteger(value) : Number.isFinite(value);
    if (!isSafe) throw new SyntaxError("number");
  }
  return value;
}

function depth(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let deepest = 0;
  for (const item of Object.values(value)) deepest = Math.max(deepest, depth(item));
  return deepest + 1;
}
