// Present: one concept fills the screen, screen by screen: what fits is together, and nothing is smaller than LEAST.
const LEAST = 18;
// What sends an answer is never folded away: it is what the code is for.
const ANSWERS = /return |\bres$|\.(set|json|send|end)\(/;
let step = 0;
let screens = [];
// Why in this order: a request is predicted, then its answers are seen, then why they are so.
const parts = () => [...$$(".wire", cards[current]), ...$$(".calls, .order", cards[current])];
const pieces = (part) => (part.matches(".wire") ? [...part.children] : $$("li[data-c], .orow", part));
const room = (node) => innerHeight - 56 - node.getBoundingClientRect().top;
function present(on = !presenting()) {
  if (!cards.length) return;
  root.classList.toggle("present", on);
  $(".deck").hidden = !on;
  if (on) {
    show("concepts");
    return showCard();
  }
  cards.forEach(clear);
  unfold();
  setSize(size);
  mark();
  reveal(cards[current]);
  near.forEach(drawBridge);
}
function showCard(at = 0) {
  cards.forEach((card, place) => card.classList.toggle("cur", place === current));
  $(".pos").textContent = `${current + 1} / ${cards.length}  ${$("h2 span", cards[current]).textContent}`;
  address(cards[current].id);
  screens = plan(cards[current]);
  turn(at);
}
function advance(by) {
  if (screens[step + by]) turn(step + by);
  else if (cards[current + by]) go(by);
}
function fit() {
  if (!presenting()) return;
  screens = plan(cards[current]);
  turn(step);
}
function clear(card) {
  card.classList.remove("one-f", "one-e", "alone", "single", "guess", "asking");
  $$(".out", card).forEach((node) => node.classList.remove("out"));
}
// Shows one screen: `code` is one pane, both, or none; `lines` and `rows` are what is left of what does not fit.
function turn(at) {
  step = Math.max(0, Math.min(at, screens.length - 1));
  const card = cards[current];
  Object.assign($(".deck").dataset, { at: step, of: `${step + 1} of ${screens.length}` });
  const { code, size: pixels, folds, lines, part, rows, guess } = screens[step];
  clear(card);
  unfold();
  setCode(pixels);
  if (code !== "both") card.classList.add(code ? `one-${code}` : "alone");
  if (folds) $$(".pane", card).forEach((pane) => $$("pre", pane).forEach((pre) => folds.has(pane) && fold(pre, folds.get(pane))));
  if (lines) $$(`.pane.${code} .now .l`, card).forEach((line) => line.classList.toggle("fold", !lines.includes(line)));
  parts().forEach((one) => one.classList.toggle("out", one !== part));
  card.classList.toggle("single", rows?.length === 1);
  if (rows) pieces(part).forEach((row) => row.classList.toggle("out", !rows.includes(row)));
  card.classList.toggle("guess", Boolean(guess) || screens.slice(step + 1).some((one) => one.guess));
  card.classList.toggle("asking", Boolean(guess));
  if (guess) $$(".resp", part).forEach((answer) => answer.classList.add("out"));
  drawBridge(card);
}
function plan(card) {
  clear(card);
  const shown = parts();
  const tallest = Math.max(0, ...shown.map((part) => part.offsetHeight + 14));
  const panes = $$(".pane", card);
  shown.forEach((part) => part.classList.add("out"));
  // Why all parts count: the code must not change its size when one is revealed.
  const whole = fitting(panes, room($(".panes", card)) - tallest);
  const code = whole ? [{ code: "both", ...whole }] : coded(card, panes);
  if (whole) return [...code, ...shown.flatMap((part) => asked({ ...code[0], part }))];
  return [...code, ...shown.flatMap((part) => paged(card, part, code[0].size).flatMap(asked))];
}
// Why twice: the request is there before its answers, and may be predicted.
const asked = (screen) => ($(".resp", screen.part) && !screen.rows ? [{ ...screen, guess: true }, screen] : [screen]);
// The size in which all panes have this room, and how they are folded for it; nothing when that would be too small.
function fitting(panes, height) {
  const high = (pane) => [...pane.children].reduce((sum, child) => sum + child.offsetHeight, 8);
  const fits = (pixels) => (setCode(pixels), panes.every((pane) => high(pane) <= height));
  const folds = new Map();
  for (const around of [99, 6, 4, 2, 1, 0]) {
    unfold();
    setCode(LEAST);
    // Why in steps: what is far from a number is folded first.
    if (around < 99) panes.filter((pane) => high(pane) > height || folds.has(pane)).forEach((pane) => (folds.set(pane, around), $$("pre", pane).forEach((pre) => fold(pre, around))));
    if (!fits(LEAST)) continue;
    let [low, most] = [LEAST, Math.max(LEAST, innerHeight / 40)];
    while (most - low > 0.2) fits((low + most) / 2) ? (low = (low + most) / 2) : (most = (low + most) / 2);
    return { size: low, folds };
  }
}
// The code alone: both sides, or one after the other, or these in several screens.
function coded(card, panes) {
  const both = fitting(panes, room($(".panes", card)));
  if (both) return [{ code: "both", ...both }];
  return panes.flatMap((pane) => {
    const code = pane.classList[1];
    clear(card);
    card.classList.add(`one-${code}`);
    parts().forEach((part) => part.classList.add("out"));
    const height = room($(".panes", card));
    const one = fitting([pane], height);
    if (one) return [{ code, ...one }];
    unfold();
    setCode(LEAST);
    const rest = $$(".now .l", pane);
    const around = [...pane.children].reduce((sum, child) => sum + child.offsetHeight, 8) - rest.reduce((sum, line) => sum + line.offsetHeight, 0);
    return grouped(rest, height - around).map((lines) => ({ code, size: LEAST, lines }));
  });
}
// A part on a screen of its own, or on several.
function paged(card, part, pixels) {
  clear(card);
  card.classList.add("alone");
  parts().forEach((one) => one.classList.toggle("out", one !== part));
  const height = room(part);
  const screen = { code: "", size: pixels, part };
  if (part.offsetHeight <= height) return [screen];
  const rows = pieces(part);
  // Why together: answers are compared.
  if (part.matches(".wire")) {
    rows[0].classList.add("out");
    const fits = part.offsetHeight <= height;
    return [{ ...screen, rows: rows.slice(0, 1), guess: true }, ...(fits ? [rows.slice(1)] : rows.slice(1).map((row) => [row])).map((some) => ({ ...screen, rows: some }))];
  }
  return grouped(rows, height - 60).map((some) => ({ ...screen, rows: some }));
}
function grouped(nodes, height) {
  /** @type {any} */
  const found = [[]];
  let sum = 0;
  for (const node of nodes) {
    sum += node.offsetHeight;
    if (sum > height && found.at(-1).length) [sum] = [node.offsetHeight, found.push([])];
    found.at(-1).push(node);
  }
  return found;
}
const unfold = () => $$(".fold, .dots").forEach((line) => line.classList.remove("fold", "dots"));
function fold(pre, around) {
  const lines = $$(".l", pre);
  const kept = (line, at) => !at || ANSWERS.test(line.textContent) || lines.slice(Math.max(0, at - around), at + around + 1).some((line) => line.dataset.c);
  const keep = lines.map(kept);
  lines.forEach((line, at) => {
    if (keep[at] || keep[at - 1] === false) return line.classList.toggle("fold", !keep[at]);
    const end = keep.indexOf(true, at);
    const count = (end < 0 ? lines.length : end) - at;
    if (count > 1) line.classList.add("dots");
    line.dataset.f = count;
  });
}

// Size of the code: + and - outside of present mode.
let size;
const setCode = (pixels) => root.style.setProperty("--cs", `${pixels}px`);
function setSize(pixels) {
  size = pixels && Math.max(9, Math.min(30, pixels));
  if (size) setCode(size);
  else root.style.removeProperty("--cs");
}
const resize = (by) => setSize((size || parseFloat(getComputedStyle(root).getPropertyValue("--cs"))) + by);
addEventListener("resize", fit);
