/* The records of chosen words, each with all that its table says of it. */

/** One record in full, the others on its first line below it. */
function showRecord(panel, record) {
  const line = placeOf(record).first;
  const others = narrowFirst(standingOn(line)).filter((one) => one.table !== record.table || one.row !== record.row);
  if (record.table.name === "lines") return showRecords(panel, record.row, statementFirst(standingOn(record.row)));
  return fill(panel, closing(panel), place(line), card(record, true), others.length ? [make("h3", {}, say("also_here")), others.map((one) => card(one, false))] : null);
}

/** Records in the order of their length: what says most about a place comes first. */
const narrowFirst = (records) => [...records].sort((one, other) => (one.end - one.start) - (other.end - other.start));

/** The records of a whole line: its statement first, then as above. */
const statementFirst = (records) => narrowFirst(records).sort((one, other) => (other.table === directives) - (one.table === directives));

/** All the records of a place, the first open. */
function showRecords(panel, line, records) {
  const state = [say("line_n", numberOf(line)), label("line_kinds", lines.get(line, "kind"))].join(" · ");
  const text = lines.get(line, "text");
  return fill(panel, closing(panel), place(line), make("p", { cls: "hint" }, state),
    text === null ? null : make("p", { cls: "became" }, make("span", { cls: "role" }, say("read_as")), " ", zh("span", text)),
    records.length ? records.map((one, at) => card(one, at === 0)) : make("p", { cls: "nothing" }, say("no_records")));
}

function closing(panel) {
  return make("button", { type: "button", cls: "close", "aria-label": say("close"), onclick: () => panel.classList.remove("open") }, "×");
}

/** Which event a line belongs to. */
function place(line) {
  const event = lines.ref(line, "event_id");
  if (event === null) return null;
  return make("p", { cls: "place" }, dated(events.get(event, "date")), " ", to(idHash(events.id(event)), zh("span", events.get(event, "title"))));
}

/** A record as a card: its kind, its words, its address, and every column that holds something. */
function card(record, open) {
  const { table: own, row } = record, id = own.id(row);
  return make("details", { cls: `card of-${own.name}`, open },
    make("summary", {}, make("span", { cls: "tag" }, ours(own.title)), " ", headline(own, row)),
    zh("blockquote", shortened(wordsOf(record), own.name === "events" ? 70 : 220)),
    make("dl", {}, own.described.columns.filter(([column]) => told(own, row, column)).map(([column, ...labels]) => [make("dt", {}, ours(labels)), make("dd", {}, value(own, row, column))])),
    make("p", { cls: "address" }, to(idHash(id), say("link_here"), { title: id }), " ", make("code", {}, id)));
}

const shortened = (text, most) => (text.length > most ? `${text.slice(0, most)}…` : text);

/** What a card says when folded. */
function headline(own, row) {
  const get = (column) => own.get(row, column);
  const said = {
    events: () => zh("span", get("title")), official_documents: () => zh("span", get("title")), metrics: () => [zh("b", get("raw")), " ", label("metric_roles", get("role"))],
    directives: () => [label("modalities", get("modality")), " · ", label("functions", get("function"))], tables: () => zh("span", get("caption") || ""),
    table_cells: () => zh("span", get("text") || ""), formulation_occurrences: () => zh("b", get("variant")), verifications: () => [label("verdicts", get("verdict")), " ", zh("q", get("quote"))],
    findings: () => ours([get("message_zh"), get("message_en")]), supported_cities: () => ours([get("name_zh"), get("name_en")]),
    corrections: () => [zh("del", shortened(get("raw_excerpt"), 30)), " → ", zh("ins", shortened(get("replacement"), 30))],
  }[own.name];
  return said ? said() : "";
}

const UNTOLD = new Set(["source_id", "char_start", "char_end", "message_zh", "message_en", "topics", "modality_cue_start", "modality_cue_end", "year", "month", "day", "date_precision"]);

/** Whether a column says something that the card should show. */
function told(own, row, column) {
  if (UNTOLD.has(column) || own.described.key.includes(column)) return false;
  const held = own.get(row, column);
  return held !== null && held !== "" && !(Array.isArray(held) && !held.length);
}

/** A value as a reader meets it: codes by their labels, keys as links, evidence as a list. */
function value(own, row, column) {
  const held = own.get(row, column), vocabulary = own.described.columns.find(([name]) => name === column)[3];
  if (column === "topic_evidence") return make("ul", {}, held.map(([topic, term]) => make("li", {}, label("topics", topic), " ", zh("q", term))));
  if (column === "evidence" && Array.isArray(held)) return make("ul", {}, held.map((parts) => make("li", {}, parts.filter(Boolean).map((part, at) => [at ? " — " : "", cited(part)]))));
  if (column === "heading_path") return zh("span", held.join(" › "));
  if (column === "record_type") return DATA.records[held] ? ours(DATA.records[held].title) : held;
  if (column === "address") return outward(held, held);
  if (own.ref(row, column) !== null || /^(record_id|records|correction_id)$/.test(column)) return [held].flat().map((id, at) => [at ? ", " : "", recordOf(id) ? to(idHash(id), linkText(id)) : id]);
  if (vocabulary) return [held].flat().map((code) => label(vocabulary, code)).join(say("comma"));
  if (Array.isArray(held)) return zh("span", held.map((part) => (Array.isArray(part) ? part.filter(Boolean).join(" ") : part)).join("；"));
  if (/^(date|first_date|last_date|official_date|date_value|deadline|reviewed)$|^date_(signed|held|published)/.test(column)) return dates(held);
  return typeof held === "boolean" ? say(held ? "yes" : "no") : written(held);
}

const dates = (held) => held.split("/").map(dated).join("–");
const cited = (part) => (typeof part === "string" && /^https?:/.test(part) ? outward(part, part) : String(part));
const written = (held) => (typeof held === "number" ? held.toLocaleString("en", { useGrouping: Math.abs(held) >= 10000 }) : String(held));

/** What a link to a record says: its kind and its first words. */
function linkText(id) {
  const record = recordOf(id);
  if (record.table === sources) return zh("span", sources.get(record.row, "title"));
  return record.table.name === "formulations" ? zh("span", record.table.get(record.row, "formulation")) : [ours(record.table.title), " ", zh("q", shortened(wordsOf(record), 16))];
}
