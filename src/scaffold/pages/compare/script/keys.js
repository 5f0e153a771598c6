// Keys and buttons do the same.
const help = $("#help");
const acts = {
  present: () => present(),
  theme: nextTheme,
  print: () => print(),
  help: () => (help.open ? help.close() : help.showModal()),
};
on("click", "[data-act]", (node) => acts[node.dataset.act]());
const keys = {
  j: () => go(1),
  k: () => go(-1),
  p: acts.present,
  t: nextTheme,
  "?": acts.help,
  "+": () => resize(1),
  "-": () => resize(-1),
  "/": () => $(root.dataset.view === "files" ? ".fbar input" : "aside input").focus(),
};
const decked = {
  ArrowRight: keys.j,
  ArrowLeft: keys.k,
  PageDown: () => advance(1),
  PageUp: () => advance(-1),
  Home: () => go(-999),
  End: () => go(999),
  " ": () => advance(1),
  Escape: acts.present,
};
addEventListener("keydown", (event) => {
  /** @type {{ key: string, target: any }} */
  const { key, target } = event;
  if (event.metaKey || event.ctrlKey || event.altKey || help.open) return;
  if (target.matches("input")) {
    if (key === "Escape") target.blur();
    return;
  }
  if (key === " " && target.closest("button, summary")) return;
  const act = (presenting() && decked[key]) || keys[key];
  if (act) {
    event.preventDefault();
    act();
  } else if ($(`.calls [data-c="${CSS.escape(key)}"]`, cards[current])) pin(cards[current], key);
});
addEventListener("hashchange", route);
route();
if (/[?&]present\b/.test(location.search)) present(true);
