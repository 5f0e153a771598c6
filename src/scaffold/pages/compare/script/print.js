// Print: each concept on a page of its own, made as small as it must be.
let theme;
addEventListener("beforeprint", () => {
  if (presenting()) present(false);
  theme = root.dataset.theme;
  root.dataset.theme = "light";
  root.classList.add("printing");
  for (const card of cards) {
    let zoom = 1;
    for (let round = 0; round < 6; round++) {
      card.style.width = `${1046 / zoom}px`;
      card.style.zoom = zoom;
      const { height } = card.getBoundingClientRect();
      if (height <= 714) break;
      zoom *= Math.max(0.6, Math.min(0.97, Math.sqrt(714 / height)));
    }
    drawBridge(card);
  }
});
addEventListener("afterprint", () => {
  root.dataset.theme = theme;
  root.classList.remove("printing");
  cards.forEach((card) => card.removeAttribute("style"));
  near.forEach(drawBridge);
});
