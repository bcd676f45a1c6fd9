"use strict";
/* Making elements. Text reaches the document through text nodes and attributes alone; no markup is ever parsed from data. */

/** An element: tag, attributes (class, text, on<event>, style as an object, any other), children (elements, strings, null, lists). */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setOn(element, name, value);
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function setOn(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "text") element.textContent = value;
  else if (name === "style") for (const [property, said] of Object.entries(value)) element.style.setProperty(property, said);
  else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else element.setAttribute(name === "cls" ? "class" : name, value === true ? "" : value);
}

/** Words of a source: Chinese, whatever language the interface is in. */
function zh(tag, text, attributes = {}) {
  return make(tag, { lang: "zh-Hans", ...attributes }, text);
}

/** A link to a place in this page. */
function to(hash, label, attributes = {}) {
  return make("a", { href: hash, ...attributes }, label);
}

/** A link out of this page: only where the address is a web address; else its text. */
function outward(address, label) {
  if (!/^https?:\/\/[^\s]+$/.test(address)) return make("span", {}, label);
  return make("a", { href: address, rel: "noreferrer noopener", target: "_blank" }, label);
}

/** Show other children in an element. */
function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Make children only when they come near the window: what a reader does not see costs nothing. */
const nearby = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) come(entry.target);
}, { rootMargin: "1200px 0px" });
const waiting = new WeakMap();

function later(element, draw) {
  waiting.set(element, draw);
  nearby.observe(element);
  return element;
}

/** Make the children of an element now. */
function come(element) {
  const draw = waiting.get(element);
  if (!draw) return;
  waiting.delete(element);
  nearby.unobserve(element);
  draw(element);
}
