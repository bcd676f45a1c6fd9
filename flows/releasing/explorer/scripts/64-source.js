/* The source beside its records: every line with its number, what stands on it marked, what is wrong or mended said below it. */

const CHUNK = 60;
let chosen = null, chosenRecord = null;

/** The view: layers to mark above, the text in parts that are drawn as they come near, the records of the chosen words beside it. */
function sourceView(parameters, id) {
  if (!sources.size) return make("p", { cls: "nothing" }, say("nothing_found"));
  const record = id ? recordOf(id) : null;
  if (record && record.table === sources) return sourceView({ source: id });
  chosenRecord = record;
  chosen = record ? placeOf(record) : null;
  const source = chosen ? chosen.source : Math.max(0, sources.rows().findIndex((row) => sources.id(row) === parameters.source));
  const text = make("div", { cls: "text", role: "region", "aria-label": say("source"), onclick: clicked });
  fill(text, parts(source));
  const panel = make("aside", { cls: "panel", id: "panel", "aria-label": say("records_here"), tabindex: "-1" });
  const view = make("div", { cls: "source" }, sourceHead(source), make("div", { cls: "beside" }, text, panel));
  if (id && !chosenRecord) fill(panel, make("p", { cls: "nothing" }, say("no_such_record", id)));
  else if (chosenRecord) showRecord(panel, chosenRecord);
  else fill(panel, make("p", { cls: "hint" }, say("panel_hint")));
  panel.classList.toggle("open", Boolean(id));
  if (chosen) requestAnimationFrame(() => jump(view, chosen.first));
  return view;
}

function sourceHead(source) {
  const toggles = LAYERS.map(([name]) => make("label", { cls: `layer layer-${name}` },
    make("input", { type: "checkbox", checked: shown.has(name), onchange: (event) => { event.target.checked ? shown.add(name) : shown.delete(name); redrawLines(); } }), layerName(name)));
  const others = sources.size > 1 ? make("label", { cls: "field" }, say("source"), chooser(source)) : zh("p", sources.get(source, "title"), { cls: "source-title" });
  return make("div", { cls: "source-head" }, others, make("fieldset", { cls: "layers" }, make("legend", {}, say("marks")), toggles), yearLinks(source));
}

function chooser(source) {
  const select = make("select", { onchange: (event) => { location.hash = hashOf("source", { source: event.target.value }); } }, sources.rows().map((row) => make("option", { value: sources.id(row), lang: "zh-Hans" }, sources.get(row, "title"))));
  select.value = sources.id(source);
  return select;
}

/** Links to the first event of each year. */
function yearLinks(source) {
  const first = new Map();
  for (const row of inTime()) if (events.ref(row, "source_id") === source && !first.has(events.get(row, "year"))) first.set(events.get(row, "year"), row);
  return make("nav", { cls: "year-links", "aria-label": say("years") }, [...first].map(([year, row]) => to(idHash(events.id(row)), String(year))));
}

/** The lines of a source in parts of `CHUNK`; only those near the window are drawn. */
function parts(source) {
  const [from, until] = RANGES[source], made = [];
  for (let start = from; start < until; start += CHUNK) {
    const end = Math.min(start + CHUNK, until);
    made.push(later(make("div", { cls: "part", "data-from": start, "data-until": end, style: { "min-height": `${(end - start) * 46}px` } }), drawPart));
  }
  return made;
}

function drawPart(part) {
  const drawnLines = [];
  for (let line = Number(part.dataset.from); line < Number(part.dataset.until); line += 1) drawnLines.push(lineRow(line));
  part.style.removeProperty("min-height");
  fill(part, drawnLines);
}

function lineRow(line) {
  const kind = lines.get(line, "kind"), row = directiveOn(line);
  const on = chosen && chosen.source === lines.ref(line, "source_id") && line >= chosen.first && line <= chosen.last;
  return make("div", { cls: `line k-${kind}${row === null ? "" : ` m-${directives.get(row, "modality")}`}${on ? " on" : ""}`, "data-line": line },
    to(idHash(lineId(line)), String(numberOf(line)), { cls: "no", "aria-label": say("line_n", numberOf(line)) }),
    make("div", { cls: "body" }, drawnWords(line, chosen), kind === "unparsed" ? make("p", { cls: "note bad" }, say("unparsed")) : null, notes(line)));
}

/** Corrections and findings, where they begin. */
function notes(line) {
  const here = standingOn(line).filter((one) => placeOf(one).first === line);
  return [...here.filter((one) => one.table.name === "corrections" && shown.has("corrections")).map(mend), findingNotes(here)];
}

/** A correction: what stood there, and what it is read as. */
function mend({ table: own, row }) {
  const became = own.get(row, "replacement");
  return make("p", { cls: "note mend" }, to(idHash(own.id(row)), say("corrected"), { cls: "tag" }), " ",
    zh("del", own.get(row, "raw_excerpt")), make("span", { "aria-hidden": "true" }, " → "), became ? zh("ins", became) : make("ins", {}, say("deleted")));
}

function findingNotes(here) {
  const found = here.filter((one) => one.table.name === "findings" && shown.has("findings"));
  if (!found.length) return null;
  return make("ul", { cls: "notes" }, found.map(({ table: own, row }) => make("li", { cls: `note ${TONES[own.get(row, "severity")]}` },
    to(idHash(own.id(row)), label("severities", own.get(row, "severity")), { cls: "tag" }), " ", ours([own.get(row, "message_zh"), own.get(row, "message_en")]),
    own.get(row, "status") === "open" ? null : make("small", {}, ` (${label("finding_statuses", own.get(row, "status"))})`))));
}

/** Bring a line into view, its part drawn first. */
function jump(view, line) {
  const part = [...view.querySelectorAll(".part")].find((one) => Number(one.dataset.from) <= line && line < Number(one.dataset.until));
  if (!part) return;
  come(part);
  const there = part.querySelector(`[data-line="${line}"]`);
  if (there) there.scrollIntoView({ block: matchMedia("(max-width: 60rem)").matches ? "start" : "center" });
}

/** A click on words: every record that stands on them. On the rest of a line: those of the line. */
function clicked(event) {
  const own = event.target.closest("[data-line]");
  if (!own || event.target.closest("a, button, .note") || String(getSelection())) return;
  const at = event.target.closest("[data-at]"), line = Number(own.dataset.line);
  showPlace(line, at ? STARTS[line] + Number(at.dataset.at) : null);
}

/** Show the records on a character of a line (or anywhere on it), the narrowest first. */
function showPlace(line, character) {
  const all = standingOn(line), here = character === null ? statementFirst(all) : narrowFirst(all.filter((one) => one.start <= character && character < one.end));
  const place = { source: lines.ref(line, "source_id"), start: STARTS[line], end: STARTS[line] + lengthOf(RAW[line]), first: line, last: line };
  chosenRecord = null;
  mark(here.length && character !== null ? placeOf(here[0]) : place);
  const panel = document.getElementById("panel");
  showRecords(panel, line, here);
  panel.classList.add("open");
  announce(count("n_records", here.length));
}

/** Mark other words as the chosen ones. */
function mark(place) {
  const before = chosen;
  chosen = place;
  for (const one of [before, place]) if (one) for (let line = one.first; line <= one.last; line += 1) redraw(line);
}

function redraw(line) {
  const there = document.querySelector(`.text [data-line="${line}"]`);
  if (there) there.replaceWith(lineRow(line));
}

const redrawLines = () => document.querySelectorAll(".text [data-line]").forEach((line) => line.replaceWith(lineRow(Number(line.dataset.line))));
