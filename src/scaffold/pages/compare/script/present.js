// Present: one concept fills the screen; its parts are revealed one by one.
const deck = $(".deck");
let step = 0;
const parts = () => $$(".calls, .order, .wire", cards[current]);
function present(on = !presenting()) {
  if (!cards.length) return;
  root.classList.toggle("present", on);
  deck.hidden = !on;
  step = 0;
  if (on) {
    show("concepts");
    showCard();
  } else {
    $$(".out").forEach((part) => part.classList.remove("out"));
    unfold();
    setSize(size);
    reveal(cards[current]);
    cards.forEach((card) => near.has(card) && drawBridge(card));
  }
}
function showCard(at = 0) {
  step = at;
  cards.forEach((card, place) => card.classList.toggle("cur", place === current));
  parts().forEach((part, place) => part.classList.toggle("out", place !== step - 1));
  $(".pos").textContent = `${current + 1} / ${cards.length}  ${cards[current].dataset.title}`;
  address(cards[current].id);
  fit();
}
function advance(by) {
  const next = step + by;
  if (next >= 0 && next <= parts().length) showCard(next);
  else if (by > 0 && current < cards.length - 1) go(1);
  else if (by < 0 && current > 0) go(-1);
}
function fit() {
  if (!presenting()) return;
  const card = cards[current];
  const panes = $$(".pane", card);
  unfold();
  const all = parts();
  const out = all.map((part) => part.classList.contains("out"));
  // Why all parts count: the code must not change its size when one is revealed.
  all.forEach((part) => part.classList.remove("out"));
  const tallest = Math.max(0, ...all.map((part) => part.offsetHeight));
  all.forEach((part, place) => part.classList.toggle("out", out[place]));
  const top = $(".panes", card).getBoundingClientRect().top;
  const room = innerHeight - 44 - 30 - top - tallest;
  const fits = (pixels) => {
    setCode(pixels);
    return panes.every((pane) => natural(pane) <= room);
  };
  const best = () => {
    let [low, high] = [12, Math.max(22, innerHeight / 36)];
    if (fits(high)) return high;
    while (high - low > 0.25) {
      const middle = (low + high) / 2;
      if (fits(middle)) low = middle;
      else high = middle;
    }
    setCode(low);
    return low;
  };
  const readable = Math.min(18, innerHeight / 55);
  if (best() < readable) {
    $$(".pane pre", card).forEach(fold);
    best();
  }
  drawBridge(card);
}
const natural = (pane) => [...pane.children].reduce((sum, child) => sum + child.offsetHeight, 8);
const unfold = () =>
  $$(".fold, .dots").forEach((line) => {
    line.classList.remove("fold", "dots");
    delete line.dataset.f;
  });
function fold(pre) {
  const lines = $$(".l", pre);
  const kept = lines.map((_, at) => !at || lines.slice(Math.max(0, at - 1), at + 3).some((line) => line.dataset.c));
  let run = [];
  const end = () => {
    if (run.length > 1) {
      run.forEach((line, at) => line.classList.add(at ? "fold" : "dots"));
      run[0].dataset.f = run.length;
    }
    run = [];
  };
  lines.forEach((line, at) => (kept[at] ? end() : run.push(line)));
  end();
}

// Size of the code: + and - outside of present mode.
let size = 14;
const setCode = (pixels) => root.style.setProperty("--cs", `${pixels}px`);
function setSize(pixels) {
  size = Math.max(9, Math.min(30, pixels));
  setCode(size);
}
addEventListener("resize", fit);
