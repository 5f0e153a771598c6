// A file beside its twin: what both define starts at the same height, what only one has says so.
const WORDS =
  "and|as|assert|async|await|break|case|catch|class|const|continue|def|del|elif|else|except|export|extends|finally|for|from|function|if|import|in|instanceof|interface|is|lambda|let|new|not|of|or|pass|raise|readonly|return|satisfies|switch|throw|try|type|typeof|while|with|yield";
const grammar = (comment) =>
  new RegExp(
    [
      `(?<c>"""[^]*?"""|/\\*[^]*?\\*/|<!--[^]*?-->|${comment})`,
      /(?<s>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)/.source,
      /(?<n>\b(?:\d[\w.]*|None|True|False|null|undefined|true|false)\b)/.source,
      `(?<k>@[\\w.]+|\\b(?:${WORDS})\\b)`,
      /(?<t>\b[A-Z]\w*[a-z]\w*\b)|(?<f>\b[a-z_]\w*(?=\())/.source,
    ].join("|"),
    "gm",
  );
const HASH = grammar("(?<=^|\\s)#.*");
const SLASH = grammar("(?<=^|\\s)//.*");

// Lines as lists of words with their class.
function lex({ path, text }) {
  /** @type {any} */
  const rows = [[]];
  const add = (name, words) =>
    words.split("\n").forEach((word, place) => {
      if (place) rows.push([]);
      if (word) rows.at(-1).push([name, word]);
    });
  let at = 0;
  if (text.length < 20000 && /\.(?!md|txt)\w+$|file$/.test(path))
    for (const hit of text.matchAll(/\.(?:[cm]?[jt]sx?|css|json)$/.test(path) ? SLASH : HASH)) {
      add("", text.slice(at, hit.index));
      add(Object.entries(hit.groups).find(([, word]) => word)?.[0], hit[0]);
      at = hit.index + hit[0].length;
    }
  add("", text.slice(at));
  if (rows[1] && !rows.at(-1).length) rows.pop();
  return rows;
}

const MOST = 3000;
function view(at, line) {
  const { files } = data;
  const file = files[at];
  const nav = h("div.vnav", a("ib", "#files", "← All files"), h("span.sp"));
  if (at) nav.append(a("ib", hrefOf(files[at - 1]), "previous"));
  if (files[at + 1]) nav.append(a("ib", hrefOf(files[at + 1]), "next"));
  const [one, other] = file.of.map(head);
  const sides = file.of.map((source) => (source && source.text !== null ? lex(source) : []));
  const cuts = [...file.cuts, sides.map((rows) => rows.length)];
  const segments = file.cuts.map((from, place) => {
    const [left, right] = [0, 1].map((side) => segment(file, side, sides[side], from[side], cuts[place + 1][side]));
    return h(place ? "div.seg tied" : "div.seg", left, h("i"), right);
  });
  $(".viewer").replaceChildren(nav, ...structure(file), h("div.vtop", one, h("i"), other), ...segments);
  if (line) jump(line);
}
const jump = (line) => reveal($(`.seg .${line[0]} [data-n="${line.slice(1)}"]`), line);
function head(one, side) {
  const caption = h("figcaption", h("span.fw", ["Flask", "Express"][side]));
  if (!one) caption.append(h("span.file", "no such file"));
  else {
    const [, folder, name] = one.path.match(/^(.*\/)?(.*)$/s);
    caption.append(h("span.file", h("bdi", folder || ""), h("b", name)), h("span.sp"), ...chips(one), h("span.cnt", one.about));
    if (data.editor[side]) caption.append(a("ib", data.editor[side] + one.path.split("/").map(encodeURIComponent).join("/"), "open"));
  }
  return h(`figure.pane ${"fe"[side]}`, caption);
}

// What both files define, as links to the lines.
function structure(file) {
  const { defs } = file;
  if (!defs.length) return [];
  const cell = (found, side) => {
    if (!found) return h("span.nil", alone(1 - side));
    const [kind, name, line] = found;
    return a("", `${hrefOf(file)}:${"fe"[side]}${line}`, h("small", kind), h("code", name));
  };
  const both = defs.filter(([one, other]) => one && other).length;
  const head = h("summary", "Structure", h("small", `${both} of ${defs.length} definitions correspond`));
  const rows = defs.map(([one, other]) => h(one && other ? "div" : "div.one", cell(one, 0), h("i"), cell(other, 1)));
  return [h("details.defs", head, ...rows)];
}
function segment({ of, defs }, side, rows, from, to) {
  const one = of[side];
  if (!one) return h("div.blank");
  if (one.text === null) return h("p.why", `Not shown: ${one.about}.`);
  const lonely = new Set(defs.filter((row) => !row[1 - side]).map((row) => row[side][2]));
  const pre = h(`pre.${"fe"[side]}`);
  for (let at = from; at < Math.min(to, MOST); at++) {
    const words = rows[at].map(([name, word]) => (name && rows.length < 1500 ? h(`i.${name}`, word) : word));
    const line = h(lonely.has(at + 1) ? "span.l only" : "span.l", ...words);
    line.dataset.n = at + 1;
    line.style.setProperty("--i", Math.min(40, line.textContent.search(/\S|$/)));
    pre.append(line);
  }
  if (to > MOST) pre.append(h("p.why", `${to - Math.max(from, MOST)} more lines are not shown.`));
  return pre;
}
