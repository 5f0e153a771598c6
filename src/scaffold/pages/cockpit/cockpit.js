// The page of `scaffold serve`: a person predicts, sends the same request to both apps, and sees what they answer.
import { card, middle } from "./cards.js";
import { swap } from "./chain.js";
import { answering, edit, lead, leave } from "./code.js";
import { below, hint, toggle } from "./dock.js";
import { isDown, light, listen, quiet, sides } from "./logs.js";
import { el, NAMES, SIDES } from "./parts.js";
import { askRoom, isAsked, said } from "./room.js";
import { STATUSES } from "./statuses.js";

const OWN = { group: "Your own", title: "Any request", method: "GET", path: "/", body: null, type: "application/json" };
const form = $(".ask");
const { method, path, body } = form.elements;
/** @type {Record<string, string>} */
const rows = {};
/** @type {Item[]} */
let items = [];
let at = 0;
/** @type {SideName | "both"} */
let aim = "both";
let right = 0;
let all = 0;

const key = ({ group, method, title }) => `${group} ${method} ${title}`;
/** @type {(given: any) => Item} */
const fresh = (given) => ({ ...given, key: key(given), guess: {} });
const now = () => items[at];
/** @type {(item: Item) => string} */
const filled = (item) => item.path.replace("{id}", rows[item.path.split("/{id}")[0]] ?? 1).replace(/\{\w+\}/g, "1");

// The list. Why read again: routes come and go while somebody edits.
let loading;
const load = () => (loading ??= read().catch(() => {}).finally(() => (loading = undefined)));
async function read() {
  const found = await (await fetch("requests")).json();
  // Why kept: a side that is being edited has no document for a moment.
  if (items.length && !found.documented) return;
  const before = Object.fromEntries(items.map((item) => [item.key, item]));
  const chosen = items.length ? now().key : "";
  items = [...found.requests, OWN].map((one) => before[key(one)] ?? fresh(one));
  at = Math.max(0, items.findIndex((item) => item.key === chosen));
  document.title = `${found.title} · scaffold serve`;
  $("#title").textContent = found.title;
  for (const [side, port] of Object.entries(found.ports)) sides[side].port = port;
  isAsked(found.room);
  SIDES.forEach(app);
  list();
  if (now().key !== chosen) show();
}

function list() {
  const groups = new Map();
  items.forEach((item, place) => groups.set(item.group, [...(groups.get(item.group) ?? []), entry(item, place)]));
  const parts = [...groups].flatMap(([name, several]) => [el("h2", "", {}, name), el("ul", "", {}, ...several)]);
  $(".list").replaceChildren(...parts);
}
/** @param {Item} item @param {number} place */
function entry(item, place) {
  const { answers } = item;
  const one = answers?.flask.status;
  const two = answers?.express.status;
  const tag = !answers ? ["?", ""] : !answers.label ? ["–", ""] : answers.label === "same" ? [`${one} =`, "eq"] : one === two ? [`${one} ≠`, "ne"] : [`${one} ≠ ${two}`, "ne"];
  const given = { type: "button", "data-at": place, "aria-current": place === at };
  return el("li", "", {}, el("button", "", given, el("span", "verb", {}, item.method), el("span", "", {}, item.title), el("span", `tag ${tag[1]}`, {}, tag[0])));
}
/** @param {number} place */
function go(place) {
  at = Math.min(items.length - 1, Math.max(0, place));
  aim = "both";
  show();
  $$("[data-at]").forEach((node) => node.setAttribute("aria-current", +node.dataset.at === at));
  $(`[data-at="${at}"]`).scrollIntoView({ block: "nearest", inline: "nearest" });
}

