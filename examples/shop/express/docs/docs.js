/** Shows openapi.json as a page, and sends requests from it. */

const api = await (await fetch("/openapi.json")).json();

const BODY = "request body";
const SAMPLES = {
  text: "Example",
  "date-time": "2026-01-31T12:00:00.000Z",
  date: "2026-01-31",
  email: "someone@example.com",
  uri: "https://example.com/",
  uuid: "0f8fad5b-d9cb-469f-a165-708677289501",
  whole: "1",
  fraction: "0.1",
};

/** `element("code.get", "GET")` is a `code` of the class `get` with a text in it. */
function element(named, ...children) {
  const [name, ...classes] = named.split(".");
  const made = document.createElement(name);
  made.classList.add(...classes);
  made.append(...children);
  return made;
}

/** The schema that is meant: a reference is followed, `null` as an alternative is not. */
function plain(schema = {}) {
  if (schema.$ref) {
    const path = schema.$ref.slice(2).split("/");
    return plain(path.reduce((found, key) => found[key], api));
  }
  return schema.anyOf ? { ...plain(schema.anyOf[0]), ...schema } : schema;
}

function example(given) {
  const schema = plain(given);
  const { type, minimum = 1, maximum = 1, minLength = 0, maxLength } = schema;
  const chosen = schema.default ?? schema.enum?.[0];
  if (chosen) return chosen;
  if (schema.properties) {
    const properties = Object.entries(schema.properties);
    return Object.fromEntries(properties.map(([name, each]) => [name, example(each)]));
  }
  if (type === "array") return schema.minItems ? [example(schema.items)] : [];
  if (type === "boolean") return true;
  if (type === "string") {
    const pattern = new RegExp(schema.pattern ?? "", "u");
    const fitting = Object.values(SAMPLES).find((sample) => pattern.test(sample));
    const sample = SAMPLES[schema.format] ?? fitting ?? "";
    return sample.slice(0, maxLength).padEnd(minLength, "x");
  }
  const isNumber = type === "integer" || type === "number";
  return isNumber ? Math.max(minimum, Math.min(maximum, 1)) : {};
}

function typeOf(schema) {
  const { $ref, anyOf, items, format, enum: values } = schema;
  if ($ref) return $ref.split("/").at(-1);
  if (anyOf) return anyOf.map(typeOf).join(" or ");
  if (items) return `list of ${typeOf(items)}`;
  if (values) return values.map((value) => JSON.stringify(value)).join(", ");
  const types = [schema.type ?? "any"].flat().join(" or ");
  return format ? `${types} (${format})` : types;
}

function range(least, most, unit = "") {
  if (least === undefined && most === undefined) return "";
  if (least === undefined) return `at most ${most}${unit}`;
  if (most === undefined) return `at least ${least}${unit}`;
  return `${least} to ${most}${unit}`;
}

function rulesOf(given, required) {
  const schema = plain(given);
  const rules = [
    required ? "required" : "",
    range(schema.minimum, schema.maximum),
    range(schema.minLength, schema.maxLength, " characters"),
    range(schema.minItems, schema.maxItems, " items"),
    "default" in schema ? `${JSON.stringify(schema.default)} when absent` : "",
  ];
  return rules.filter(Boolean).join(", ");
}

/** A table of an object's members, and one of each kind of object in its lists. */
function tables(title, given, asked) {
  const { properties = {}, required = [] } = plain(given);
  const rows = Object.entries(properties).map(([name, schema]) =>
    element(
      "tr",
      element("th", element("code", name)),
      element("td", typeOf(schema)),
      element("td", asked ? rulesOf(schema, required.includes(name)) : ""),
    ),
  );
  const lists = Object.values(properties).filter(({ items }) => items?.$ref);
  const inner = lists.map(({ items }) => tables(typeOf(items), items, asked));
  const table = element("table", element("caption", title), ...rows);
  return [rows.length ? table : element("h3", title), ...inner.flat()];
}

