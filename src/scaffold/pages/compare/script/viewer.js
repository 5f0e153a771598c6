// A file beside its twin: what both define starts at the same height, what only one has says so.
const WORDS =
  /\b(?:abstract|and|as|assert|async|await|break|case|catch|class|const|continue|def|del|elif|else|except|export|extends|finally|for|from|function|if|implements|import|in|instanceof|interface|is|lambda|let|new|not|of|or|pass|raise|readonly|return|satisfies|static|switch|throw|try|type|typeof|while|with|yield)\b/;
const PARTS = [
  ["c", /"""[^]*?(?:"""|$)|\/\*[^]*?(?:\*\/|$)|<!--[^]*?(?:-->|$)/],
  ["s", /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/],
  ["d", /@[\w.]+/],
  ["n", /\b(?:\d[\w.]*|None|True|False|null|undefined|true|false)\b/],
  ["k", WORDS],
  ["t", /\b[A-Z]\w*[a-z]\w*\b/],
  ["f", /\b[a-z_]\w*(?=\()/],
];
const grammar = (comment) =>
  new RegExp([["c", comment], ...PARTS].map(([name, part]) => `(?<${name}${name === "c" && part === comment ? "0" : ""}>${part.source})`).join("|"), "g");
const HASH = grammar(/(?<=^|\s)#.*/m);
const SLASH = grammar(/(?<=^|\s)\/\/.*/m);
const PLAIN = /\.(?:md|txt|lock|svg|csv)$|^[^.]*$/;

// Lines as lists of words with their class.
function lex({ path, text }) {
  const rows = [[]];
  const add = (name, word) =>
    word.split("\n").forEach((piece, place) => {
      if (place) rows.push([]);
      if (piece) rows.at(-1).push([name, piece]);
    });
  let at = 0;
  const name = path.split("/").pop();
  if (text.length < 150000 && (!PLAIN.test(name) || name === "Dockerfile")) {
    for (const hit of text.matchAll(/\.(?:[cm]?[jt]sx?|css|jsonc?)$/.test(name) ? SLASH : HASH)) {
      add("", text.slice(at, hit.index));
      add(Object.keys(hit.groups).find((key) => hit.groups[key] !== undefined)[0], hit[0]);
      at = hit.index + hit[0].length;
    }
  }
  add("", text.slice(at));
  if (rows.length > 1 && !rows.at(-1).length) rows.pop();
  return rows;
}

const MOST = 3000;
function view(all, at, editor) {
  const file = all[at];
  const sides = file.of.map((one) => (one && one.text !== null ? lex(one) : null));
  const viewer = $(".viewer");
  const link = (place, text) => make("a", { class: "ib", href: `#files/${encodeURIComponent(nameOf(all[place]))}` }, text);
  const nav = make("div", { class: "vnav" }, make("a", { class: "ib", href: "#files" }, "← All files"), make("span", { class: "sp" }));
  if (at) nav.append(link(at - 1, "previous"));
  if (at < all.length - 1) nav.append(link(at + 1, "next"));
  const heads = file.of.map((one, side) => head(one, side, editor[side]));
  viewer.replaceChildren(nav, ...structure(file), make("div", { class: "vtop" }, heads[0], make("i"), heads[1]));
  const cuts = ties(file, sides);
  const alone = [0, 1].map((side) => lonely(file, side));
  for (let place = 0; place < cuts.length - 1; place++) {
    const [from, to] = [cuts[place], cuts[place + 1]];
    const panes = [0, 1].map((side) => segment(file.of[side], sides[side], from[side], to[side], side, alone[side]));
    viewer.append(make("div", { class: place ? "seg tied" : "seg" }, panes[0], make("i"), panes[1]));
  }
}
function head(one, side, editor) {
  const title = side ? "Express" : "Flask";
  const caption = make("figcaption", {}, make("span", { class: "fw" }, title));
  if (!one) caption.append(make("span", { class: "file" }, "no such file"));
  else {
    const parts = one.path.split("/");
    const last = parts.pop();
    caption.append(
      make("span", { class: "file", title: one.path }, parts.map((part) => `${part}/`).join(""), make("b", {}, last)),
      make("span", { class: "sp" }),
      ...chips(one),
      make("span", { class: "cnt" }, amount(one)),
    );
    if (editor) caption.append(make("a", { class: "ib", href: `${editor}${one.path.split("/").map(encodeURIComponent).join("/")}` }, "open"));
  }
  return make("figure", { class: `pane ${side ? "e" : "f"}`, "aria-label": `${title} file` }, caption);
}

// What both files define, as links to the lines.
function structure({ of, rows }) {
  if (!rows.length) return [];
  const named = of.map((one) => new Map((one?.outline || []).map(([kind, name, line]) => [line, [kind, name]])));
  const cell = (line, side) => {
    if (line === null) return make("span", { class: "nil" }, `only in ${side ? "Flask" : "Express"}`);
    const [kind, name] = named[side].get(line) || ["line", line];
    return make("a", { href: "#", "data-line": `${"fe"[side]}${line}` }, make("small", {}, kind), make("code", {}, name));
  };
  const both = rows.filter(([one, other]) => one !== null && other !== null).length;
  const details = make("details", { class: "defs" }, make("summary", {}, "Structure", make("small", {}, `${both} of ${rows.length} definitions correspond`)));
  for (const [one, other] of rows) {
    const alone = one === null || other === null;
    details.append(make("div", { class: alone ? "one" : "" }, cell(one, 0), make("i"), cell(other, 1)));
  }
  details.addEventListener("click", (event) => {
    const target = event.target.closest("[data-line]");
    if (!target) return;
    event.preventDefault();
    $$(".viewer .at").forEach((line) => line.classList.remove("at"));
    reveal($(`.viewer [data-at=${target.dataset.line}]`), true);
  });
  return [details];
}
const lonely = ({ rows }, side) => new Set(rows.filter((row) => row[1 - side] === null).map((row) => row[side]));

// Places at which both sides are cut: pairs of definitions that come in the same order on both.
function ties({ rows }, sides) {
  const ends = sides.map((lines) => lines?.length || 0);
  const pairs = rows
    .filter(([one, other]) => one !== null && other !== null)
    .map((row) => row.map((line, side) => above(sides[side], line - 1)))
    .sort((one, other) => one[0] - other[0]);
  const best = pairs.map(() => [1, -1]);
  pairs.forEach((pair, at) => {
    for (let before = 0; before < at; before++) {
      const fits = pairs[before][0] < pair[0] && pairs[before][1] < pair[1];
      if (fits && best[before][0] >= best[at][0]) best[at] = [best[before][0] + 1, before];
    }
  });
  const chain = [];
  let at = best.reduce((top, [length], place) => (top < 0 || length > best[top][0] ? place : top), -1);
  for (; at >= 0; at = best[at][1]) chain.unshift(pairs[at]);
  const cuts = chain.filter(([one, other]) => one + other > 0);
  return [[0, 0], ...cuts, ends];
}
// A definition begins with the comments and decorators above it.
function above(lines, at) {
  const text = (place) => (lines?.[place] || []).map(([, word]) => word).join("").trim();
  while (at > 0 && /^(?:@|#|\/\/|\/\*|\*)/.test(text(at - 1))) at--;
  return at;
}
function segment(one, lines, from, to, side, alone) {
  if (!one) return make("div", { class: "blank" });
  if (!lines) return make("p", { class: "why" }, `Not shown: ${one.why || "no text"}.`);
  const pre = make("pre", { class: side ? "e" : "f" });
  for (let at = from; at < Math.min(to, MOST); at++) {
    const text = lines[at].map(([, word]) => word).join("");
    const line = make("span", { class: alone.has(at + 1) ? "l only" : "l", "data-n": at + 1, "data-at": `${"fe"[side]}${at + 1}` });
    line.style.setProperty("--i", Math.min(40, text.search(/\S|$/)));
    line.append(...lines[at].map(([name, word]) => (name && lines.length < 1500 ? make("i", { class: name }, word) : word)));
    pre.append(line);
  }
  if (to > MOST) pre.append(make("p", { class: "why" }, `${to - Math.max(from, MOST)} more lines are not shown.`));
  return pre;
}
