// What all parts of the page are made with.
export const NAMES = { flask: "Flask", express: "Express" };

// An element with several classes, attributes and children.
export function el(tag, classes, given = {}, ...children) {
  const node = h(tag, ...children);
  if (classes) node.className = classes;
  for (const [name, value] of Object.entries(given)) node.setAttribute(name, value);
  return node;
}
