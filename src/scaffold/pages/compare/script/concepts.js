// Highlights: a number and its lines, while the pointer is there or until it is pressed again.
const pinned = new Map();
function light(card, number = pinned.get(card)) {
  $$(".on", card).forEach((node) => node.classList.remove("on"));
  $$("[data-c]", card).forEach((node) => node.classList.toggle("on", node.dataset.c === number));
}
// Why here: without a program the numbers are no switches.
const press = (where, number) =>
  $$(".calls button", where).forEach((node) => (node.ariaPressed = node.textContent === number));
press();
function pin(card, number) {
  if (pinned.get(card) === number) number = undefined;
  pinned.set(card, number);
  press(card, number);
  light(card);
  const line = $(`.pane.f .now [data-c="${number}"]`, card);
  if (!presenting()) address(line ? `${card.id}:f${line.dataset.n}` : card.id);
}
on("pointerover", ".card [data-c]", (node) => light(node.closest(".card"), node.dataset.c));
on("pointerout", ".card [data-c]", (node) => light(node.closest(".card")));
on("click", ".calls li, .bridge g", (point) => {
  if (getSelection()?.isCollapsed) pin(point.closest(".card"), point.dataset.c);
});
on("click", ".now .l, .seg .l", (line, event) => {
  if (event.clientX - line.getBoundingClientRect().left > 48) return;
  const file = location.hash.replace(/:[fe]\d+$/, "").slice(1);
  const side = line.closest(".f") ? "f" : "e";
  location.hash = `${line.closest(".card")?.id || file}:${side}${line.dataset.n}`;
});

// Buttons of a pane: show the code as it was rendered, copy the code.
on("click", "[data-original]", (node) => {
  const pane = node.closest(".pane");
  const was = $(".was", pane);
  was.hidden = !was.hidden;
  $(".now", pane).hidden = !was.hidden;
  node.ariaPressed = !was.hidden;
  drawBridge(pane.closest(".card"));
});
on("click", "[data-copy]", async (node) => {
  const shown = $$("pre", node.closest(".pane")).filter((pre) => pre.offsetParent);
  const text = shown.map((pre) => $$(".l", pre).map((line) => line.textContent).join("\n")).join("\n");
  try {
    await navigator.clipboard.writeText(text);
    node.textContent = "copied";
  } catch {
    getSelection()?.selectAllChildren(shown[0]);
    node.textContent = "selected";
  }
  setTimeout(() => (node.textContent = "copy"), 1200);
});

// The list: filter, and the mark at the concept that is being read.
const list = $("aside");
const filter = $("input", list);
const has = (text, words) => words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
filter.oninput = () => {
  $$("li", list).forEach((row, place) => (row.hidden = !has(row.all ??= `${row.dataset.s} ${cards[place].textContent.toLowerCase()}`, filter.value)));
  $$(".group", list).forEach((group) => (group.hidden = !$("li:not([hidden])", group)));
  $(".none", list).hidden = !!$("li:not([hidden])", list);
  list.classList.toggle("used", !!filter.value);
};
filter.onkeydown = ({ key }) => {
  const rows = $$("li:not([hidden])", list);
  if (key === "Enter") $("a", rows.find((row) => has(row.dataset.s, filter.value)) ?? rows[0] ?? list)?.click();
};
function mark() {
  const links = $$("li a", list);
  choose(links, (_, place) => place === current);
  const { offsetTop } = links[current];
  if (offsetTop < list.scrollTop + 60 || offsetTop > list.scrollTop + list.clientHeight - 60)
    list.scrollTop = offsetTop - list.clientHeight / 2;
}
const reading = new IntersectionObserver(
  (entries) => {
    const entry = entries.find((entry) => entry.isIntersecting);
    if (!entry || presenting()) return;
    current = cards.indexOf(entry.target);
    mark();
  },
  { rootMargin: "-40% 0px -55%" },
);
cards.forEach((card) => reading.observe(card));
function go(by) {
  current = Math.max(0, Math.min(cards.length - 1, current + by));
  if (presenting()) return showCard();
  if (!cards.length) return;
  show("concepts");
  mark();
  address(cards[current].id);
  reveal(cards[current]);
}
