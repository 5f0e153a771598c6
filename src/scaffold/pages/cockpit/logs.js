// Both logs on one clock, and how it is with each side.
import { NAMES } from "./parts.js";

const MOST = 600;
// Why cut: the time at the start of a row is the same one. Colours are for terminals.
const OWN_CLOCK = /^(?:\d{4}-\d\d-\d\dT[\d:.]+Z |\[\d\d:\d\d:\d\d\.\d+\] )/;
const COLOURS = /\x1b\[[0-9;]*[A-Za-z]/g;
// What the page itself asks for is no affair of anybody's.
const ITSELF = "serve-itself";
const MEMBER = /^ {4}(\w+): (.*)$/;

/** @type {Both<State>} */
export const sides = { flask: { state: "starting" }, express: { state: "starting" } };
/** @typedef {{ side: SideName, text: string, said: any, node: any }} Row */
/** @type {Both<Row[]>} */
const last = { flask: [], express: [] };
/** @type {Partial<Both<Row>>} */
const open = {};
/** @type {Node[]} */
const waiting = [];
let lit = "";

// The last lines that a side said.
/** @type {(side: SideName) => Row[]} */
export const lastOf = (side) => last[side];

// Listens to everything that happens; `changed` is called with a side that is otherwise than before.
/** @param {(side: SideName) => void} changed */
export function listen(changed) {
  const source = new EventSource("events");
  source.onmessage = ({ data }) => {
    const event = JSON.parse(data);
    if (event.kind === "log") return say(event);
    if (event.kind.startsWith("measur")) return dispatchEvent(new CustomEvent("experiment", { detail: event }));
    if (event.kind === "room") return dispatchEvent(new CustomEvent("room", { detail: event.said }));
    Object.assign(sides[event.side], { why: "" }, event);
    changed(event.side);
  };
  source.onerror = () => {
    document.documentElement.classList.add("gone");
    hint("scaffold serve has ended, or is not reached");
  };
  source.onopen = () => {
    document.documentElement.classList.remove("gone");
    hint("");
  };
}
/** @type {(side: SideName) => boolean} */
export const isDown = (side) => ["late", "ended"].includes(sides[side].state);
/** @type {(text: string) => void} */
const hint = (text) => ($(".dock .hint").textContent = text);

/** @param {{ side: SideName, at: string, text: string }} line */
function say({ side, at, text }) {
  text = text.replace(COLOURS, "").replace(OWN_CLOCK, "").replace(/ +\]/, "]").replace(/(\S) {3,}/g, "$1  ");
  if (!text.trim()) return;
  const member = MEMBER.exec(text);
  // Why joined: pino-pretty writes each member of an entry on a line of its own.
  if (member && open[side]) {
    open[side].text += ` ${member[1]}=${member[2].replace(/^"(.*)"$/, "$1")}`;
    open[side].said.textContent = open[side].text;
    return mark(open[side]);
  }
  const said = h("span", text);
  const row = { side, text, said, node: h(`div.${side[0]}`, h("time", at), h("b", NAMES[side]), said) };
  open[side] = row;
  last[side].push(row);
  if (last[side].length > 20) last[side].shift();
  if (/error|exception|traceback|failed/i.test(text)) row.node.classList.add("bad");
  mark(row);
  waiting.push(row.node);
  if (waiting.length === 1) requestAnimationFrame(flush);
}
// Why at once for many: two hundred lines a second are drawn as often as the screen is.
function flush() {
  const rows = $(".rows");
  const follows = rows.scrollHeight - rows.scrollTop - rows.clientHeight < 40;
  rows.append(...waiting.splice(0));
  while (rows.childElementCount > MOST) rows.firstChild.remove();
  if (follows) rows.scrollTop = rows.scrollHeight;
}
/** @param {Row} row */
function mark(row) {
  if (row.text.includes(ITSELF)) row.node.hidden = true;
  if (lit && row.text.includes(lit)) row.node.classList.add("on");
}

// Lights the lines of one request, those that are still to come as well.
/** @param {string} id */
export function light(id) {
  lit = id;
  $$(".rows .on").forEach((row) => row.classList.remove("on"));
  Object.values(last).flat().forEach(mark);
}
export const quiet = () => $(".rows").replaceChildren();