// The request that is chosen, as it will be sent.
function show() {
  const item = now();
  method.value = item.method;
  path.value = item.edited ?? filled(item);
  body.value = item.body ?? "";
  $("h1").textContent = item.title;
  $(".eyebrow").textContent = `${item.group} · ${at + 1} of ${items.length}`;
  takesBody();
  askRoom(item, sent(item));
  draw();
}
/** @type {(item: Item) => { method: string, path: string, body: string | null, type: string }} */
const sent = (item) => ({ method: method.value, path: path.value, body: body.hidden || !body.value ? null : body.value, type: item.type });
function takesBody() {
  body.hidden = method.value === "GET" || (method.value === "DELETE" && !body.value);
  $(".type").hidden = body.hidden || !body.value;
  $(".type").textContent = `content-type: ${now().type}`;
  body.rows = Math.min(8, body.value.split("\n").length);
}
function draw() {
  const item = now();
  SIDES.forEach((side) => card(side, item, aim));
  middle(item);
  below(item);
  leave(item);
  $(".go").firstChild.textContent = item.answers ? "Send again " : "Send to both ";
  $(".verdict").replaceChildren(...(item.verdict ? [el("b", "", {}, item.verdict), " ", item.told, " ", again(), keeps(item)] : [first(item)]), said(item));
  $(".score").textContent = all ? `${right} of ${all} right` : "";
  document.body.classList.toggle("sending", Boolean(item.sending));
}
/** @type {(item: Item) => Node | string} */
const keeps = (item) => (item.answers?.label ? el("button", "ib", { type: "button", "data-act": "record" }, "Record ", el("kbd", "", {}, "r")) : "");
async function record() {
  const item = now();
  if (!item.answers?.label) return;
  const title = item === items.at(-1) ? `${item.answers.flask.status} ${method.value} ${path.value}` : item.title;
  const headers = { "content-type": "application/json" };
  const response = await fetch("record", { method: "POST", headers, body: JSON.stringify({ id: item.answers.id, title }) });
  hint(response.ok ? (await response.json()).told : "Send it again first", item.answers);
  load();
}
const again = () => el("button", "ib", { type: "button", "data-act": "again" }, "Predict again ", el("kbd", "", {}, "p"));
/** @type {(item: Item) => Node} */
const first = (item) => el("span", "dim", {}, item.sending ? "Both are asked …" : "Predict first: a status for each side, and whether both answers are the same. Then send.");

// Why: a key that is typed into a field is none of the page's.
function leaveFields(what = "input, textarea, select") {
  /** @type {any} */
  const field = document.activeElement;
  if (field?.matches(what)) field.blur();
}
async function send() {
  const item = now();
  if (item.sending || !form.reportValidity()) return;
  keep();
  leaveFields();
  const asked = { ...sent(item), key: item.round };
  item.sending = true;
  draw();
  try {
    const headers = { "content-type": "application/json" };
    const response = await fetch("fire", { method: "POST", headers, body: JSON.stringify(asked) });
    if (!response.ok) throw new Error(await response.text());
    /** @type {Answers} */
    const answers = await response.json();
    score(item, answers);
    light(answers.id);
    remember(answers, asked.path);
  } catch (error) {
    Object.assign(item, { verdict: "Nothing was sent.", told: error.message });
  }
  item.sending = false;
  list();
  draw();
}
// Why not what is sent again: whoever has seen the answer predicts nothing.
/** @param {Item} item @param {Answers} answers */
function score(item, answers) {
  const first = !item.answers?.label;
  Object.assign(item, { answers, scored: undefined });
  item.told = answers.label ? `${told(answers)}.` : `${SIDES.filter((side) => answers[side].failed).map((side) => NAMES[side]).join(" and ")} did not answer.`;
  if (!first || !answers.label) return Object.assign(item, { verdict: first ? "Nothing to compare." : "Sent again." });
  const scored = (item.scored = { ...item.guess });
  const truth = { flask: answers.flask.status, express: answers.express.status, same: answers.label === "same" };
  const guessed = Object.keys(truth).filter((name) => scored[name] !== undefined);
  const good = guessed.filter((name) => scored[name] === truth[name]).length;
  all += guessed.length;
  right += good;
  const many = guessed.length > 1 ? "All as you said." : "As you said.";
  item.verdict = !guessed.length ? "Next time, predict first." : good === guessed.length ? many : good ? `${good} of ${guessed.length} as you said.` : "Not as you said.";
}
/** @param {Answers} answers */
function told({ label, apart }) {
  if (label !== "same") return `Different: ${label.replace("same ", "the same ")}`;
  return `Both answer the same${apart.length ? `, apart from ${apart.join(", ")}` : ""}`;
}

