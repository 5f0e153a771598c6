// What all parts of the page are made with.
/** @type {Both<string>} */
export const NAMES = { flask: "Flask", express: "Express" };
/** @type {SideName[]} */
export const SIDES = ["flask", "express"];
/** @param {Item} item @returns {item is Shown} */
export function isShown(item) {
  return Boolean(item.answers);
}

// An element with several classes, attributes and children.
/** @param {string} tag @param {string} classes @param {Record<string, any>} given @param {(string | Node)[]} children @returns {any} */
export function el(tag, classes, given = {}, ...children) {
  const node = h(tag, ...children);
  if (classes) node.className = classes;
  for (const [name, value] of Object.entries(given)) node.setAttribute(name, value);
  return node;
}

// Sets attributes of an element, and gives it back.
/** @type {(node: any, given: Record<string, any>) => any} */
export const set = (node, given) => (Object.entries(given).forEach(([name, value]) => node.setAttribute(name, value)), node);
// What stands between backticks is code.
/** @type {(text: string) => (string | Node)[]} */
export const code = (text) => text.split("`").map((part, place) => (place % 2 ? h("code", part) : part));

// A window over the page, opened by a button and a key, closed by the same one. `draw` fills it, `does` has what its buttons do by `data-do`.
/**
 * @param {string} name
 * @param {string} letter
 * @param {() => unknown} load
 * @param {() => void} draw
 * @param {Record<string, (value: string) => unknown>} does
 */
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
    /** @type {any} */
    const target = event.target;
    const free = isPlain(event) && !target.matches("input, textarea, select") && !$("dialog[open]") && !opener.hidden;
    if (event.key === letter && free) open();
  });
  return { box, opener };
}
/** @type {(event: KeyboardEvent) => boolean} */
const isPlain = (event) => !event.metaKey && !event.ctrlKey && !event.altKey;
/** @type {(text: string | (string | Node)[], act: string, given?: Record<string, any>) => any} */
export const button = (text, act, given = {}) => set(h("button", ...[text].flat()), { type: "button", "data-do": act, ...given });
// What stands above all else in such a window: its title, and how to leave it.
/** @type {(box: HTMLElement, title: string) => any} */
export const head = (box, title) => h("header", set(h("h2", title), { id: `${box.classList[0]}-title` }), h("span.sp"), button("Close", "close"));
// Fills such a window: a list to choose from, and what is chosen; who had the focus has it again, and nothing moves.
/** @param {any} box @param {string} title @param {{ name: string, text: string, current: boolean }[]} items @param {(string | Node)[]} parts */
export function fill(box, title, items, parts) {
  /** @type {any} */
  const focused = document.activeElement;
  const focus = focused?.dataset?.do;
  const list = h("ul", ...items.map(({ name, text, current }) => h("li", button(code(text), "choose", { value: name, "aria-current": current }))));
  const chosen = items.find((one) => one.current)?.name;
  const was = box.dataset.chosen === chosen ? ["nav", "section"].map((part) => $(part, box)?.scrollTop ?? 0) : [$("nav", box)?.scrollTop ?? 0, 0];
  box.dataset.chosen = chosen;
  box.replaceChildren(head(box, title), h("div.both", set(h("nav", list), { "aria-label": title }), h("section", ...parts)));
  ["nav", "section"].forEach((part, place) => ($(part, box).scrollTop = was[place]));
  if (focus) ($(`[aria-current=true][data-do="${focus}"]`, box) ?? $(`[data-do="${focus}"]`, box))?.focus();
}