function field({ name, in: place, schema, required }) {
  const values = plain(schema).enum;
  const options = ["", ...(values ?? [])].map((value) => element("option", value));
  const input = values ? element("select", ...options) : element("input");
  Object.assign(input, { name, autocomplete: "off", spellcheck: false });
  if (place === "path") input.value = example(schema);
  const hints = [values ? "" : typeOf(schema), rulesOf(schema, required)];
  const hint = element("small", hints.filter(Boolean).join(", "));
  return element("label.field", element("code", name), input, hint);
}

/** What is asked for, as the fields of a form say. */
function request(method, path, parameters, media, form) {
  const query = new URLSearchParams();
  const headers = media ? { "content-type": media } : {};
  let url = path;
  for (const { name, in: place } of parameters) {
    const { value } = form.elements.namedItem(name);
    if (place === "path") url = url.replace(`{${name}}`, encodeURIComponent(value));
    else if (value && place === "header") headers[name] = value;
    else if (value) query.set(name, value);
  }
  const body = media && form.elements.namedItem(BODY).value;
  return [query.size ? `${url}?${query}` : url, { method, headers, body }];
}

async function send([url, options]) {
  const begun = performance.now();
  const answer = await fetch(url, options);
  const text = await answer.text();
  const took = Math.round(performance.now() - begun);
  const isJson = answer.headers.get("content-type")?.includes("json");
  const shown = isJson && text ? JSON.stringify(JSON.parse(text), null, 2) : text;
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`);
  const location = answer.headers.get("location");
  return [
    element(answer.ok ? "strong.done" : "strong.refused", answer.status),
    ` ${answer.statusText}, ${took} ms, ${options.method} ${url}`,
    location ? element("p", `Location: ${location}`) : "",
    // Why: a long answer is scrolled by keyboard, too.
    text && Object.assign(element("pre", shown), { tabIndex: 0 }),
    element(
      "details",
      element("summary", `${headers.length} headers`),
      element("pre", headers.join("\n")),
    ),
  ];
}

function bodyField(content, media) {
  if (!media) return [];
  const { schema } = content[media];
  const value = JSON.stringify(example(schema), null, 2);
  const rows = value.split("\n").length + 1;
  const input = Object.assign(element("textarea"), { name: BODY, value, rows });
  const label = element("label", element("strong", `Body (${media})`), input);
  return [element("div.body", label, ...tables("Fields", schema, true))];
}

function answerOf([status, given]) {
  const { description, content = {} } = plain(given);
  const [answer] = Object.values(content);
  const title = `${status} ${description}`;
  return status < 400 ? tables(title, answer?.schema, false) : [element("p", title)];
}

function opened(method, path, described, shared = []) {
  const { description = "", requestBody, responses } = described;
  const parameters = [...shared, ...(described.parameters ?? [])].map(plain);
  const content = plain(requestBody).content ?? {};
  const [media] = Object.keys(content);
  const output = element("output");
  const form = element(
    "form",
    description && element("p", description),
    ...parameters.map(field),
    ...bodyField(content, media),
    element("button", `Send ${method}`),
    output,
  );
  form.onsubmit = async (event) => {
    event.preventDefault();
    const asked = request(method, path, parameters, media, form);
    const said = await send(asked).catch((error) => [`No answer: ${error.message}`]);
    output.replaceChildren(...said);
  };
  return [form, ...Object.entries(responses).flatMap(answerOf)];
}

function operation(method, path, described, shared) {
  const summary = element(
    "summary",
    element(`code.${method.toLowerCase()}`, method),
    element("code", path),
    element("span", described.summary ?? ""),
  );
  const details = element("details", summary);
  // Why only now: a large document opens at once.
  const fill = () => {
    details.append(element("div", ...opened(method, path, described, shared)));
  };
  details.addEventListener("toggle", fill, { once: true });
  return details;
}

const groups = new Map();
for (const [path, { parameters, ...methods }] of Object.entries(api.paths)) {
  for (const [method, described] of Object.entries(methods)) {
    const [tag] = described.tags ?? ["other"];
    const made = operation(method.toUpperCase(), path, described, parameters);
    groups.set(tag, [...(groups.get(tag) ?? []), made]);
  }
}

document.title = `${api.info.title}: API`;
document.querySelector("h1").textContent = api.info.title;
const sections = [...groups].map(([tag, operations]) =>
  element("section", element("h2", tag), ...operations),
);
document.querySelector("main").replaceChildren(...sections);