// Why: whoever creates a row wants to see, change and delete that one.
/** @param {Answers} answers @param {string} path */
function remember(answers, path) {
  const place = SIDES.map((side) => answers[side].headers?.map((parts) => parts.map(([text]) => text).join("")).find((text) => /^location:/i.test(text))?.slice(10));
  const [, collection, id] = /^(.+)\/(\d+)$/.exec(place[0] === place[1] ? place[0] ?? "" : "") ?? [];
  if (collection === path) rows[collection] = id;
}
function keep() {
  const edited = path.value === filled(now()) ? undefined : path.value;
  Object.assign(now(), { method: method.value, body: body.value || null, edited });
}
/** @param {SideName | "both"} side @param {number} status */
function guess(side, status) {
  const item = now();
  if (item.answers || item.sending) return;
  for (const one of side === "both" ? SIDES : [side]) item.guess[one] = item.guess[one] === status && side !== "both" ? undefined : status;
  draw();
}
/** @param {boolean} same */
function guessSame(same) {
  if (!now().answers) now().guess.same = now().guess.same === same ? undefined : same;
  draw();
}
function unsay() {
  aim = "both";
  Object.assign(now(), { answers: undefined, scored: undefined, verdict: "", guess: {}, round: undefined });
  askRoom(now(), sent(now()));
  list();
  draw();
}
/** @param {SideName} side */
function aimAt(side) {
  aim = aim === side ? "both" : side;
  draw();
}

// How it is with a side, above all.
/** @param {SideName} side */
function app(side) {
  const { state, port } = sides[side];
  const node = $(`[data-side=${side}].app`);
  node.dataset.state = isDown(side) ? "ended" : state;
  const words = { up: port ? `:${port}` : "up", starting: "starting", late: "no answer", ended: "ended" };
  $(".how", node).textContent = words[state];
}
/** @param {SideName} side */
async function restart(side) {
  await fetch("restart", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ side }) });
}

const acts = { theme: nextTheme, help: () => ($("#help").open ? $("#help").close() : $("#help").showModal()), again: unsay, quiet, record };
const keys = {
  j: () => go(at + 1), k: () => go(at - 1), n: () => (go(items.length - 1), path.select()), e: () => path.focus(),
  s: () => guessSame(true), d: () => guessSame(false), p: unsay, r: record, q: () => (swap(), draw()), c: () => toggle("chain"), o: () => answering(now()), l: () => toggle("logs"), t: nextTheme, "?": acts.help, Enter: send,
  ArrowLeft: () => aimAt("flask"), ArrowRight: () => aimAt("express"),
};
STATUSES.forEach((status, place) => (keys[(place + 1) % 10] = () => guess(aim, status)));

on("click", "[data-act]", (node) => acts[node.dataset.act]());
on("click", "[data-at]", (node) => go(+node.dataset.at));
on("click", "[data-sql]", () => (swap(), draw()));
on("click", "[data-code]", (node) => lead(now(), node.dataset.code));
on("click", "[data-edit]", (node) => edit(node.dataset.edit));
on("click", "[data-restart]", (node) => restart(node.dataset.restart));
on("click", "[data-guess]", (node) => guess(node.dataset.side, +node.dataset.guess));
on("click", "[data-same]", (node) => guessSame(node.dataset.same === "true"));
// Why: after a click ↵ sends, and does not press the same button again.
addEventListener("click", (event) => event.detail && leaveFields("button"));
form.addEventListener("submit", (event) => (event.preventDefault(), send()));
form.addEventListener("input", () => (keep(), takesBody(), askRoom(now(), sent(now()))));
addEventListener("keydown", (event) => {
  /** @type {{ key: string, target: any }} */
  const { key, target } = event;
  if ((event.metaKey || event.ctrlKey) && key === "Enter") return send();
  if (event.metaKey || event.ctrlKey || event.altKey || $("dialog[open]")) return;
  if (target.matches("input, textarea, select")) return key === "Escape" && target.blur();
  if (key === "Enter" && target.closest("button, summary, a")) return;
  if (key.startsWith("Arrow") && target.closest("pre, .rows")) return;
  if (!keys[key] || !items.length) return;
  event.preventDefault();
  keys[key]();
});
addEventListener("focus", load);
listen((side) => {
  app(side);
  if (items.length) draw();
  if (sides[side].state === "up") load();
});
load();
