/* A line cut into segments at every place where a marked record begins or ends, so that nested and crossing spans are drawn as they are. */

/** Layers that can be marked in the text, each with what of it is marked: [layer, table, on at first]. */
const LAYERS = [
  ["metrics", true], ["cues", true], ["formulation_occurrences", true], ["verifications", true], ["findings", true], ["corrections", true],
  ["official_documents", false], ["supported_cities", false], ["topics", false],
].filter(([name]) => ["cues", "topics"].includes(name) || name in TABLES);
const shown = new Set(LAYERS.filter(([, first]) => first).map(([name]) => name));
const layerName = (name) => ({ cues: say("cues"), topics: say("topic_terms") })[name] || ours(DATA.records[name].title);

/** The marked spans of a line: {layer, start, end, tone}, start and end in its own characters. Equal spans of one layer are one. */
function spansOf(line, chosen) {
  const size = lengthOf(RAW[line]), from = STARTS[line], spans = [];
  const add = (layer, start, end, tone) => {
    const span = { layer, start: Math.max(0, start - from), end: Math.min(size, end - from), tone };
    if (span.end > span.start && !spans.some((other) => other.layer === layer && other.start === span.start && other.end === span.end)) spans.push(span);
  };
  for (const one of standingOn(line)) if (shown.has(one.table.name)) add(one.table.name, one.start, one.end, toneOf(one));
  const row = directiveOn(line);
  if (row !== null) evidenceOf(row).forEach(([layer, start, end, tone]) => { if (shown.has(layer)) add(layer, start, end, tone); });
  if (chosen && chosen.source === lines.ref(line, "source_id")) add("chosen", chosen.start, chosen.end, "");
  return spans;
}

function toneOf({ table: own, row }) {
  if (own.name === "verifications") return own.get(row, "verdict");
  return own.name === "findings" ? own.get(row, "severity") : "";
}

/** The words within a directive that its strength and topics were read from. */
function evidenceOf(row) {
  const cue = directives.get(row, "modality_cue_start");
  const found = (directives.get(row, "topic_evidence") || []).map(([, , start, end]) => ["topics", start, end, ""]);
  return cue === null ? found : [...found, ["cues", cue, directives.get(row, "modality_cue_end"), directives.get(row, "modality")]];
}

/** Give each span a lane of its own wherever it meets others: crossing spans never share one. Returns how many lanes. */
function laned(spans) {
  const free = [];
  const drawn = spans.filter((span) => !["chosen", "cues"].includes(span.layer)).sort((one, other) => one.start - other.start || other.end - one.end);
  for (const span of drawn) {
    let lane = free.findIndex((end) => end <= span.start);
    if (lane < 0) lane = free.length;
    free[lane] = span.end;
    span.lane = lane;
  }
  return free.length;
}

/** Cut: [[start, end, spans that cover it]], in order, the whole line covered. */
function segments(size, spans) {
  const edges = [...new Set([0, size, ...spans.flatMap((span) => [span.start, span.end])])].sort((one, other) => one - other);
  return edges.slice(1).map((end, place) => [edges[place], end, spans.filter((span) => span.start <= edges[place] && span.end >= end)]);
}

const TONES = { disagree: "bad", partly: "warn", agree: "good", not_verified: "quiet", error: "bad", warning: "warn", info: "quiet" };
const toneColour = ({ layer, tone }) => `var(--${layer === "findings" || layer === "verifications" ? TONES[tone] : `layer-${layer}`})`;

/** The words of a line, its spans drawn as strokes below them, each in its lane. */
function drawnWords(line, chosen) {
  const spans = spansOf(line, chosen), lanes = laned(spans);
  const characters = spans.length ? Array.from(RAW[line]) : null;
  const words = characters ? segments(characters.length, spans).map(([start, end, over]) => segment(characters.slice(start, end).join(""), start, over, lanes)) : [make("span", { "data-at": 0 }, RAW[line])];
  return zh("p", words, { cls: "words", style: { "--lanes": lanes } });
}

function segment(words, start, over, lanes) {
  const strokes = over.filter((span) => span.lane !== undefined);
  const classes = over.map((span) => (span.layer === "cues" ? `cue m-${span.tone}` : span.layer === "chosen" ? "chosen" : span.layer === "findings" ? "finding" : span.layer === "corrections" ? "mended" : "")).filter(Boolean);
  const style = strokes.length ? {
    "background-image": strokes.map((span) => `linear-gradient(90deg, ${span.start === start ? "transparent 0 2px, " : ""}${toneColour(span)} 0)`).join(", "),
    "background-size": strokes.map(() => "100% 2px").join(", "),
    "background-position": strokes.map((span) => `0 calc(100% - ${(lanes - 1 - span.lane) * 4}px)`).join(", "),
  } : {};
  return make("span", { cls: ["seg", ...classes].join(" "), "data-at": start, "data-over": over.map((span) => span.layer).join(" ") || null, style }, words);
}
