// With --room: phones predict what is on the screen; how many did is seen while they do, and what they said when both have answered.
import { el, head, overlay } from "./parts.js";

let url = "";
let count = 0;
/** @type {Item | undefined} */
let shown;
let rounds = 0;
/** @type {number | undefined} */
let waiting;

// Where the room is; empty when there is none.
/** @param {string} address */
export function isAsked(address) {
  url = address;
  opener.hidden = !url;
}

// Shows the request to all phones. Why a number: predicted again, it is asked anew.
/** @param {Item} item @param {{ method: string, path: string, body: string | null }} asked */
export function askRoom(item, { method, path, body }) {
  shown = item;
  if (!url || item.answers) return;
  item.round ??= `${(rounds += 1)} ${item.key}`;
  clearTimeout(waiting);
  // Why not at once: somebody is typing, or on the way to another request.
  waiting = setTimeout(async () => {
    const headers = { "content-type": "application/json" };
    const sent = { key: item.round, title: item.title, method, path, body };
    const found = await fetch("room", { method: "POST", headers, body: JSON.stringify(sent) }).catch(() => undefined);
    if (found?.ok && shown === item) told((await found.json()).said);
  }, 150);
}
// How many have said something. Why not what: whoever sees it says the same.
/** @param {Item} item */
export function said(item) {
  const node = el("span", "phones", {});
  if (url && !item.answers) node.textContent = words();
  if (item.answers?.room) node.textContent = `${item.answers.room.said} in the room predicted.`;
  return node;
}
const words = () => (count === 1 ? "1 phone has predicted" : `${count} phones have predicted`);
/** @param {number} number */
function told(number) {
  count = number;
  if (shown && !shown.answers) $$(".phones").forEach((node) => (node.textContent = words()));
}
addEventListener("room", ({ detail }) => told(detail));

// What the room said of a side.
/** @param {Shown} item @param {SideName} side */
export function bars(item, side) {
  const found = item.answers.room;
  if (!found?.said) return [];
  const order = Object.entries(found[side]).sort((one, two) => two[1] - one[1]);
  const rows = order.map(([status, many]) => {
    const bar = el("meter", "", { min: 0, max: found.said, value: many, "aria-label": `${status}: ${many} of ${found.said}` });
    return el("li", +status === item.answers[side].status ? "right" : "", {}, el("b", "", {}, status), bar, `${many}`);
  });
  return rows.length ? [el("ul", "bars", { "aria-label": "What the room said" }, ...rows)] : [];
}
// How many in the room said that both answer the same, or do not, and were right.
/** @param {Shown} item */
export function split(item) {
  const { room, label } = item.answers;
  if (!room) return [];
  const all = Object.values(room.same).reduce((sum, many) => sum + many, 0);
  return all ? [`${room.same[label === "same" ? "same" : "different"] ?? 0} of ${all} said so`] : [];
}

// The address, as large as a screen has room for.
function draw() {
  const qr = el("img", "", { src: "room.svg", alt: `QR code of ${url}` });
  const steps = el("p", "", {}, "Join the network of this room, then open");
  const address = el("p", "address", {}, url.slice(7, -1));
  const note = el("p", "dim", {}, "Say what both will answer before it is sent. No names are kept, and the page can do nothing else.");
  box.replaceChildren(head(box, "Predict with your phone"), el("div", "both", {}, qr, el("div", "", {}, steps, address, note, el("p", "phones", {}, words()))));
}
const { box, opener } = overlay("room", "m", () => {}, draw, { close: () => box.close() });
