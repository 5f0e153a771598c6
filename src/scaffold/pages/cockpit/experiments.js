// Claims, measured: a claim is chosen, predicted, measured on this pair, and shown with each of its turns.
import { button, code, fill, NAMES, overlay, SIDES, set } from "./parts.js";

const ANSWERS = { ...NAMES, same: "about the same" };
const SVG = "http://www.w3.org/2000/svg";
const guesses = {};
let all = [];
let chosen = "";
let runs = "";
let begun = 0;
let steps = [];
let problem = "";

async function load() {
  const found = await (await fetch("experiments")).json();
  [all, runs, problem] = [found.claims, found.runs, problem || found.problem];
  chosen = all.some((one) => one.name === chosen) ? chosen : runs || (all[0]?.name ?? "");
  mark();
}
// Why on the page as well: what is measured takes the machine, and other times are not to be trusted.
function mark() {
  opener.classList.toggle("on", Boolean(runs));
  opener.firstChild.textContent = runs ? "Measuring … " : "Measure ";
}
async function act(name) {
  [problem, steps, begun] = ["", [], Date.now()];
  try {
    const response = await fetch("experiment", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ name }) });
    if (!response.ok) throw new Error(await response.text());
    // Why not always: what has ended meanwhile has told its own.
    problem = (await response.json()).problem ?? problem;
    await load();
  } catch (error) {
    problem = error.message;
  }
  draw();
}

function draw() {
  if (!box.open) return;
  const items = all.map((one) => ({ name: one.name, text: one.claim, current: one.name === chosen }));
  fill(box, "Claims, measured on this pair", items, all.length ? detail(all.find((one) => one.name === chosen)) : [h("p", "These templates know no claim that can be measured.")]);
}
function detail(one) {
  const found = [h("h3", `“${one.claim}”`), h("p.about", ...code(one.measure.split(";")[0]))];
  if (one.ask) found.push(question(one));
  if (problem) found.push(h("p.doubt", problem));
  found.push(h("p.steps", ...controls(one)));
  if (runs === one.name) return [...found, h("ol", ...steps.map((text) => h("li", text)))];
  return one.found && (guesses[one.name] || one.seen || !one.ask) ? [...found, ...result(one, one.found)] : found;
}
function question(one) {
  const more = one.found?.more;
  const is = more && guesses[one.name] && runs !== one.name;
  const rows = Object.entries(ANSWERS).map(([value, text]) => {
    const input = set(h("input"), { type: "radio", name: "side", value, "data-do": `side ${value}` });
    [input.checked, input.disabled] = [guesses[one.name] === value, Boolean(is) || runs === one.name];
    const right = is && value === more;
    const wrong = is && input.checked && !right;
    return h(right ? "label.right" : wrong ? "label.wrong" : "label", input, ` ${text}`, right ? h("b", " ✓") : wrong ? h("b", " ✗ your prediction") : "");
  });
  return h("fieldset", h("legend", one.ask), ...rows);
}
function controls(one) {
  if (runs === one.name) return [button("Stop", "stop", { class: "plain" }), h("span.hint", `Both run in production, on databases of their own, in turns. ${Math.round((Date.now() - begun) / 1000)} s`)];
  const label = one.found ? "Measure again" : "Measure";
  const main = button(label, "measure");
  main.disabled = Boolean(runs);
  const show = one.found && one.ask && !guesses[one.name] && !one.seen ? [button("Show what was measured", "show", { class: "plain" })] : [];
  const hint = runs ? "Something else is measured now." : one.found ? "" : one.ask && !guesses[one.name] ? "Say first what you think. It takes about half a minute." : "It takes about half a minute.";
  return [main, ...show, h("span.hint", hint)];
}
function result(one, found) {
  const series = found.series.map(figure);
  const doubts = found.doubts.map((text) => h("p.doubt", text));
  const why = found.why ? [h("p.because", h("b", "An explanation: "), ...code(found.why))] : [];
  return [...series, ...doubts, ...why, h("p.about", found.how)];
}
// Each turn is a dot, the median a stroke; both sides have one scale.
function figure(one) {
  const most = Math.max(...one.values.flask, ...one.values.express) || 1;
  const rows = SIDES.map((side) => {
    const label = `${NAMES[side]}: ${one.written[side]}, ${one.values[side].length} turns`;
    const strip = shape("svg", { viewBox: "0 0 1000 26", preserveAspectRatio: "none", role: "img", "aria-label": label });
    const x = (value) => 8 + (984 * value) / most;
    strip.append(shape("line", { x1: 0, x2: 1000, y1: 13, y2: 13, "vector-effect": "non-scaling-stroke" }));
    strip.append(...one.values[side].map((value) => shape("ellipse", { cx: x(value), cy: 13, rx: 5, ry: 5 })));
    strip.append(shape("line", { class: "median", x1: x(one.middle[side]), x2: x(one.middle[side]), y1: 3, y2: 23, "vector-effect": "non-scaling-stroke" }));
    return h(`div.row`, h("b", NAMES[side]), strip, h("output", one.written[side]));
  });
  rows.forEach((row, place) => row.classList.add("fe"[place]));
  return h("figure", h("figcaption", h("b", one.what), h("span", one.told)), ...rows);
}
function shape(name, given) {
  return set(document.createElementNS(SVG, name), given);
}

const does = {
  close: () => box.close(), measure: () => act(chosen), stop: () => act(""),
  show: () => ((all.find((one) => one.name === chosen).seen = true), draw()),
  choose: (value) => ([chosen, problem] = [value, ""], draw()),
};
const { box, opener } = overlay("experiments", "x", () => load().catch((error) => (problem = error.message)), draw, does);
box.addEventListener("change", (event) => ((guesses[chosen] = event.target.value), draw()));
addEventListener("experiment", async ({ detail: { kind, name, text, problem: told } }) => {
  if (kind === "measuring") {
    [runs, begun] = [name, begun || Date.now()];
    steps.push(text);
    mark();
  } else {
    [runs, problem, begun] = ["", told, 0];
    await load().catch(() => {});
  }
  draw();
});
// Why: seconds go on while nothing else is told.
setInterval(() => runs && draw(), 1000);
