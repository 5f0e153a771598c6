const $ = (what, where = document) => where.querySelector(what);
const $$ = (what, where = document) => [...where.querySelectorAll(what)];
const root = document.documentElement;
const cards = $$(".card");
const first = root.dataset.view === "files" && !cards.length ? "files" : "concepts";
let current = 0;
const presenting = () => root.classList.contains("present");

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

// Theme: as the system, then the other one, then the one that the system has.
const dark = matchMedia("(prefers-color-scheme: dark)");
function nextTheme() {
  const order = dark.matches ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
  setTheme(order[(order.indexOf(root.dataset.theme) + 1) % 3]);
}
function setTheme(name) {
  root.dataset.theme = name;
  $(".which").textContent = `: ${name}`;
  try {
    localStorage.setItem("scaffold.theme", name);
  } catch {}
}
$(".which").textContent = `: ${root.dataset.theme}`;

// Views: the part of the address after # names a view, a concept, one of its lines, a file or a claim.
function route() {
  let name = location.hash.slice(1);
  try {
    name = decodeURIComponent(name);
  } catch {}
  const view = name.match(/^(concepts|files|dependencies|claims)(?=[/.]|$)/);
  const card = view ? -1 : cards.findIndex((card) => card.id === name.split(":")[0]);
  if (view && view[1] !== "concepts" && presenting()) present(false);
  show(view ? view[1] : card >= 0 ? "concepts" : first);
  $$(".l.at").forEach((line) => line.classList.remove("at"));
  if (card >= 0) {
    current = card;
    if (presenting()) showCard();
    else reveal(document.getElementById(name) || cards[card], name.includes(":"));
  } else if (root.dataset.view === "files") openFiles(name.startsWith("files/") ? name.slice(6) : "");
  else if (view && name !== view[1]) reveal(document.getElementById(name));
  else if (view) scrollTo(0, 0);
}
function show(view) {
  root.dataset.view = view;
  $$(".tabs a").forEach((tab) => {
    if (tab.hash === `#${view}`) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  });
}
function reveal(node, line = false) {
  if (!node) return;
  if (line) node.classList.add("at");
  const scroll = () => node.scrollIntoView({ block: line ? "center" : "start" });
  scroll();
  // Why again: cards that were never on the screen have only an estimated height until now.
  requestAnimationFrame(() => requestAnimationFrame(scroll));
}
const address = (name) => history.replaceState(null, "", `#${name}`);
