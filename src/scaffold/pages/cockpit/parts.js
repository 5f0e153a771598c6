// What all parts of the page are made with.
export const NAMES = { flask: "Flask", express: "Express" };

// An element with several classes, attributes and children.
export function el(tag, classes, given = {}, ...children) {
  const node = h(tag, ...children);
  if (classes) node.className = classes;
  for (const [name, value] of Object.entries(given)) node.setAttribute(name, value);
  return node;
}

// Sets attributes of an element, and gives it back.
export const set = (node, given) => (Object.entries(given).forEach(([name, value]) => node.setAttribute(name, value)), node);
// What stands between backticks is code.
export const code = (text) => text.split("`").map((part, place) => (place % 2 ? h("code", part) : part));

// A window over the page, opened by a button and a key, closed by the same one. `draw` fills it, `does` has what its buttons do by `data-do`.
export function overlay(name, letter, load, draw, does) {
  const box = set(h(`dialog.${name}`), { "aria-labelledby": `${name}-title` });
  const opener = $(`[data-open=${name}]`);
  async function open() {
    if (box.open) return;
    await load();
    box.showModal();
    draw();
    ($("[aria-current=true]", box) ?? $("[data-do=close]", box)).focus();
  }
  box.classList.add("overlay");
  document.body.append(box);
  opener.addEventListener("click", open);
  box.addEventListener("click", (event) => {
    const node = event.target.closest?.("button");
    if (node) does[node.dataset.do](node.value);
  });
  // Why stopped: the page below has keys of its own.
  box.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === letter && isPlain(event)) box.close();
  });
  addEventListener("keydown", (event) => {
    const free = isPlain(event) && !event.target.matches("input, textarea, select") && !$("dialog[open]") && !opener.hidden;
    if (event.key === letter && free) open();
  });
  return { box, opener };
}
const isPlain = (event) => !event.metaKey && !event.ctrlKey && !event.altKey;
export const button = (text, act, given = {}) => set(h("button", ...[text].flat()), { type: "button", "data-do": act, ...given });
// What stands above all else in such a window: its title, and how to leave it.
export const head = (box, title) => h("header", set(h("h2", title), { id: `${box.classList[0]}-title` }), h("span.sp"), button("Close", "close"));
// Fills such a window: a list to choose from, and what is chosen; who had the focus has it again, and nothing moves.
export function fill(box, title, items, parts) {
  const focus = document.activeElement?.dataset?.do;
  const list = h("ul", ...items.map(({ name, text, current }) => h("li", button(code(text), "choose", { value: name, "aria-current": current }))));
  const chosen = items.find((one) => one.current)?.name;
  const was = box.dataset.chosen === chosen ? ["nav", "section"].map((part) => $(part, box)?.scrollTop ?? 0) : [$("nav", box)?.scrollTop ?? 0, 0];
  box.dataset.chosen = chosen;
  box.replaceChildren(head(box, title), h("div.both", set(h("nav", list), { "aria-label": title }), h("section", ...parts)));
  ["nav", "section"].forEach((part, place) => ($(part, box).scrollTop = was[place]));
  if (focus) ($(`[aria-current=true][data-do="${focus}"]`, box) ?? $(`[data-do="${focus}"]`, box))?.focus();
}
