// Print: each concept on a page of its own, made as small as it must be.
const PAGE = { width: 1046, height: 714 };
addEventListener("beforeprint", () => {
  if (presenting()) present(false);
  root.classList.add("printing");
  for (const card of cards) {
    let zoom = 1;
    for (let round = 0; round < 6; round++) {
      card.style.width = `${PAGE.width / zoom}px`;
      card.style.zoom = zoom;
      const height = card.getBoundingClientRect().height;
      if (height <= PAGE.height) break;
      zoom *= Math.max(0.6, Math.min(0.97, Math.sqrt(PAGE.height / height)));
    }
    drawBridge(card);
  }
});
addEventListener("afterprint", () => {
  root.classList.remove("printing");
  for (const card of cards) {
    card.style.removeProperty("width");
    card.style.removeProperty("zoom");
    if (near.has(card)) drawBridge(card);
  }
});
