// Bridges: each number stands beside both of its lines, and a curve joins them.
const svg = (tag, attributes) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const name in attributes) node.setAttribute(name, attributes[name]);
  return node;
};
function drawBridge(card) {
  const bridge = $(".bridge", card);
  if (!bridge || !bridge.getClientRects().length) return;
  const box = bridge.getBoundingClientRect();
  const radius = presenting() ? 13 : 9.5;
  const ends = [".pane.f", ".pane.e"].map((pane, side) => places(card, pane, box.top, radius, side, box.width));
  const numbers = new Set([...ends[0].keys(), ...ends[1].keys()]);
  bridge.replaceChildren(...[...numbers].map((number) => joint(number, ends[0].get(number), ends[1].get(number), radius)));
  light(card);
}
function places(card, pane, top, radius, side, width) {
  const found = new Map();
  let last = -99;
  for (const line of $$(`${pane} .l[data-c]`, card)) {
    const box = line.getBoundingClientRect();
    if (!box.height || found.has(line.dataset.c)) continue;
    // Why the last one counts: two numbers at neighbouring lines must not cover each other.
    last = Math.max(box.top - top + parseFloat(getComputedStyle(line).lineHeight) / 2, last + 2 * radius + 1);
    found.set(line.dataset.c, [side ? width - radius - 3 : radius + 3, last]);
  }
  return found;
}
function joint(number, from, to, radius) {
  const group = svg("g", { "data-c": number });
  if (from && to) {
    const middle = (from[0] + to[0]) / 2;
    group.append(svg("path", { d: `M${from}C${middle} ${from[1]} ${middle} ${to[1]} ${to}` }));
  }
  for (const end of [from, to]) {
    if (!end) continue;
    const text = svg("text", { x: end[0], y: end[1] });
    text.textContent = number;
    group.append(svg("circle", { cx: end[0], cy: end[1], r: radius }), text);
  }
  return group;
}
const near = new Set();
const sized = new ResizeObserver((entries) => entries.forEach((entry) => drawBridge(entry.target.closest(".card"))));
const seen = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting === near.has(target)) continue;
      const panes = $(".panes", target);
      if (isIntersecting) {
        near.add(target);
        drawBridge(target);
        sized.observe(panes);
      } else {
        near.delete(target);
        sized.unobserve(panes);
      }
    }
    if (!performance.getEntriesByName("ready").length) performance.mark("ready");
  },
  { rootMargin: "50% 0px" },
);
cards.forEach((card) => seen.observe(card));
if (!cards.length) performance.mark("ready");
