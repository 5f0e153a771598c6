// What stands below the answers: one panel of several.
import { chains } from "./chain.js";

const NAMES = $$("[data-tab]").map((tab) => tab.dataset.tab);
let chosen = "";

// Opens a panel; what a person chose stays.
export function open(name) {
  chosen = name;
  choose(name);
}
// The chain of a request that was answered, unless a person chose otherwise.
export function below(item) {
  chains(item);
  if (!chosen) choose(item.answers ? "chain" : "logs");
}
function choose(name) {
  $(".dock").dataset.panel = name;
  for (const one of NAMES) {
    const tab = $(`#tab-${one}`);
    tab.setAttribute("aria-selected", `${one === name}`);
    tab.tabIndex = one === name ? 0 : -1;
    $(`#${one}`).hidden = one !== name;
  }
  $("[data-act=quiet]").hidden = name !== "logs";
  const rows = $(".rows");
  if (name === "logs") rows.scrollTop = rows.scrollHeight;
}
on("click", "[data-tab]", (tab) => open(tab.dataset.tab));
on("keydown", "[data-tab]", (tab, event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.stopImmediatePropagation();
  const name = NAMES.at((NAMES.indexOf(tab.dataset.tab) + step) % NAMES.length);
  open(name);
  $(`#tab-${name}`).focus();
});
