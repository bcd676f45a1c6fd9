/* The interface in Chinese and English, light and dark. */

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const WORDS = read("words");
const kept = {
  get(name) { try { return localStorage.getItem(name); } catch { return null; } },  // some browsers keep nothing for files
  set(name, value) { try { localStorage.setItem(name, value); } catch { return; } },
};
let language = kept.get("language") || (/^zh/i.test(navigator.language) ? "zh" : "en");

/** Which of a pair [zh, en] is the reader's. */
const ours = (pair) => pair[language === "zh" ? 0 : 1] || pair[0];

/** The words of the interface under a key, {0}, {1} … filled in. */
function say(key, ...parts) {
  if (!WORDS[key]) throw new Error(`words.csv has no ${key}`);
  return ours(WORDS[key]).replace(/\{(\d)\}/g, (_, place) => parts[Number(place)]);
}

/** How many of what: the key's English has its plural after a bar. */
function count(key, n) {
  const [one, many] = say(key, n.toLocaleString("en")).split("|");
  return n === 1 || !many ? one : many;
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A date of ISO 8601, as precise as it is, in the reader's language. */
function dated(date) {
  if (!date) return "";
  const [year, month, day] = date.split("-").map(Number);
  if (language === "zh") return `${year}年${month ? `${month}月` : ""}${day ? `${day}日` : ""}`;
  return [day, month && MONTHS[month - 1], year].filter(Boolean).join(" ");
}

/** The month, or month and day, of a date. */
function monthOf(date) {
  const [, month, day] = date.split("-").map(Number);
  if (!month) return say("in_year");
  if (language === "zh") return `${month}月${day ? `${day}日` : ""}`;
  return [day, MONTHS[month - 1]].filter(Boolean).join(" ");
}

/** Per cent, to a tenth: only what is whole reads 100 %. */
const percent = (share) => `${share < 1 ? Math.min(Math.round(share * 1000) / 10, 99.9) : 100}%`;

/** Say something to those who listen instead of looking. */
const announce = (text) => fill(document.getElementById("told"), text);

function speak(wanted) {
  language = wanted;
  kept.set("language", wanted);
  draw();
}

/** Words that stand in the page itself. */
function dressFrame() {
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = say(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(element.dataset.label));
  document.getElementById("in-zh").setAttribute("aria-pressed", language === "zh");
  document.getElementById("in-en").setAttribute("aria-pressed", language === "en");
}

const dark = matchMedia("(prefers-color-scheme: dark)");
const shade = () => document.documentElement.dataset.shade || (dark.matches ? "dark" : "light");

function turnShade() {
  document.documentElement.dataset.shade = shade() === "dark" ? "light" : "dark";
  kept.set("shade", document.documentElement.dataset.shade);
  draw();
}

/** A colour of the style sheet, for the charts. */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
