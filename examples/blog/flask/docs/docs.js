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

function nameOf({ $ref }) {
  return $ref.split("/").at(-1);
}

function type(schema) {
  const { items = {}, format, enum: values } = schema;
  if (items.$ref) return [`array of ${nameOf(items)}`];
  if (schema.type === "array") return ["array of ", ...type(items)];
  if (values) return values.flatMap((value) => [element("code", {}, JSON.stringify(value)), " "]);
  const types = [schema.type ?? "any"].flat().join(" or ");
  return [format ? `${types} (${format})` : types];
}

function counted(number, unit) {
  if (!unit) return `${number}`;
  return `${number} ${unit}${number === 1 ? "" : "s"}`;
}

function range(least, most, unit) {
  if (least === undefined && most === undefined) return "";
  if (least === undefined) return `at most ${counted(most, unit)}`;
  if (most === undefined) return `at least ${counted(least, unit)}`;
  return `from ${least} to ${counted(most, unit)}`;
}

function rules(schema, required) {
  const { minLength, maxLength, minimum, maximum, minItems, maxItems } = schema;
  const absent = schema.default === undefined ? "" : JSON.stringify(schema.default);
  return [
    required && "required",
    range(minimum, maximum),
    range(minLength, maxLength, "character"),
    range(minItems, maxItems, "item"),
    absent && `${absent} when absent`,
  ]
    .filter(Boolean)
    .join(", ");
}

function row(name, schema, required) {
  return [[element("code", {}, name)], type(schema), [rules(schema, required)]];
}

function table(title, rows) {
  if (rows.length === 0) return "";
  // Why: nothing is asked of an answer, so its rows have no rules.
  const ruled = rows.some(([, , [rule]]) => rule);
  const names = ruled ? ["Name", "Type", "Rules"] : ["Name", "Type"];
  const head = names.map((text) => element("th", { scope: "col" }, text));
  const cells = (row) => names.map((_, column) => element("td", {}, ...row[column]));
  return element(
    "section",
    {},
    element("h3", {}, title),
    element(
      "table",
      {},
      element("thead", {}, element("tr", {}, ...head)),
      element("tbody", {}, ...rows.map((row) => element("tr", {}, ...cells(row)))),
    ),
  );
}

function members(title, { properties, required }, sent) {
  const rows = Object.entries(properties).map(([name, property]) =>
    row(name, resolve(property), sent && required?.includes(name)),
  );
  return table(title, rows);
}

/** The table of an object, and one for each kind of object in its arrays. */
function object(title, content, sent) {
  const schema = resolve(Object.values(content ?? {})[0]?.schema);
  if (!schema?.properties) return [];
  const arrays = Object.values(schema.properties).filter(({ items }) => items?.$ref);
  const each = arrays.map(({ items }) => members(`Each ${nameOf(items)}`, resolve(items), sent));
  return [members(title, schema, sent), ...each];
}

function called(method, path) {
  // Why: a long path is broken before a slash.
  const parts = path.split(/(?=\/)/).flatMap((part) => [element("wbr"), part]);
  return [
    element("code", { className: `method ${method}` }, method.toUpperCase()),
    element("code", { className: "path" }, ...parts),
  ];
}

function operation(method, path, described, shared = []) {
  const { summary, description = "", parameters = [], requestBody, responses } = described;
  const short = summary ?? description.split(/[;:.] /)[0];
  const given = [...shared, ...parameters].map(resolve);
  const answers = Object.entries(responses).map(([status, answer]) => [status, resolve(answer)]);
  const succeeded = answers.filter(([status]) => status < 400);
  const refused = answers.filter(([status]) => status >= 400).map(([status]) => status);
  return element(
    "details",
    { id: `${method}-${path}` },
    element("summary", {}, ...called(method, path), element("span", {}, short)),
    element(
      "div",
      {},
      description === short ? "" : element("p", {}, description),
      table("Parameters", given.map((p) => row(p.name, resolve(p.schema), p.required))),
      ...object("Body", requestBody?.content, true),
      ...succeeded.flatMap(([status, { description, content }]) => {
        const title = `${status} ${description}`;
        const tables = object(title, content, false);
        return tables.length ? tables : element("h3", {}, title);
      }),
      refused.length ? element("h3", {}, `Problems: ${refused.join(", ")}`) : "",
    ),
  );
}

function group(tag, operations) {
  const id = tag.replaceAll(" ", "-");
  const links = operations.map(({ method, path, made }) => {
    const onclick = () => {
      made.open = true;
    };
    return element("a", { href: `#${made.id}`, onclick }, ...called(method, path));
  });
  const title = element("h2", {}, element("a", { href: `#${id}` }, tag));
  document.querySelector("nav").append(title, ...links);
  const shown = operations.map(({ made }) => made);
  document.querySelector("main").append(element("section", { id }, element("h2", {}, tag), ...shown));
}

const groups = new Map();
for (const [path, { parameters, ...methods }] of Object.entries(api.paths)) {
  for (const [method, described] of Object.entries(methods)) {
    const [tag] = described.tags ?? ["other"];
    const made = operation(method, path, described, parameters);
    groups.set(tag, [...(groups.get(tag) ?? []), { method, path, made }]);
  }
}

document.title = `${api.info.title}: API`;
document.querySelector("main").replaceChildren();
document.querySelector("h1").textContent = `${api.info.title} API`;
for (const [tag, operations] of groups) group(tag, operations);

const linked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (linked) {
  linked.open = true;
  linked.scrollIntoView();
}
