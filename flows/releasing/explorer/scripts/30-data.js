/* The records. Columns stay packed as `encoding.py` wrote them; each is read through a function row → value. */

const DATA = read("data");

/** Read a packed column: [row → value, row → row of the table it refers to, number of rows]. */
function unpack(column) {
  if (Array.isArray(column)) return { get: (row) => column[row], size: column.length };
  if (column.of) return { get: (row) => (column.at[row] === null ? null : column.of[column.at[row]]), size: column.at.length };
  if (column.ref) return { get: (row) => (column.at[row] === null ? null : TABLES[column.ref].id(column.at[row])), ref: (row) => column.at[row], size: column.at.length };
  const keys = [];
  column.rest.forEach((rest, row) => keys.push((row ? keys[row - 1].slice(0, column.shared[row]) : "") + rest));
  return { get: (row) => keys[row], size: keys.length };
}

/** A table of the release: `get(row, column)`, `ref(row, column)` (row of the table that a key leads to), `id(row)`. */
class Table {
  constructor(name, columns) {
    this.name = name;
    this.packed = columns;
    this.columns = Object.fromEntries(Object.entries(columns).map(([column, packed]) => [column, unpack(packed)]));
    this.size = Object.values(this.columns)[0].size;
    this.described = DATA.records[name];
    this.title = this.described.title;
    this.groups = {};
  }
  get(row, column) { return this.columns[column] ? this.columns[column].get(row) : null; }
  ref(row, column) { return this.columns[column] && this.columns[column].ref ? this.columns[column].ref(row) : null; }
  id(row) { return this.described.key.map((column) => this.get(row, column)).join("/"); }
  rows() { return Array.from({ length: this.size }, (_, row) => row); }
  /** The rows that refer to a row of another table through a column. */
  of(column, row) {
    const group = (this.groups[column] ??= Map.groupBy ? Map.groupBy(this.rows(), (own) => this.ref(own, column)) : grouped(this.rows(), (own) => this.ref(own, column)));
    return group.get(row) || [];
  }
}

function grouped(items, key) {
  const groups = new Map();
  for (const item of items) groups.has(key(item)) ? groups.get(key(item)).push(item) : groups.set(key(item), [item]);
  return groups;
}

/** The tables of the release by name, each read when it is first asked for. */
const TABLES = {};
for (const name of Object.keys(DATA.records)) {
  let made;
  Object.defineProperty(TABLES, name, { enumerable: true, get: () => (made ??= new Table(name, read(`table-${name}`))) });
}
const none = { size: 0, rows: () => [], of: () => [], get: () => null, ref: () => null };
const table = (name) => (name in TABLES ? TABLES[name] : none);
const { sources, events, directives, metrics, lines } = TABLES;
for (const [short, name] of Object.entries({ formulations: "formulations", occurrences: "formulation_occurrences", findings: "findings", verifications: "verifications" })) {
  Object.defineProperty(globalThis, short, { get: () => table(name) });  // read only where a view asks for them
}

/** The label of a code in the reader's language. */
function label(vocabulary, code) {
  const told = DATA.codes[vocabulary] && DATA.codes[vocabulary][code];
  return told ? ours(told) : code;
}
const codes = (vocabulary) => Object.keys(DATA.codes[vocabulary] || {});

/* lines: where each source's begin, which one a character stands in */
const STARTS = lines.packed.char_start;
const RAW = lines.packed.raw_text;
const RANGES = sources.rows().map(() => [Infinity, 0]);
lines.rows().forEach((row) => {
  const range = RANGES[lines.ref(row, "source_id")];
  range[0] = Math.min(range[0], row);
  range[1] = row + 1;
});

/** The line of a source that holds a character. */
function lineAt(source, character) {
  let [low, high] = RANGES[source];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (STARTS[middle] <= character) low = middle; else high = middle;
  }
  return low;
}
const numberOf = (line) => line - RANGES[lines.ref(line, "source_id")][0] + 1;

/** Part of a text by code points, which is how spans count. */
function cut(text, from, until) {
  return /[\ud800-\udfff]/.test(text) ? Array.from(text).slice(from, until).join("") : text.slice(from, until);
}
const lengthOf = (text) => (/[\ud800-\udfff]/.test(text) ? Array.from(text).length : text.length);

/** The place of a record: source, its characters, its first and last line. */
function placeOf(record) {
  const { table: own, row } = record;
  if (own.name === "lines") return { source: own.ref(row, "source_id"), start: STARTS[row], end: STARTS[row] + lengthOf(RAW[row]), first: row, last: row };
  const source = own.ref(row, "source_id"), start = own.get(row, "char_start"), end = own.get(row, "char_end");
  return { source, start, end, first: lineAt(source, start), last: lineAt(source, Math.max(start, end - 1)) };
}

/** The raw words of a record. */
function wordsOf(record) {
  const { start, end, first, last } = placeOf(record);
  const parts = [];
  for (let line = first; line <= last; line += 1) parts.push(cut(RAW[line], Math.max(0, start - STARTS[line]), end - STARTS[line]));
  return parts.join("\n");
}

/** The text of a line as it was read: cleaned, corrections applied. */
const textOf = (line) => lines.get(line, "text") ?? RAW[line];

const SPANNED = ["events", "official_documents", "directives", "metrics", "tables", "table_cells", "verifications", "formulation_occurrences", "supported_cities", "findings", "corrections"].filter((name) => name in TABLES);
let ids, standing;

/** The record of an id, of any table; null where the page has none. A line's is its source's id, `/L` and its number. */
function recordOf(id) {
  ids ??= new Map(["sources", ...SPANNED, "formulations"].filter((name) => name in TABLES).flatMap((name) => TABLES[name].rows().map((row) => [TABLES[name].id(row), { table: TABLES[name], row }])));
  const line = /^(?:(.+)\/)?L(\d+)$/.exec(id);
  if (!line) return ids.get(id) || null;
  const source = line[1] ? (ids.get(line[1]) || {}).row : 0;
  const row = source === undefined ? -1 : RANGES[source][0] + Number(line[2]) - 1;
  return row >= 0 && row < RANGES[source][1] ? { table: lines, row } : null;
}
const lineId = (line) => `${lines.get(line, "source_id")}/L${numberOf(line)}`;

/** The records that stand on a line, wholly or in part, in the order of SPANNED. */
function standingOn(line) {
  if (!standing) {
    standing = new Map();
    for (const name of SPANNED) for (const row of TABLES[name].rows()) {
      const place = placeOf({ table: TABLES[name], row });
      for (let at = place.first; at <= place.last; at += 1) {
        const there = standing.get(at);
        if (there) there.push({ table: TABLES[name], row, start: place.start, end: place.end });
        else standing.set(at, [{ table: TABLES[name], row, start: place.start, end: place.end }]);
      }
    }
  }
  return standing.get(line) || [];
}

const directiveOn = (line) => directiveLines().get(line) ?? null;
let directiveLine;
function directiveLines() {
  directiveLine ??= new Map(directives.rows().map((row) => [lineOfDirective(row), row]));
  return directiveLine;
}
const lineOfDirective = (row) => lineAt(directives.ref(row, "source_id"), directives.get(row, "char_start"));
