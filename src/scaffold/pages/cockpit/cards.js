// What each side answers: first what a person thinks, then what it said.
import { showsSql, statements, time, views } from "./chain.js";
import { isDown, lastOf, sides } from "./logs.js";
import { el, isShown, NAMES } from "./parts.js";
import { bars, split } from "./room.js";
import { STATUSES } from "./statuses.js";

/** @param {SideName} side @param {Item} item @param {SideName | "both"} aim */
export function card(side, item, aim) {
  const node = $(`[data-card=${side}]`);
  const answer = item.answers?.[side];
  node.classList.toggle("aimed", aim === side && !item.answers);
  if (answer?.status && isShown(item)) return node.replaceChildren(...answered(side, item, answer));
  if (answer || isDown(side)) {
    node.replaceChildren(...fallen(side, answer?.failed));
    $(".body", node).scrollTop = 9999;
    return;
  }
  node.replaceChildren(...guessing(side, item, aim));
}
/** @type {(side: SideName, ...children: (string | Node)[]) => Node} */
const title = (side, ...children) => el("header", "", {}, ...children, el("b", "who", {}, NAMES[side]));

/** @param {SideName} side @param {Item} item @param {SideName | "both"} aim */
function guessing(side, item, aim) {
  const chips = STATUSES.map((status, place) => {
    const key = aim === "both" || aim === side ? `${(place + 1) % 10}` : "";
    const given = { type: "button", "data-guess": status, "data-side": side, "aria-pressed": item.guess[side] === status };
    return el("button", "chip", given, `${status}`, el("i", "", { "aria-hidden": "true" }, key));
  });
  const asks = item.sending ? "Asked …" : "What will it answer?";
  return [title(side, el("span", "asks", {}, asks)), el("div", "chips", { role: "group", "aria-label": `Status of ${NAMES[side]}` }, ...chips)];
}

