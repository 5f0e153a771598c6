// What breaks when…: a mistake is chosen, predicted, planted on one side, asked about, seen, and taken back.
import { sides } from "./logs.js";
import { button, code, fill, NAMES, overlay, SIDES, set } from "./parts.js";

let all = [];
let planted = {};
let chosen = "";
let side = "express";
let guess = 0;
/** @type {any} */
let answers = null;
let busy = "";
let problem = "";

const is = (name) => all.find((one) => one.name === name);
const where = () => Object.keys(planted).find((name) => planted[name]) ?? "";
const made = () => is(chosen).sides[side];
const isPlanted = () => planted[side] === chosen;
async function load(what = "mistakes") {
  const found = await (await fetch(what)).json();
  planted = found.planted;
  mark();
  if (!found.mistakes) return;
  all = found.mistakes;
  const there = where();
  if (there) [chosen, side] = [planted[there], there];
  else if (!is(chosen)) choose(all[0]?.name ?? "");
}
// Why on the page as well: a mistake that is planted is never out of sight.
function mark() {
  const there = where();
  opener.classList.toggle("on", Boolean(there));
  opener.firstChild.textContent = there ? `Planted in ${NAMES[there]} ` : "What breaks when… ";
}

function choose(name) {
  [chosen, guess, answers, problem] = [name, 0, null, ""];
  if (name && !is(name).sides[side]?.diff) side = side === "flask" ? "express" : "flask";
}

async function act(what) {
  const words = { plant: `${NAMES[side]} starts with the mistake …`, ask: "Both are asked …", back: `${NAMES[side]} starts without it …` };
  [busy, problem] = [words[what], ""];
  draw();
  try {
    const body = JSON.stringify({ act: what, name: chosen, side });
    const response = await fetch("mistake", { method: "POST", headers: { "content-type": "application/json" }, body });
    if (!response.ok) throw new Error(await response.text());
    const found = await response.json();
    if (found.problem) problem = found.problem;
    else if (what === "ask") answers = found;
    else await settled();
  } catch (error) {
    problem = error.message;
  }
  busy = "";
  await load().catch(() => {});
  draw();
}
// Waits for the side that was changed: until it answers, or does not start.
async function settled() {
  for (let tries = 0; tries < 150; tries++) {
    await new Promise((go) => setTimeout(go, 200));
    if (tries > 2 && ["up", "ended", "late"].includes(sides[side].state)) return;
  }
}

function draw() {
  if (!box.open) return;
  const items = all.map((one) => ({ name: one.name, text: one.title, current: one.name === chosen }));
  fill(box, "What breaks when…", items, all.length ? detail() : [h("p", "This pair has no code that a mistake is about.")]);
}

function detail() {
  const one = is(chosen);
  const tabs = Object.keys(one.sides).map((name) => button(`In ${NAMES[name]}`, "side", { value: name, "aria-pressed": name === side }));
  const found = [h("h3", ...code(one.title)), h("p.about", ...code(one.concept)), h("div.tabs", ...tabs)];
  if (!made().diff) return [...found, h("p", ...code(made().absent))];
  const lines = made().diff.map((line) => h(line[0] === "+" ? "ins" : "del", `${line}\n`));
  found.push(h("p.about", made().file), set(h("pre.diff", ...lines), { tabindex: "0" }));
  found.push(question(one), h("p.asked", "Both are asked: ", ...one.asked.flatMap((text, place) => [place ? ", then " : "", h("code", text)])));
  const steps = isPlanted() ? [button("Ask both", "ask"), button("Take it back", "back", { class: "plain" })] : [button(`Plant it in ${NAMES[side]}`, "plant")];
  if (busy || (!guess && !isPlanted())) steps.forEach((step) => (step.disabled = true));
  const hint = busy || problem || (!guess ? "Predict first." : isPlanted() ? "It is planted: ask both, then take it back." : "Nothing is changed yet.");
  found.push(h("div.steps", ...steps, set(h("span.hint", hint), { role: "status" })));
  return answers ? [...found, ...seen(one)] : found;
}

function question(one) {
  const rows = one.answers.map((text, place) => {
    const input = set(h("input"), { type: "radio", name: "guess", value: place + 1, "data-do": `guess${place + 1}` });
    [input.checked, input.disabled] = [guess === place + 1, Boolean(answers)];
    const right = answers && made().right === place + 1;
    const wrong = answers && !right && input.checked;
    const kind = right ? "label.right" : wrong ? "label.wrong" : "label";
    return h(kind, input, " ", ...code(text), right ? h("b", " ✓") : wrong ? h("b", " ✗ your prediction") : "");
  });
  return h("fieldset", h("legend", ...code(one.question)), ...rows);
}

function seen(one) {
  const told = guess === made().right ? "As you said." : guess ? "Not as you said." : "Next time, predict first.";
  const rows = one.asked.flatMap((text, place) => [
    h("code", text),
    ...SIDES.map((name) => answered(one.shows, name, place)),
  ]);
  const table = h("div.table", h("span", ""), ...SIDES.map((name) => h("b", `${NAMES[name]}${name === side ? ", planted" : ""}`)), ...rows);
  const caught = made().caught.map((text) => h("li", ...code(text)));
  return [table, h("p.because", h("b", told), " ", ...code(made().why)), h("h4", "Who would have noticed?"), h("ul.caught", ...caught)];
}
function answered(shows, name, place) {
  const found = answers[name][place];
  // Why also when it is not there: the other side has it, and that is the answer.
  const there = Object.values(answers).some((all) => all[place].shown);
  const decides = there && found.status ? [found.shown ? `${shows}: ${found.shown}` : `no ${shows}`] : [];
  const several = [`${found.status} ${found.reason}`, ...decides, ...(found.ended ? ["then the process ended"] : []), `${found.ms} ms`];
  const short = found.failed ?? (found.status ? several.join(" · ") : "not asked");
  const node = h(`details.${name[0]}`, h("summary", short));
  if (found.text) node.append(set(h("pre", found.text), { tabindex: "0" }));
  return node;
}
const does = {
  close: () => box.close(), plant: () => act("plant"), ask: () => act("ask"), back: () => act("back").then(() => ((answers = null), draw())),
  choose: (value) => (where() ? (problem = "Take back what is planted first.") : choose(value), draw()),
  side: (value) => (where() ? (problem = "Take back what is planted first.") : ([side, guess, answers] = [value, 0, null]), draw()),
};
const { box, opener } = overlay("mistakes", "b", () => load().catch((error) => (problem = error.message)), draw, does);
box.addEventListener("change", (event) => ((guess = +event.target.value), draw()));
load("planted").catch(() => {});
