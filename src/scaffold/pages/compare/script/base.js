/** @type {(what: string, where?: ParentNode) => any} */
const $ = (what, where = document) => where.querySelector(what);
/** @type {(what: string, where?: ParentNode) => any[]} */
const $$ = (what, where = document) => [...where.querySelectorAll(what)];
/** @type {(type: string, what: string, act: (node: any, event: any) => void) => void} */
const on = (type, what, act) =>
  document.addEventListener(type, (event) => {
    /** @type {any} */
    const target = event.target;
    const node = target.closest?.(what);
    if (node) act(node, event);
  });
const root = document.documentElement;
const cards = $$(".card");
const first = root.dataset.view;
const presenting = () => root.classList.contains("present");
let current = 0;

// An element: `h("span.dim", "text")`.
/** @param {string} name @param {(string | Node)[]} children @returns {any} */
function h(name, ...children) {
  const [tag, classes] = name.split(".");
  const node = document.createElement(tag);
  if (classes) node.className = classes;
  node.append(...children);
  return node;
}
/** @type {(classes: string, href: string, ...children: (string | Node)[]) => any} */
const a = (classes, href, ...children) => Object.assign(h(`a.${classes}`, ...children), { href });

// Theme: as the system, then the other one, then the one that the system has.
const dark = matchMedia("(prefers-color-scheme: dark)");
function nextTheme() {
  const order = dark.matches ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
  root.dataset.theme = order[(order.indexOf(root.dataset.theme) + 1) % 3];
  try {
    localStorage.setItem("scaffold.theme", root.dataset.theme);
  } catch {}
}

// The part of the address after # names a view, a concept, one of its lines, a file or a claim.
function route() {
  let name = location.hash.slice(1);
  try {
    name = decodeURIComponent(name);
  } catch {}
  const view = name.match(/^(concepts|files|dependencies|claims)(?=[/.]|$)/)?.[1];
  /** @type {any} */
  const [, id, line] = name.match(/^(.*?)(?::([fe]\d+))?$/s);
  const card = view ? -1 : cards.findIndex((card) => card.id === id);
  if (card >= 0) current = card;
  if (presenting() && (!view || view === "concepts")) return showCard();
  if (presenting()) present(false);
  show(view || (card < 0 ? first : "concepts"));
  if (card >= 0) reveal(line ? lineOf(cards[card], line) : cards[card], line);
  else if (root.dataset.view === "files") openFiles(id.slice(6), line);
  else if (view === name) scrollTo(0, 0);
  else if (view) reveal(document.getElementById(name));
}
/** @param {any[]} links @param {(link: any, place: number) => boolean} is */
function choose(links, is) {
  links.forEach((link, place) => link.setAttribute("aria-current", is(link, place)));
}
/** @type {(card: Element, line: string) => any} */
const lineOf = (card, line) => $(`.pane.${line[0]} .now [data-n="${line.slice(1)}"]`, card) || card;
/** @param {string} view */
function show(view) {
  root.dataset.view = view;
  choose($$(".tabs a"), (tab) => tab.hash === `#${view}`);
}
/** @param {any} node @param {string} [line] */
function reveal(node, line) {
  $$(".at").forEach((line) => line.classList.remove("at"));
  if (line) node.classList.add("at");
  // Why before: a card that was never on the screen has only an estimated height until then.
  for (const card of cards.slice(Math.max(0, current - 1), current + 3)) card.style.contentVisibility = "visible";
  node?.scrollIntoView({ block: line ? "center" : "start" });
}
/** @type {(name: string) => void} */
const address = (name) => history.replaceState(null, "", `#${name}`);
