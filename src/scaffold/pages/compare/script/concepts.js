// Highlights: a number and its lines, while the pointer is there or until it is pressed again.
const pinned = new WeakMap();
function light(card, number) {
  $$(".on", card).forEach((node) => node.classList.remove("on"));
  const lit = number || pinned.get(card);
  if (lit) $$("[data-c]", card).forEach((node) => node.classList.toggle("on", node.dataset.c === lit));
}
function pin(card, number) {
  pinned.set(card, pinned.get(card) === number ? "" : number);
  $$(".calls button", card).forEach((button) =>
    button.setAttribute("aria-pressed", button.parentNode.dataset.c === pinned.get(card)),
  );
  light(card);
  const line = $(`.pane .l[id][data-c="${CSS.escape(number)}"]`, card);
  if (line && !presenting()) address(pinned.get(card) ? line.id : card.id);
}
const numbered = (event) => event.target.closest?.(".card [data-c]");
document.addEventListener("pointerover", (event) => {
  const node = numbered(event);
  if (node) light(node.closest(".card"), node.dataset.c);
});
document.addEventListener("pointerout", (event) => {
  const node = numbered(event);
  if (node) light(node.closest(".card"));
});
document.addEventListener("click", (event) => {
  const line = event.target.closest(".l[id]");
  const point = event.target.closest(".calls li, .bridge g");
  if (line && event.clientX - line.getBoundingClientRect().left < 48) location.hash = line.id;
  else if (point && getSelection().isCollapsed) pin(point.closest(".card"), point.dataset.c);
});

// Buttons of a pane: copy the code, show it as it was rendered.
const codeOf = (pane) => $$("pre", pane).filter((pre) => !pre.closest("[hidden]"));
const plain = (pre) => $$(".l", pre).map((line) => line.textContent).join("\n");
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-original]");
  if (!button) return;
  const pane = button.closest(".pane");
  if ("original" in button.dataset) {
    const was = $(".was", pane);
    was.hidden = !was.hidden;
    $(".now", pane).hidden = !was.hidden;
    button.setAttribute("aria-pressed", !was.hidden);
    drawBridge(pane.closest(".card"));
    return;
  }
  try {
    await navigator.clipboard.writeText(codeOf(pane).map(plain).join("\n"));
    button.textContent = "copied";
  } catch {
    getSelection().selectAllChildren(pane.querySelector("pre"));
    button.textContent = "selected";
  }
  setTimeout(() => (button.textContent = "copy"), 1200);
});

// The list: filter, and the mark at the concept that is being read.
const list = $("aside");
const filter = $("input", list);
filter.addEventListener("input", () => {
  const words = filter.value.toLowerCase().split(/\s+/);
  $$("li", list).forEach((row) => (row.hidden = !words.every((word) => row.dataset.s.includes(word))));
  $$(".group", list).forEach((group) => (group.hidden = !$("li:not([hidden])", group)));
  $(".none", list).hidden = !!$("li:not([hidden])", list);
  list.classList.toggle("used", !!filter.value);
});
filter.addEventListener("keydown", (event) => {
  const hit = event.key === "Enter" && $("li:not([hidden]) a", list);
  if (hit) hit.click();
});
const links = $$("li a", list);
const reading = new IntersectionObserver(
  (entries) =>
    entries.forEach((entry) => {
      if (!entry.isIntersecting || presenting()) return;
      current = cards.indexOf(entry.target);
      mark();
    }),
  { rootMargin: "-40% 0px -55% 0px" },
);
cards.forEach((card) => reading.observe(card));
function mark() {
  links.forEach((link, place) => {
    if (place === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
  const link = links[current];
  if (link && (link.offsetTop < list.scrollTop + 60 || link.offsetTop > list.scrollTop + list.clientHeight - 60))
    list.scrollTop = link.offsetTop - list.clientHeight / 2;
}
function go(step) {
  current = Math.max(0, Math.min(cards.length - 1, current + step));
  if (presenting()) return showCard();
  show("concepts");
  mark();
  address(cards[current].id);
  reveal(cards[current]);
}
