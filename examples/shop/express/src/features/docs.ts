/**
 * Serves the page that shows the API.
 *
 * Twin: app/features/docs.py
 */
import { readFileSync } from "node:fs";
import { Router } from "express";
import { methodsOnly } from "../errors.ts";

const read = (name: string) =>
  readFileSync(new URL(`../../docs/${name}`, import.meta.url));
const page = read("index.html");
const styles = read("docs.css");
const script = read("docs.js");
const router = Router({ caseSensitive: true, strict: true });

router.get("/docs", (_req, res) => {
  res.type("html").send(page);
});

router.get("/docs/docs.css", (_req, res) => {
  res.type("css").send(styles);
});

router.get("/docs/docs.js", (_req, res) => {
  res.type("js").send(script);
});

export const routes = methodsOnly(router);
