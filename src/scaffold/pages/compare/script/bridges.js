// Bridges: each number stands beside both of its lines, and a curve joins them.
function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const name in attributes) node.setAttribute(name, attributes[name]);
  node.append(...children);
  return node;
}
function drawBridge(card) {
  const bridge = $(".bridge", card);
  const { top, width, height } = bridge.getBoundingClientRect();
  if (!height) return;
  const radius = presenting() ? 13 : 9.5;
  const wide = width / zoom(card);
  const [from, to] = ["f", "e"].map((side) => ends(card, side, top, radius, side === "e" ? wide - radius - 3 : radius + 3));
  const joints = [...new Set([...from.keys(), ...to.keys()])].map((number) => {
    const [one, other] = [from.get(number), to.get(number)];
    const curve = one && other ? [svg("path", { d: `M${one}C${wide / 2} ${one[1]} ${wide / 2} ${other[1]} ${other}` })] : [];
    const dots = [one, other].filter(Boolean).flatMap(([x, y]) => [svg("circle", { cx: x, cy: y, r: radius }), svg("text", { x, y }, number)]);
    return svg("g", { "data-c": number }, ...curve, ...dots);
  });
  bridge.replaceChildren(...joints);
  light(card);
}
const zoom = (card) => card.style.zoom || 1;
function ends(card, side, top, radius, x) {
  const found = new Map();
  let last = -99;
  for (const line of $$(`.pane.${side} .l[data-c]`, card)) {
    const box = line.getBoundingClientRect();
    if (!box.height || found.has(line.dataset.c)) continue;
    // Why the last one counts: two numbers at neighbouring lines must not cover each other.
    last = Math.max((box.top - top) / zoom(card) + parseFloat(getComputedStyle(line).lineHeight) / 2, last + 2 * radius + 1);
    found.set(line.dataset.c, [x, last]);
  }
  return found;
}
const near = new Set();
const sized = new ResizeObserver((entries) => entries.forEach(({ target }) => drawBridge(target.closest(".card"))));
const seen = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) drawBridge(target);
      near[isIntersecting ? "add" : "delete"](target);
      sized[isIntersecting ? "observe" : "unobserve"]($(".panes", target));
    }
    if (!performance.getEntriesByName("ready").length) performance.mark("ready");
  },
  { rootMargin: "50% 0px" },
);
cards.forEach((card) => seen.observe(card));
if (!cards.length) performance.mark("ready");