/** @param {SideName} side @param {Shown} item @param {Answer} answer */
function answered(side, item, answer) {
  const guess = item.scored?.[side];
  const right = guess === answer.status;
  const told = guess && el("span", `told ${right ? "yes" : "no"}`, { title: `You said ${guess}` }, `${right ? "✓" : "✗"} ${guess}`);
  const differs = item.answers.label.includes("against");
  const head = el("header", "", {}, el("strong", "", {}, differs ? el("mark", "", {}, `${answer.status}`) : `${answer.status}`));
  head.append(el("span", "reason", {}, el("span", "", {}, answer.reason)), told || "", el("span", "sp"), el("span", "took", {}, `${time(answer.ms)} ms`), el("b", "who", {}, NAMES[side]));
  if (answer.trace) head.insertBefore(views(answer.trace, item), $(".took", head));
  const found = [head, ...bars(item, side), ...bare(side, item.answers.alone)];
  if (answer.trace && showsSql()) return [...found, statements(side, answer.trace)];
  if (answer.headers.length) found.push(el("pre", "heads", {}, ...answer.headers.flatMap(plain)));
  found.push(answer.body.length ? text(answer.body) : el("p", "none", {}, "No body"));
  const headers = (names) => names.length && `${names.length} header${names.length === 1 ? "" : "s"}`;
  const { apart } = item.answers;
  const others = [["alike", answer.alike, headers(answer.alike)], ["not compared", answer.own, headers(answer.own)], ["not compared in the body", apart, apart.join(", ")]].filter(([, names]) => names.length);
  const size = `${answer.bytes.toLocaleString("en")} bytes`;
  const more = el("details", "others", {}, el("summary", "", {}, [size, ...others.map(([how, , what]) => `${what} ${how}`)].join(" · ")));
  more.append(...others.map(([how, names]) => el("p", "", {}, `${how}: ${names.join(", ")}`)));
  return [...found, more];
}
// What the framework answers by itself.
/** @param {SideName} side @param {Answers["alone"]} alone */
function bare(side, alone) {
  if (!alone) return [];
  const { status, reason, kind, body } = alone[side];
  const other = alone[side === "flask" ? "express" : "flask"];
  const shown = status === other.status ? `${status}` : el("mark", "", {}, `${status}`);
  const more = el("details", "alone", {}, el("summary", "", {}, el("b", "", {}, "The framework alone "), shown, ` ${reason} · ${kind.split(";")[0] || "no body"}`));
  if (body.length) more.append(el("pre", "", { tabindex: "0" }, ...body.flatMap(plain)));
  return [more];
}
// Why not marked where all of it is: bodies of another type have nothing in common, and are easier to read so.
/** @param {Parts[]} lines */
function text(lines) {
  const wholly = lines.every((parts) => parts.every(([text, marked]) => marked || !text.trim()));
  /** @type {Parts[]} */
  const shown = wholly ? lines.map((parts) => parts.map(([text]) => [text, false])) : lines;
  const paint = /^[[{]/.test(lines[0][0]?.[0]) ? line : plain;
  return el("pre", wholly ? "body wholly" : "body", { tabindex: "0" }, ...shown.flatMap(paint));
}
/** @type {(parts: Parts, place?: number, all?: unknown, paint?: (text: string) => any) => (string | Node)[]} */
const plain = (parts, _, __, paint = (text) => text) => [...parts.flatMap(([text, marked]) => (marked ? el("mark", "", {}, text) : paint(text))), "\n"];
/** @type {(parts: Parts) => (string | Node)[]} */
const line = (parts) => plain(parts, 0, 0, coloured);

// Why no more than this: names, texts and numbers are what an eye looks for in JSON.
const WORD = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null|-?\d[\d.eE+-]*)\b/g;
/** @param {string} text */
function coloured(text) {
  const found = [];
  let at = 0;
  for (const { 0: all, 1: quoted, 2: colon, 3: value, index } of text.matchAll(WORD)) {
    found.push(text.slice(at, index), el("span", colon ? "name" : value ? "value" : "text", {}, quoted ?? value), colon ?? "");
    at = index + all.length;
  }
  return [...found, text.slice(at)];
}

/** @param {SideName} side @param {string} [failed] */
function fallen(side, failed) {
  const { state, why } = sides[side];
  const said = lastOf(side).filter((row) => !row.node.hidden).map((row) => row.text).join("\n");
  const restart = el("button", "", { type: "button", "data-restart": side }, "Start again");
  const what = state === "ended" ? "Does not run" : failed ? "No answer" : "Does not answer yet";
  const because = [failed, why].filter(Boolean).map((one) => `${one}. `);
  return [title(side, el("span", "asks fell", {}, what)), el("p", "why", {}, ...because, "It said last:"), el("pre", "body", { tabindex: "0" }, said || "nothing"), restart];
}

// What a sign says, in a word.
/** @type {(text: string) => Node} */
const word = (text) => el("small", "cap", { "aria-hidden": "true" }, text);
/** @param {boolean} same @param {Answers["alone"]} alone */
function compared(same, alone) {
  const sign = (same, classes, whose) => el("i", `sign ${classes} ${same ? "eq" : "ne"}`, { role: "img", "aria-label": `${whose}${same ? "the same" : "different"}` }, same ? "=" : "≠");
  const says = (same) => word(same ? "same" : "different");
  return [sign(same, "", ""), says(same), ...(alone ? [sign(alone.label === "same", "bare", "The frameworks alone: "), word("alone")] : [])];
}
// What stands between both: what a person thinks, or how it was.
/** @param {Item} item */
export function middle(item) {
  const node = $(".mid");
  const { answers, guess, scored } = item;
  if (answers?.label && isShown(item)) {
    const same = answers.label === "same";
    const right = scored?.same === same;
    const told = scored?.same === undefined ? [] : [el("span", `told ${right ? "yes" : "no"}`, {}, right ? "✓" : "✗"), el("small", "cap", {}, right ? "as you said" : "not as you said")];
    return node.replaceChildren(...compared(same, answers.alone), ...told, ...split(item).map(word));
  }
  if (answers) return node.replaceChildren(el("i", "sign", {}, "–"));
  const button = (same, sign, key, label) =>
    el("button", "sign", { type: "button", "data-same": same, "aria-pressed": guess.same === same, "aria-label": label }, sign, el("i", "", { "aria-hidden": "true" }, key));
  node.replaceChildren(button(true, "=", "s", "The same answer"), word("same"), button(false, "≠", "d", "A different answer"), word("different"));
}
