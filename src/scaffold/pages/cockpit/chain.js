// What each side did for the request: the steps of its chain with their times, and the SQL that it sent.
import { el, NAMES, SIDES } from "./parts.js";

const SIGNS = { in: ["→", "on the way in"], view: ["●", "answers"], error: ["!", "handles the error"], out: ["←", "on the way out"], end: ["←", "cleans up"] };
const WORDS = /\b(select|from|where|insert|into|values|update|set|delete|join|left|inner|on|and|or|in|order by|group by|limit|offset|returning|as|asc|desc|begin|commit|rollback|count|is|not|null|for)\b/gi;
let sql = false;

export const showsSql = () => sql;
export const swap = () => (sql = !sql);
/** @type {(count: number, word: string) => string} */
const many = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
/** @type {(ms: number | null) => string} */
export const time = (ms) => (ms === null ? "" : ms.toFixed(ms < 10 ? 2 : 1));
// What leads to the code of a step or a statement.
/** @type {(side: SideName, at: Place | null, what?: Record<string, unknown>) => Record<string, unknown>} */
const leads = (side, at, what) => (at ? { type: "button", "data-code": `${side}:${at[0]}:${at[1]}`, title: `${at[0]}:${at[1]}`, ...what } : { type: "button", disabled: "", ...what });

// Answer or SQL, for both cards at once.
/** @param {Trace} trace @param {Shown} item */
export function views(trace, item) {
  const counts = SIDES.map((side) => item.answers[side]?.trace?.count);
  const differs = counts.every((count) => count !== undefined) && counts[0] !== counts[1];
  const count = differs ? el("mark", "", {}, `${trace.count}`) : `${trace.count}`;
  const one = (is, ...words) => el("button", "ib", { type: "button", "data-sql": is, "aria-pressed": sql === is }, ...words);
  return el("span", "views", { role: "group", "aria-label": "Shown" }, one(false, "Answer"), one(true, "SQL ", count));
}

/** @param {SideName} side @param {Trace} trace */
export function statements(side, trace) {
  if (!trace.sql.length) return el("p", "none", {}, "No SQL was sent.");
  const told = el("p", "none", {}, `${many(trace.count, "statement")}, ${time(trace.sqlMs)} ms`);
  const rows = grouped(trace.sql).map(({ one, times, took }) => {
    const more = [times > 1 && `${times} times`, took !== null && `${time(took)} ms`, one.rows !== null && many(one.rows, "row"), one.failed].filter(Boolean);
    const link = one.at ? el("button", "ib", leads(side, one.at), `${one.at[0].split("/").slice(-2).join("/")}:${one.at[1]}`) : "";
    const text = el("code", "", {}, ...words(one.text));
    return el("li", one.control ? "control" : one.failed ? "failed" : "", {}, times > 1 ? el("b", "times", {}, `×${times}`) : "", text, el("span", "dim", {}, more.join(" · "), " ", link));
  });
  return el("div", "body sql", { tabindex: "0", role: "group", "aria-label": `SQL of ${NAMES[side]}` }, told, el("ol", "", {}, ...rows));
}
// Why: the same statement many times in a row is what one looks for, and would hide all others.
/** @param {Statement[]} several */
function grouped(several) {
  /** @type {{ one: Statement, times: number, took: number | null }[]} */
  const found = [];
  for (const one of several) {
    const last = found.at(-1);
    if (last && last.one.text === one.text) {
      last.times++;
      last.took = (last.took ?? 0) + (one.ms ?? 0);
    } else found.push({ one, times: 1, took: one.ms });
  }
  return found;
}
/** @param {string} text */
function words(text) {
  const found = [];
  let at = 0;
  for (const { 0: word, index } of text.matchAll(WORDS)) {
    found.push(text.slice(at, index), el("i", "", {}, word));
    at = index + word.length;
  }
  return [...found, text.slice(at)];
}

// The chains of both, each on a scale of its own.
/** @param {Item} item */
export function chains(item) {
  const shown = SIDES.map((side) => {
    const trace = item.answers?.[side]?.trace;
    return el("section", `steps ${side[0]}`, { "aria-label": `Chain of ${NAMES[side]}` }, ...(trace ? chain(side, trace) : [none(side, item)]));
  });
  const key = el("p", "key dim", {}, "→ way in · ● answers · ← way out · each side on a scale of its own, in ms");
  $("#chain").replaceChildren(...shown, key);
}
/** @param {SideName} side @param {Item} item */
function none(side, item) {
  const why = item.answers ? "wrote nothing down for this request." : "shows here what runs, as soon as the request is sent.";
  return el("p", "none", {}, `${NAMES[side]} ${why}`);
}
/** @param {SideName} side @param {Trace} trace */
function chain(side, trace) {
  const total = Math.max(trace.ms, ...trace.steps.map((step) => step.from + step.ms), 0.001);
  const head = el("h2", "", {}, el("b", "who", {}, NAMES[side]), el("span", "dim", {}, ` ${many(trace.steps.length, "function")} · ${many(trace.count, "statement")} · ${time(trace.ms)} ms inside`));
  const rows = trace.steps.flatMap((step, place) => {
    const own = row(side, step, step.kind === "view" ? "handles" : step.kind, SIGNS[step.kind], step.name, total);
    const sent = grouped(trace.sql.filter((one) => one.step === place));
    return [own, ...sent.map(({ one, times, took }) => row(side, { ...one, ms: took }, one.control ? "sql control" : "sql", ["", "SQL"], one.text.replace(/\s+/g, " "), total, times))];
  });
  return [head, el("ol", "", { tabindex: "0", "aria-label": `What ran in ${NAMES[side]}, in order` }, ...rows)];
}
/** @param {SideName} side @param {{ at: Place | null, from: number, ms: number | null }} step @param {string} kind @param {string[]} sign @param {string} name @param {number} total */
function row(side, { at, from, ms }, kind, [sign, says], name, total, times = 1) {
  const bar = el("i", "bar");
  bar.style.setProperty("--from", Math.min(99, (100 * from) / total));
  bar.style.setProperty("--took", Math.max(0.6, (100 * (ms ?? 0)) / total));
  const label = el("span", "name", {}, times > 1 ? el("b", "times", {}, `×${times} `) : "", name);
  const button = el("button", "row", leads(side, at, {}), el("i", "sign", { "aria-hidden": "true" }, sign), label, el("span", "track", { "aria-hidden": "true" }, bar), el("span", "ms", {}, time(ms)), el("span", "vh", {}, `, ${says}`));
  return el("li", kind, {}, button);
}
