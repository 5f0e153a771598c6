// What a phone shows: the request on the screen, what its owner says will be answered, and then how it was.
import { STATUSES } from "./statuses.js";

/** @type {SideName[]} */
const SIDES = ["flask", "express"];
const EVERY = 1500;
/** @type {(what: string) => any} */
const $ = (what) => document.querySelector(what);

// Why made up: so that one phone counts once. It says nothing about whose it is.
const phone = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
let number = 0;
/** @type {Guess} */
let guess = {};
let drawn = "";

/** @param {string} tag @param {string} classes @param {(string | Node)[]} children @returns {any} */
function node(tag, classes, ...children) {
  const made = document.createElement(tag);
  made.className = classes;
  made.append(...children);
  return made;
}

async function look() {
  if (!document.hidden) {
    try {
      draw(await (await fetch("now")).json());
    } catch {
      state("not reached");
    }
  }
  setTimeout(look, EVERY);
}
/** @type {(text: string) => void} */
const state = (text) => ($(".state").textContent = text);

/** @param {Asked} found */
function draw(found) {
  if (found.number !== number) [number, guess] = [found.number, {}];
  const said = Object.keys(guess).length;
  state(!number ? "waiting" : found.truth ? verdict(found.truth) : said ? "said" : "what do you think?");
  const now = JSON.stringify([found, guess]);
  if (now === drawn) return;
  drawn = now;
  $("form").hidden = !number;
  if (!number) return;
  const about = [node("h1", "", found.title), node("p", "line", node("b", "", found.method), ` ${found.path}`)];
  $(".asked").replaceChildren(...about, ...(found.body ? [node("pre", "", found.body)] : []));
  /** @type {any} */
  const focused = document.activeElement;
  const focus = focused?.dataset.is;
  for (const name of SIDES) $(`[data-of=${name}]`).replaceChildren(...STATUSES.map((status) => chip(found, name, status, status)));
  $("[data-of=same]").replaceChildren(chip(found, "same", true, "the same"), chip(found, "same", false, "different"));
  if (focus) $(`[data-is="${focus}"]`)?.focus();
}
/** @param {Asked} found @param {keyof Guess} name @param {any} value @param {string | number} text */
function chip({ truth, tally }, name, value, text) {
  const made = node("button", "", `${text}`);
  made.type = "button";
  made.dataset.is = `${name} ${value}`;
  made.disabled = Boolean(truth);
  made.setAttribute("aria-pressed", guess[name] === value);
  made.addEventListener("click", () => say(name, value));
  if (!truth || !tally) return made;
  const count = tally[name][name === "same" ? (value ? "same" : "different") : value] ?? 0;
  if (truth[name] === value) made.classList.add("right");
  made.append(node("small", "", count ? `${Math.round((100 * count) / tally.said)} %` : ""));
  return made;
}
/** @param {Required<Guess>} truth */
function verdict(truth) {
  const names = Object.keys(guess);
  const good = names.filter((name) => guess[name] === truth[name]).length;
  return names.length ? `${good} of ${names.length} as you said` : "so it was";
}

/** @param {keyof Guess} name @param {number | boolean} value */
async function say(name, value) {
  guess = { ...guess, [name]: value };
  try {
    const body = JSON.stringify({ phone, number, ...guess });
    const answer = await fetch("say", { method: "POST", headers: { "content-type": "application/json" }, body });
    if (!(await answer.json()).said) state("too late");
    draw(await (await fetch("now")).json());
  } catch {
    state("not reached");
  }
}
look();
