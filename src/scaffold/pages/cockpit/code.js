// The lines of both projects that belong together, and the bridges between them.
import { hint, isOpen, open, toggle } from "./dock.js";
import { el, NAMES, SIDES } from "./parts.js";

/** @type {(side: SideName) => SideName} */
const other = (side) => (side === "flask" ? "express" : "flask");
const post = (name, body) => fetch(name, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

/** @type {Answers | undefined} */
let shown;
// Code belongs to the answers that it was shown for.
/** @param {Item} item */
export function leave(item) {
  if (shown && shown !== item.answers) rest();
}
function rest() {
  shown = undefined;
  $("#code").replaceChildren(el("p", "none", {}, "A step of the chain or a statement leads here, and o to what answered."));
}
// The code of what answered: that of the concept which the request is about, else of the function.
/** @param {Item} item */
export function answering(item) {
  if (isOpen("code") && (shown === item.answers || !item.answers)) return toggle("code");
  open("code");
  const concept = item.edited ? "" : item.concept;
  for (const side of SIDES) {
    const steps = item.answers?.[side]?.trace?.steps ?? [];
    const step = ["view", "error", "out", "in"].map((wanted) => steps.find(({ kind, at }) => kind === wanted && at)).find(Boolean);
    if (step) return show(item, side, step.at, concept);
  }
  if (item.answers && concept) return show(item, "flask", null, concept);
}
// From `side:file:line` to the code.
/** @param {Item} item @param {string} place */
export function lead(item, place) {
  /** @type {any[]} */
  const [, side, file, line] = /^(\w+):(.*):(\d+)$/.exec(place) ?? [];
  return show(item, side, [file, Number(line)]);
}
// What Express is told to use stands elsewhere than where it is told so.
/** @type {(item: Item, side: SideName, at: Place | null) => string} */
const called = (item, side, at) => item.answers?.[side]?.trace?.steps.find((step) => at && step.at?.join() === at.join())?.name ?? "";
/** @param {Item} item @param {SideName} side @param {Place | null} at */
async function show(item, side, at, concept = "") {
  open("code");
  const asked = (shown = item.answers);
  $("#code").replaceChildren(el("p", "none", {}, "Looking for its lines …"));
  const body = { side, at, name: called(item, side, at), other: at && partner(item, side, at), concept, path: item.path };
  const response = await post("code", body);
  const found = response.ok ? await response.json() : null;
  // Why: meanwhile somebody may have gone on.
  if (shown !== asked) return;
  if (!found) return $("#code").replaceChildren(el("p", "none", {}, `${at ? at[0] : "Its concept"} is not there any more.`));
  draw(found, side);
}
// What does the same on the other side: the function of the same kind, the statement of the same number.
/** @param {Item} item @param {SideName} side @param {Place} at */
function partner(item, side, at) {
  const same = (one) => one.at && one.at[0] === at[0] && one.at[1] === at[1];
  const own = item.answers?.[side]?.trace;
  const theirs = item.answers?.[other(side)]?.trace;
  if (!own || !theirs) return null;
  const step = own.steps.find(same);
  if (step) return theirs.steps.find(({ kind, at }) => kind === step.kind && kind !== "in" && at)?.at ?? null;
  const sent = (trace) => trace.sql.filter(({ control }) => !control);
  const place = sent(own).findIndex(same);
  return sent(theirs)[place]?.at ?? sent(theirs).at(-1)?.at ?? null;
}

/** @param {Found} found @param {SideName} side */
function draw(found, side) {
  const notice = found.title ? [el("b", "", {}, found.title), " ", ...coded(found.notice)] : [el("span", "dim", {}, "No concept has this line: what is defined around it.")];
  const panes = SIDES.map((one) => pane(one, found[one]));
  const points = el("ol", "points", {}, ...found.points.map(point));
  const all = el("div", "panes", {}, panes[0], document.createElementNS("http://www.w3.org/2000/svg", "svg"), panes[1]);
  $("#code").replaceChildren(el("p", "notice", {}, ...notice), all, found.points.length ? points : "");
  $(`#code .pane.${side[0]} .at`)?.scrollIntoView({ block: "nearest" });
  requestAnimationFrame(bridge);
}
/** @type {(text: string) => (string | Node)[]} */
const coded = (text) => text.split("`").map((part, place) => (place % 2 ? el("code", "", {}, part) : part));
/** @param {SideName} side @param {Pane[]} pieces */
function pane(side, pieces) {
  const parts = pieces.map(({ file, lines }) => {
    const line = (lines.find(({ at }) => at) ?? lines[0]).number;
    const button = el("button", "ib", { type: "button", "data-edit": `${side}:${file}:${line}`, "aria-label": `Open ${file} in the editor` }, "Open");
    return [el("header", "", {}, el("b", "who", {}, NAMES[side]), el("span", "file", {}, file), el("span", "sp"), button), el("pre", "lines", { tabindex: "0", "aria-label": file }, ...lines.map(row))];
  });
  return el("section", `pane ${side[0]}`, { "aria-label": `Code of ${NAMES[side]}` }, ...(parts.length ? parts.flat() : [el("header", "", {}, el("b", "who", {}, NAMES[side])), el("p", "none", {}, "Nothing of this on this side.")]));
}
/** @param {Line} line */
function row({ number, runs, mark, at }) {
  const text = runs.map(([kind, word]) => (kind ? el("i", kind, {}, word) : word));
  const given = mark ? { "data-mark": mark } : {};
  return el("span", `l${at ? " at" : ""}${mark ? " marked" : ""}`, given, el("span", "no", { "aria-hidden": "true" }, `${number}`), el("span", "tx", {}, ...text, "\n"));
}
const point = ({ number, title, flask, express }) => el("li", "", { value: number }, el("b", "", {}, title), el("span", "f", {}, ...coded(flask)), el("span", "e", {}, ...coded(express)));

// One curve for each point that both sides have.
function bridge() {
  const svg = $("#code svg");
  if (!svg) return;
  const box = svg.getBoundingClientRect();
  svg.setAttribute("viewBox", `0 0 ${Math.max(1, box.width)} ${Math.max(1, box.height)}`);
  /** @type {(side: string | number, mark: string) => number} */
  const middle = (side, mark) => {
    const line = $(`#code .pane.${side} [data-mark="${mark}"]`)?.getBoundingClientRect();
    return line && line.top + line.height / 2 - box.top;
  };
  const marks = [...new Set($$("#code [data-mark]").map((line) => line.dataset.mark))];
  const shape = (name, given) => {
    const node = document.createElementNS(svg.namespaceURI, name);
    for (const [key, value] of Object.entries(given)) node.setAttribute(key, value);
    return node;
  };
  /** @type {[string, number][]} */
  const places = [["f", 10], ["e", box.width - 10]];
  const parts = marks.flatMap((mark) => {
    const ends = places.map(([side, x]) => [x, middle(side, mark)]).filter(([, y]) => y !== undefined);
    const dots = ends.flatMap(([x, y]) => {
      const text = shape("text", { x, y: y + 3.5 });
      text.textContent = mark;
      return [shape("circle", { cx: x, cy: y, r: 8 }), text];
    });
    if (ends.length < 2) return dots;
    const [[x, y], [to, down]] = ends;
    return [shape("path", { d: `M${x} ${y}C${box.width / 2} ${y} ${box.width / 2} ${down} ${to} ${down}` }), ...dots];
  });
  svg.replaceChildren(...parts);
}
addEventListener("resize", bridge);

/** @param {string} place */
export async function edit(place) {
  const [, side, file, line] = /^(\w+):(.*):(\d+)$/.exec(place) ?? [];
  const response = await post("open", { side, at: [file, Number(line)] });
  const told = response.ok ? (await response.json()).told : "It is not there any more";
  hint(told);
  setTimeout(() => $(".dock .hint").textContent === told && hint(""), 6000);
}
