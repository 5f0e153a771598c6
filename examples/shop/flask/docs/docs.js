// Shows openapi.json as a page.

const api = await (await fetch("/openapi.json")).json();

function element(name, attributes = {}, ...children) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

function resolve(node) {
  if (!node?.$ref) return node;
  const path = node.$ref.slice(2).split("/");
  return path.reduce((found, key) => found[key], api);
}

function type(schema) {
  const { items, format, enum: values } = schema;
  if (schema.type === "array") return `array of ${items.$ref?.split("/").at(-1) ?? type(items)}`;
  const types = [schema.type ?? "any"].flat().join(" or ");
  if (values) return values.map((value) => JSON.stringify(value)).join(", ");
  return format ? `${types} (${format})` : types;
}

function limits(schema) {
  const words = {
    minLength: "at least {} characters",
    maxLength: "at most {} characters",
    minimum: "from {}",
    maximum: "to {}",
    maxItems: "at most {} items",
  };
  const said = Object.entries(words)
    .filter(([key]) => key in schema)
    .map(([key, text]) => text.replace("{}", schema[key]));
  if (schema.default !== undefined) said.push(`${JSON.stringify(schema.default)} when absent`);
  return said.join(", ");
}

function row(name, schema, required) {
  return element(
    "tr",
    {},
    element("td", {}, element("code", {}, name)),
    element("td", {}, type(schema)),
    element("td", {}, [required ? "required" : "", limits(schema)].filter(Boolean).join(", ")),
  );
}

function table(title, rows) {
  if (rows.length === 0) return "";
  const names = ["Name", "Type", "Rules"].map((text) => element("th", { scope: "col" }, text));
  const head = element("thead", {}, element("tr", {}, ...names));
  const body = element("tbody", {}, ...rows);
  return element(
    "section",
    {},
    element("h3", {}, title),
    element("div", { className: "table" }, element("table", {}, head, body)),
  );
}

function object(title, content) {
  const schema = resolve(Object.values(content ?? {})[0]?.schema);
  if (!schema?.properties) return "";
  const rows = Object.entries(schema.properties).map(([name, property]) =>
    row(name, resolve(property), schema.required?.includes(name)),
  );
  return table(title, rows);
}

function operation(method, path, { parameters = [], requestBody, responses }, shared = []) {
  const given = [...shared, ...parameters].map(resolve);
  const answers = Object.entries(responses).map(([status, answer]) => [status, resolve(answer)]);
  const refused = answers.filter(([status]) => status >= 400).map(([status]) => status);
  return element(
    "details",
    { id: `${method}-${path}` },
    element(
      "summary",
      {},
      element("code", { className: "method" }, method.toUpperCase()),
      element("code", {}, path),
    ),
    element(
      "div",
      {},
      table("Parameters", given.map((p) => row(p.name, resolve(p.schema), p.required))),
      object("Body", requestBody?.content),
      ...answers
        .filter(([status]) => status < 400)
        .map(
          ([status, answer]) =>
            object(`${status} ${answer.description}`, answer.content) ||
            element("h3", {}, `${status} ${answer.description}`),
        ),
      refused.length ? element("h3", {}, `Problems: ${refused.join(", ")}`) : "",
    ),
  );
}

const groups = new Map();
for (const [path, { parameters, ...methods }] of Object.entries(api.paths)) {
  for (const [method, description] of Object.entries(methods)) {
    const [tag] = description.tags;
    const made = operation(method, path, description, parameters);
    groups.set(tag, [...(groups.get(tag) ?? []), made]);
  }
}

document.title = `${api.info.title}: API`;
document.querySelector("main").replaceChildren();
document.querySelector("h1").textContent = `${api.info.title} API`;
for (const [tag, operations] of groups) {
  document.querySelector("main").append(element("h2", {}, tag), ...operations);
  const links = operations.map((made) => {
    const onclick = () => {
      made.open = true;
    };
    const words = [...made.firstChild.children].map((word) => word.textContent);
    return element("a", { href: `#${made.id}`, onclick }, element("code", {}, words.join(" ")));
  });
  document.querySelector("nav").append(element("h2", {}, tag), ...links);
}

const linked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (linked) {
  linked.open = true;
  linked.scrollIntoView();
}
