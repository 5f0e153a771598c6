// Present: one concept fills the screen; its parts are revealed one by one.
let step = 0;
const parts = () => $$(".calls, .order, .wire", cards[current]);
function present(on = !presenting()) {
  if (!cards.length) return;
  root.classList.toggle("present", on);
  $(".deck").hidden = !on;
  if (on) {
    show("concepts");
    return showCard();
  }
  $$(".out").forEach((part) => part.classList.remove("out"));
  unfold();
  setSize(size);
  mark();
  reveal(cards[current]);
  near.forEach(drawBridge);
}
function showCard(at = 0) {
  step = at;
  cards.forEach((card, place) => card.classList.toggle("cur", place === current));
  $(".pos").textContent = `${current + 1} / ${cards.length}  ${$("h2 span", cards[current]).textContent}`;
  address(cards[current].id);
  fit();
}
function advance(by) {
  if (step + by >= 0 && step + by <= parts().length) showCard(step + by);
  else if (cards[current + by]) go(by);
}
function fit() {
  if (!presenting()) return;
  const card = cards[current];
  unfold();
  // Why all parts count: the code must not change its size when one is revealed.
  parts().forEach((part) => part.classList.remove("out"));
  const tallest = Math.max(0, ...parts().map((part) => part.offsetHeight));
  parts().forEach((part, place) => part.classList.toggle("out", place !== step - 1));
  const room = innerHeight - 80 - $(".panes", card).getBoundingClientRect().top - tallest;
  const height = (pane) => [...pane.children].reduce((sum, child) => sum + child.offsetHeight, 8);
  const fits = (pixels) => {
    setCode(pixels);
    return $$(".pane", card).every((pane) => height(pane) <= room);
  };
  const best = (high, low = 12) => {
    while (high - low > 0.2 && !fits(high)) {
      const middle = (low + high) / 2;
      if (fits(middle)) low = middle;
      else high = middle;
    }
    if (!fits(high)) setCode((high = low));
    return high;
  };
  const readable = Math.max(14, innerHeight / 58);
  // Why in steps: what is far from a number is folded first.
  if (best(innerHeight / 40) < readable)
    for (const around of [6, 4, 2, 1]) {
      unfold();
      setCode(readable);
      const tall = $$(".pane", card).filter((pane) => height(pane) > room);
      tall.forEach((pane) => $$("pre", pane).forEach((pre) => fold(pre, around)));
      if (best(readable * 1.15) >= readable) break;
    }
  drawBridge(card);
}
const unfold = () => $$(".fold, .dots").forEach((line) => line.classList.remove("fold", "dots"));
function fold(pre, around) {
  const lines = $$(".l", pre);
  const kept = (_, at) => !at || lines.slice(Math.max(0, at - around), at + around + 1).some((line) => line.dataset.c);
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
