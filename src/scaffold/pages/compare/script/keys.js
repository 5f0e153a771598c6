// Keys and buttons do the same.
const help = $("#help");
const acts = {
  present: () => present(),
  theme: nextTheme,
  print: () => print(),
  help: () => (help.open ? help.close() : help.showModal()),
};
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (button) acts[button.dataset.act]();
});
const keys = { j: () => go(1), k: () => go(-1), p: acts.present, t: acts.theme, "?": acts.help };
keys["+"] = keys["="] = () => setSize(size + 1);
keys["-"] = () => setSize(size - 1);
keys["/"] = () => $(root.dataset.view === "files" ? ".fbar input" : "aside input").focus();
const decked = {
  ArrowRight: () => go(1),
  ArrowLeft: () => go(-1),
  PageDown: () => advance(1),
  PageUp: () => advance(-1),
  Home: () => go(-cards.length),
  End: () => go(cards.length),
  " ": () => advance(1),
  Escape: () => present(false),
};
addEventListener("keydown", (event) => {
  if (event.metaKey || event.ctrlKey || event.altKey) return;
  if (event.target.matches("input")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (help.open) return;
  const pressed = event.key === " " && event.target.closest("button, a, summary");
  const act = (presenting() && !pressed && decked[event.key]) || keys[event.key];
  if (act) {
    event.preventDefault();
    act();
  } else if (/^[1-9]$/.test(event.key) && cards.length && root.dataset.view === "concepts") {
    if ($(`.calls [data-c="${event.key}"]`, cards[current])) pin(cards[current], event.key);
  }
});
addEventListener("hashchange", route);
if (location.hash) route();
else show(first);
if (/[?&]present\b/.test(location.search)) present(true);
