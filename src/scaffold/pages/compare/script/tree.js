// Files: unpacked when somebody looks at them, listed by folder, twins in one row.
let data;
async function unpack() {
  const bytes = Uint8Array.from(atob($("#data").textContent), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).json();
}
const hrefOf = ({ key }) => `#files/${encodeURIComponent(key)}`;
async function openFiles(name, line) {
  data ||= await unpack();
  const at = data.files.findIndex(({ key, of }) => name && [key, of[1]?.path].includes(name));
  const tree = $(".tree");
  if (!tree.firstChild) tree.append(...folders());
  $$(".tree, .fbar, [data-in=files] > .lede").forEach((node) => (node.hidden = at >= 0));
  $(".viewer").hidden = at < 0;
  scrollTo(0, 0);
  if (at >= 0) view(at, line);
}
function folders() {
  const groups = new Map();
  for (const file of data.files) {
    const key = JSON.stringify(file.in);
    groups.set(key, [...(groups.get(key) || []), file]);
  }
  return [...groups.values()].map((files) => folder(files, data.files.length <= 400));
}
function folder(files, open) {
  const [one, other] = files[0].in.map((name) => h("span.c file", name === null ? "" : `${name || "."}/`));
  const details = h("details", h("summary", one, h("span"), other));
  const fill = () => details.children[1] || details.append(...files.map((file) => row(file)));
  details.ontoggle = fill;
  details.open = open;
  if (open) fill();
  details.pick = (words) => {
    const hit = ({ of }) => has(of.map((file) => file?.path).join(" ").toLowerCase(), words);
    const hits = files.filter(hit).length;
    details.hidden = !hits;
    details.open = words ? hits > 0 && hits < 400 : open;
    if (details.open) fill();
    files.forEach((file, place) => details.children[place + 1]?.toggleAttribute("hidden", !hit(file)));
    return hits;
  };
  return details;
}
function row(file) {
  const cells = file.of.map((one, side) => {
    if (!one) return h("span.c nil", alone(1 - side));
    const bar = h("i");
    bar.style.width = `${one.bar}px`;
    const name = h("span.nm file", h("b", one.path.split("/").pop()));
    name.title = one.path;
    return h(`span.c ${"fe"[side]}`, name, ...chips(one), h("span.sz", one.about), h("span.bar", bar));
  });
  return a(file.of.every(Boolean) ? "r" : "r one", hrefOf(file), cells[0], h("span.ln"), cells[1]);
}
const alone = (side) => `only in ${["Flask", "Express"][side]}`;
const chips = ({ state }) => (state ? [h("span.chip mine", state)] : []);
const sum = $(".sum");
const total = sum.textContent;
$(".fbar input").oninput = ({ target }) => {
  const hits = $$(".tree details").reduce((hits, details) => hits + details.pick(target.value), 0);
  sum.textContent = target.value ? `${hits} found` : total;
};
