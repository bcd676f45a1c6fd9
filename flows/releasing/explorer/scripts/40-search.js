/* Searching and filtering. A word is found where it stands in a text folded by NFKC and to lower case; words apart by blanks must all be there. */

const fold = (text) => text.normalize("NFKC").toLowerCase();
const FILTERS = ["year", "issuer", "instrument", "topic", "strength"];
let eventTexts, lineTexts;

const both = (vocabulary, code) => ((DATA.codes[vocabulary] || {})[code] || [code]).slice(0, 2).join(" ");

/** What an event is found by: its titles, official titles, numbers, issuers, instrument and cities, in zh and en. */
function eventText(row) {
  eventTexts ??= new Map();
  if (!eventTexts.has(row)) {
    const official = table("official_documents").of("event_id", row).flatMap((own) => ["title", "english_title", "document_number"].map((column) => TABLES.official_documents.get(own, column)));
    const cities = table("supported_cities").of("event_id", row).flatMap((own) => ["name_zh", "name_en", "province_zh", "province_en"].map((column) => TABLES.supported_cities.get(own, column)));
    const issuers = [...events.get(row, "issuer_names"), ...events.get(row, "issuers").map((code) => both("issuers", code))];
    const parts = [events.get(row, "title"), events.get(row, "raw_title"), events.get(row, "date"), both("instruments", events.get(row, "instrument")), ...issuers, ...official, ...cities];
    eventTexts.set(row, fold(parts.filter(Boolean).join("\n")));
  }
  return eventTexts.get(row);
}

/** What each line is found by: its words as written and as read; a directive's also by the labels of its codes. */
function lineText(line) {
  lineTexts ??= [];
  if (lineTexts[line] === undefined) {
    const text = lines.get(line, "text"), parts = text === null ? [RAW[line]] : [RAW[line], text];
    const row = directiveOn(line);
    if (row !== null) parts.push(both("modalities", directives.get(row, "modality")), both("functions", directives.get(row, "function")), ...directives.get(row, "topics").map((code) => both("topics", code)));
    lineTexts[line] = fold(parts.join("\n"));
  }
  return lineTexts[line];
}

const terms = (query) => fold(query || "").split(/\s+/).filter(Boolean);
const holds = (text, wanted) => wanted.every((term) => text.includes(term));

/** Whether an event passes the filters that are about events. */
function eventPasses(row, filters) {
  return (!filters.year || String(events.get(row, "year")) === filters.year)
    && (!filters.issuer || events.get(row, "issuer_names").includes(filters.issuer))
    && (!filters.instrument || events.get(row, "instrument") === filters.instrument);
}

function directivePasses(row, filters) {
  return (!filters.strength || directives.get(row, "modality") === filters.strength) && (!filters.topic || directives.get(row, "topics").includes(filters.topic));
}

/** The events that fit the filters and the query, in order of time, each with the lines that fit. */
function search(filters) {
  const wanted = terms(filters.q), narrow = Boolean(filters.topic || filters.strength);
  const found = [];
  for (const row of inTime()) {
    if (!eventPasses(row, filters)) continue;
    const titled = wanted.length > 0 && holds(eventText(row), wanted);
    const hits = narrow || wanted.length ? linesOf(row).filter((line) => lineFits(line, filters, wanted, narrow)) : [];
    if (hits.length || (!narrow && (titled || !wanted.length))) found.push({ row, hits });
  }
  return found;
}

function lineFits(line, filters, wanted, narrow) {
  const row = directiveOn(line);
  if (narrow && (row === null || !directivePasses(row, filters))) return false;
  const kind = lines.get(line, "kind");
  return kind !== "title" && kind !== "date_heading" && (!wanted.length || holds(lineText(line), wanted));
}

let timeOrder;
const inTime = () => (timeOrder ??= events.rows().sort((one, other) => (events.get(one, "date") < events.get(other, "date") ? -1 : events.get(one, "date") > events.get(other, "date") ? 1 : one - other)));
const linesOf = (event) => lines.of("event_id", event);

/** A text with the words searched for marked: folded character by character, so that places agree. */
function marked(text, query) {
  const wanted = terms(query);
  if (!wanted.length) return [text];
  const characters = Array.from(text), folded = characters.map(fold), at = [];
  folded.forEach((part, place) => { for (let unit = 0; unit < part.length; unit += 1) at.push(place); });
  const whole = folded.join(""), on = new Set();
  for (const term of wanted) for (let from = whole.indexOf(term); from >= 0; from = whole.indexOf(term, from + term.length)) for (let unit = from; unit < from + term.length; unit += 1) on.add(at[unit]);
  return runs(characters, (place) => on.has(place)).map(([lit, words]) => (lit ? make("mark", {}, words) : words));
}

/** Neighbouring characters of one kind, put together: [kind, words]. */
function runs(characters, kind) {
  const found = [];
  characters.forEach((character, place) => {
    if (found.length && found.at(-1)[0] === kind(place)) found.at(-1)[1] += character;
    else found.push([kind(place), character]);
  });
  return found;
}
