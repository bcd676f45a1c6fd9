/* Charts: the Vega-Lite specifications of `charts/`, filled with rows, words (@key), colours (--name) and lists ($name) of this page.
   Their expressions are interpreted, never compiled, so that the page's policy may forbid eval. Beside each stand its figures as a table. */

const CHARTS = read("charts");

/** A specification with its tokens filled in. */
function filled(part, lists) {
  if (Array.isArray(part)) return part.map((one) => filled(one, lists));
  if (part && typeof part === "object") return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, filled(one, lists)]));
  if (typeof part !== "string") return part;
  if (part.startsWith("@")) return say(part.slice(1));
  if (part.startsWith("--")) return colour(part.slice(2));
  return part.startsWith("$") ? lists[part.slice(1)] : part;
}

/** A figure: title, what it shows in a sentence, the chart, and its figures as a table. `follow` gives the address that a mark leads to. */
function figure(name, sentence, rows, lists, head, cells, follow) {
  if (!rows.length) return null;
  const stage = make("div", { cls: "stage", role: "img", "aria-label": `${say(`chart_${name}`)}${say("colon")}${sentence}` });
  later(stage, () => paint(stage, name, rows, lists, follow));
  return make("figure", { cls: `chart of-${name}` },
    make("h3", {}, say(`chart_${name}`)), make("figcaption", {}, sentence), stage,
    folded(say("as_table"), () => plainTable(say(`chart_${name}`), head, rows.map(cells))));
}

/** Charts that are drawn, and how to draw each again when the window has another width. */
const stages = new Map();
let resizing;
addEventListener("resize", () => {
  clearTimeout(resizing);
  resizing = setTimeout(() => stages.forEach((again, stage) => { if (!stage.isConnected) stages.delete(stage); else if (stage.scrollWidth !== stage.firstChild?.clientWidth) again(); }), 200);
});

async function paint(stage, name, rows, lists, follow) {
  const spec = filled(CHARTS[name], lists);
  spec.data = { values: rows };
  spec.width = stage.clientWidth;
  if (spec.height.step) spec.height = spec.height.step * Math.max(1, new Set(rows.map((row) => row[spec.encoding.y.field])).size);
  stages.set(stage, () => paint(stage, name, rows, lists, follow));
  spec.config = { ...theme(), ...spec.config };
  const { view } = await vegaEmbed(stage, spec, { ast: true, renderer: "svg", actions: false, defaultStyle: false, tooltip: tip });
  if (follow) view.addEventListener("click", (_, item) => { const hash = item && item.datum && follow(item.datum); if (hash) location.hash = hash; });
}

/** How all charts look: the page's type and colours. */
function theme() {
  const ink = colour("ink"), quiet = colour("quiet"), rule = colour("rule"), font = getComputedStyle(document.body).fontFamily;
  return {
    background: "transparent", font, aria: false, padding: 0, view: { stroke: null },
    axis: { labelColor: quiet, titleColor: quiet, titleFontWeight: "normal", domainColor: rule, tickColor: rule, gridColor: rule, labelFontSize: 12, titleFontSize: 12, labelLimit: innerWidth < 600 ? 96 : 230 },
    legend: { labelColor: ink, titleColor: quiet, labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal", symbolType: "square", orient: "top", direction: "horizontal", columns: innerWidth < 600 ? 3 : 5 },
    text: { color: ink, fontSize: 11.5 }, rect: { stroke: colour("paper"), strokeWidth: 2 }, bar: { stroke: colour("paper"), strokeWidth: 1 },
  };
}

/** What a mark says when pointed at: the field `told` of its row, as text. */
function tip(_, event, item, told) {
  document.querySelector(".tip")?.remove();
  if (!told) return;
  const box = make("div", { cls: "tip", role: "tooltip" }, String(told));
  document.body.append(box);
  const left = Math.min(event.clientX + 14, innerWidth - box.offsetWidth - 8);
  box.style.setProperty("left", `${Math.max(8, left)}px`);
  box.style.setProperty("top", `${event.clientY + 16}px`);
}

/** A plain table: caption, heads (text), rows of cells (text or elements; numbers stand right). */
function plainTable(caption, head, rows) {
  return make("div", { cls: "scroll", tabindex: "0", role: "region", "aria-label": caption }, make("table", {}, make("caption", { cls: "unseen" }, caption),
    make("thead", {}, make("tr", {}, head.map((text) => make("th", { scope: "col" }, text)))),
    make("tbody", {}, rows.map((cells) => make("tr", {}, cells.map((cell) => make("td", { cls: typeof cell === "number" ? "n" : null }, typeof cell === "number" ? cell.toLocaleString("en") : cell)))))));
}
