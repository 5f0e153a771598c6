// Files: unpacked when somebody looks at them, listed by folder, twins in one row.
let unpacked;
async function files() {
  unpacked ||= (async () => {
    const bytes = Uint8Array.from(atob($("#data").textContent), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(stream).json();
  })();
  return unpacked;
}
const nameOf = ({ of: [flask, express] }) => (flask ? flask.path : `express:${express.path}`);
const find = (all, name) =>
  all.findIndex((file) => nameOf(file) === name) + 1 || all.findIndex(({ of }) => of[1]?.path === name) + 1;
async function openFiles(name) {
  const { files: all, editor } = await files();
  const at = find(all, name) - 1;
  if (!$(".tree").childElementCount) list_(all);
  $$(".tree, .fbar, [data-in=files] > .lede").forEach((node) => (node.hidden = at >= 0));
  $(".viewer").hidden = at < 0;
  scrollTo(0, 0);
  if (at >= 0) view(all, at, editor);
  else $(".viewer").replaceChildren();
}
function list_(all) {
  const most = Math.max(1, ...all.flatMap(({ of }) => of.map((file) => file?.size || 0)));
  const groups = new Map();
  for (const file of all) {
    const key = JSON.stringify(file.in);
    groups.set(key, [...(groups.get(key) || []), file]);
  }
  const open = all.length <= 400;
  $(".tree").replaceChildren(...[...groups].map(([key, rows]) => group(JSON.parse(key), rows, most, open)));
  const twins = all.filter(({ of }) => of[0] && of[1]).length;
  const alone = (side) => all.filter(({ of }) => of[side] && !of[1 - side]).length;
  $(".sum").textContent = `${twins} twins, ${alone(0)} only in Flask, ${alone(1)} only in Express`;
}
function group(folders, rows, most, open) {
  const cells = folders.map((name) => make("span", { class: "c" }, make("span", { class: "nm file" }, name === null ? "" : `${name || "."}/`)));
  const details = make("details", { open }, make("summary", {}, cells[0], make("span", { class: "ln" }, ), cells[1]));
  const fill = () => details.childElementCount > 1 || details.append(...rows.map((file) => row(file, most)));
  if (open) fill();
  details.addEventListener("toggle", fill);
  details.show = (words) => {
    const hits = rows.filter(({ of }) => words.every((word) => of.some((file) => file?.path.toLowerCase().includes(word))));
    details.hidden = !hits.length;
    if (words[0] && hits.length && hits.length <= 400) details.open = true;
    fill();
    [...details.children].slice(1).forEach((node, place) => (node.hidden = !hits.includes(rows[place])));
    return hits.length;
  };
  return details;
}
function row(file, most) {
  const alone = !file.of[0] || !file.of[1];
  const cells = file.of.map((one, side) => {
    if (!one) return make("span", { class: "c nil" }, `only in ${side ? "Flask" : "Express"}`);
    const bar = svg("svg", { "aria-hidden": true });
    bar.append(svg("rect", { width: Math.max(2, (90 * one.size) / most), height: 6 }));
    const name = make("span", { class: "nm file", title: one.path }, make("b", {}, one.path.split("/").pop()));
    const cell = make("span", { class: `c ${side ? "e" : "f"}` }, name, ...chips(one));
    cell.append(make("span", { class: "sz" }, amount(one)), bar);
    return cell;
  });
  const href = `#files/${encodeURIComponent(nameOf(file))}`;
  return make("a", { class: alone ? "r one" : "r", href }, cells[0], make("span", { class: "ln" }), cells[1]);
}
const chips = ({ state }) => (state && state !== "same" ? [make("span", { class: "chip mine" }, state)] : []);
const count = (text) => text.replace(/\n$/, "").split("\n").length;
function amount({ text, why, size: bytes }) {
  if (text !== null) return text ? `${count(text).toLocaleString("en")} lines` : "empty";
  return why || `${bytes.toLocaleString("en")} bytes`;
}
$(".fbar input").addEventListener("input", (event) => {
  const words = event.target.value.toLowerCase().split(/\s+/);
  const hits = $$(".tree details").reduce((sum, details) => sum + details.show(words), 0);
  $(".sum").textContent = hits ? `${hits} rows` : "No file has these words.";
});
