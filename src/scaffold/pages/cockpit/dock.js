// What stands below the answers: one panel of several.
import { chains } from "./chain.js";

const NAMES = $$("[data-tab]").map((tab) => tab.dataset.tab);
/** @type {Answers | undefined} */
let about;

/** @type {(name: string) => boolean} */
export const isOpen = (name) => $(".dock").dataset.panel === name;
// Opens a panel, or closes it when it is open. Nothing else does: answers need the room.
/** @type {(name: string) => void} */
export const toggle = (name) => open(isOpen(name) ? "" : name);
// What belongs to an answer goes with it.
/** @param {Item} item */
export function below(item) {
  chains(item);
  if (about && about !== item.answers) hint("");
}
/** @param {string} text @param {Answers} [of] */
export function hint(text, of) {
  about = of;
  $(".dock .hint").textContent = text;
}
/** @param {string} name */
export function open(name) {
  $(".dock").dataset.panel = name;
  for (const one of NAMES) {
    const tab = $(`#tab-${one}`);
    tab.setAttribute("aria-selected", `${one === name}`);
    tab.tabIndex = one === (name || "chain") ? 0 : -1;
    $(`#${one}`).hidden = one !== name;
  }
  $("[data-act=quiet]").hidden = name !== "logs";
  const rows = $(".rows");
  if (name === "logs") rows.scrollTop = rows.scrollHeight;
}
on("click", "[data-tab]", (tab) => toggle(tab.dataset.tab));
on("keydown", "[data-tab]", (tab, event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.stopImmediatePropagation();
  const name = NAMES.at((NAMES.indexOf(tab.dataset.tab) + step) % NAMES.length);
  open(name);
  $(`#tab-${name}`).focus();
});
