/* Pictures that answer questions: how strongly the texts speak, of what, who issues what, what binds, what is due, how wording moved. */

function picturesView(parameters) {
  return make("div", { cls: "pictures" }, strengthsFigure(), intensitiesFigure(), issuersFigure(), topicsFigure(), boundsTable(parameters), deadlinesFigure(), movedFigure());
}

const yearsOf = () => [...new Set(events.rows().map((row) => String(events.get(row, "year"))))].sort();
const yearOfDirective = (row) => String(events.get(directives.ref(row, "event_id"), "year"));

/** Directives by year and strength. */
function strengthsFigure() {
  const order = codes("modalities"), byYearRows = grouped(directives.rows(), yearOfDirective);
  const rows = yearsOf().flatMap((year) => order.map((code, rank) => {
    const all = byYearRows.get(year) || [], n = all.filter((row) => directives.get(row, "modality") === code).length;
    const told = `${year} ${label("modalities", code)}${say("colon")}${n} / ${all.length}${all.length ? ` (${percent(n / all.length)})` : ""}`;
    return { year, code, rank, strength: label("modalities", code), n, all: all.length, axis: `${year}|${all.length}`, told };
  }));
  const share = (year) => { const own = rows.filter((row) => row.year === year); return own.length && own[0].all ? own.filter((row) => ["prohibition", "obligation"].includes(row.code)).reduce((sum, row) => sum + row.n, 0) / own[0].all : 0; };
  const most = yearsOf().reduce((best, year) => (share(year) > share(best) ? year : best), yearsOf()[0]);
  return figure("strengths", say("strengths_told", most, percent(share(most))), rows, { strengths: order.map((code) => label("modalities", code)), colours: order.map((code) => colour(`m-${code}`)) },
    [say("year"), say("strength"), say("directives"), say("of_all")], (row) => [row.year, row.strength, row.n, row.all], (row) => hashOf("timeline", { year: row.year, strength: row.code }));
}

/** Topics by year: the share of a year's directives that touch each. */
function topicsFigure() {
  const totals = new Map(), cells = new Map(), all = new Map();
  for (const row of directives.rows()) {
    const year = yearOfDirective(row);
    all.set(year, (all.get(year) || 0) + 1);
    for (const code of directives.get(row, "topics")) { totals.set(code, (totals.get(code) || 0) + 1); cells.set(`${code} ${year}`, (cells.get(`${code} ${year}`) || 0) + 1); }
  }
  const order = [...totals.keys()].sort((one, other) => totals.get(other) - totals.get(one)).slice(0, 24);
  const rows = order.flatMap((code) => yearsOf().map((year) => {
    const n = cells.get(`${code} ${year}`) || 0, share = n / (all.get(year) || 1);
    return { code, year, topic: label("topics", code), n, share, told: `${label("topics", code)} ${year}${say("colon")}${n} / ${all.get(year) || 0} (${percent(share)})` };
  }));
  return figure("topics", say("topics_told", label("topics", order[0] || ""), totals.get(order[0]) || 0, directives.size), rows, { topics: order.map((code) => label("topics", code)) },
    [say("topic"), say("year"), say("directives"), say("share")], (row) => [row.topic, row.year, row.n, percent(row.share)], (row) => hashOf("timeline", { year: row.year, topic: row.code }));
}

/** A name in lines of some twenty letters, where the page is narrow. */
const inLines = (name) => (innerWidth < 600 ? name.replace(/(.{12,20}) /g, "$1\n") : name);

/** Which bodies issue which instruments. */
function issuersFigure() {
  const cells = new Map(), totals = new Map();
  for (const row of events.rows()) for (const name of events.get(row, "issuer_names")) {
    const key = JSON.stringify([name, events.get(row, "instrument")]);
    cells.set(key, (cells.get(key) || 0) + 1);
    totals.set(name, (totals.get(name) || 0) + 1);
  }
  const order = [...totals.keys()].sort((one, other) => totals.get(other) - totals.get(one)).slice(0, 24);
  const rows = [...cells].map(([key, n]) => [...JSON.parse(key), n]).filter(([name]) => order.includes(name)).map(([name, code, n]) => ({ name, code, n, issuer: inLines(issuerLabel(name)), instrument: label("instruments", code), told: `${issuerLabel(name)} · ${label("instruments", code)}${say("colon")}${n}` }));
  return figure("issuers", say("issuers_told", issuerLabel(order[0] || ""), totals.get(order[0]) || 0), rows, { ...(innerWidth < 600 ? { angle: -50, limit: 150, step: 58, lift: -14, right: 26 } : { angle: 0, limit: 340, step: 28, lift: 0, right: 0 }), issuers: order.map((name) => inLines(issuerLabel(name))), instruments: codes("instruments").filter((code) => rows.some((row) => row.code === code)).map((code) => label("instruments", code)) },
    [say("issuer"), say("instrument"), say("events")], (row) => [row.issuer, row.instrument, row.n], (row) => hashOf("timeline", { issuer: row.name, instrument: row.code }));
}

const BOUNDS = { limit: (row) => metrics.get(row, "role") === "limit", target: (row) => metrics.get(row, "role") === "target", money: (row) => metrics.get(row, "quantity_kind") === "currency" || metrics.get(row, "role") === "funding" };

/** Every binding limit, target and sum of money, with its sentence. */
function boundsTable(parameters) {
  const kinds = Object.keys(BOUNDS), wanted = kinds.includes(parameters.bounds) ? [parameters.bounds] : kinds;
  const rows = metrics.rows().filter((row) => wanted.some((kind) => BOUNDS[kind](row)));
  const chips = ["", ...kinds].map((kind) => { const n = metrics.rows().filter((row) => (kind ? [kind] : kinds).some((one) => BOUNDS[one](row))).length; return n || kind === parameters.bounds || !kind ? to(hashOf("pictures", { bounds: kind }), `${say(kind ? `bounds_${kind}` : "all")} ${n}`, { cls: "chip", "aria-current": (parameters.bounds || "") === kind ? "true" : null }) : null; });
  const head = [say("date"), say("quantity"), say("of_what"), say("sentence")];
  const cells = (row) => [dated(events.get(metrics.ref(row, "event_id"), "date")), quantity(row), subject(row), sentence(row)];
  return make("section", { cls: "chart of-bounds", id: "bounds" }, make("h3", {}, say("chart_bounds")), make("p", { cls: "chips" }, chips),
    rows.length ? plainTable(say("chart_bounds"), head, rows.slice(0, 400).map(cells)) : make("p", { cls: "nothing" }, say("nothing_found")), rows.length > 400 ? make("p", { cls: "hint" }, say("first_of", 400, rows.length)) : null);
}

const quantity = (row) => [to(idHash(metrics.id(row)), zh("b", metrics.get(row, "raw")), { cls: "strong" }), make("small", {}, [label("comparators", metrics.get(row, "comparator")), label("metric_roles", metrics.get(row, "role"))].join(" · "))];
const subject = (row) => zh("span", [metrics.get(row, "qualifier"), metrics.get(row, "subject")].filter((part, at, all) => part && all.indexOf(part) === at).join(" · "));

/** The sentence of a quantity, its words marked. */
function sentence(row) {
  const { start, end, first } = placeOf({ table: metrics, row }), text = Array.from(RAW[first]);
  return zh("span", [text.slice(Math.max(0, start - STARTS[first] - 80), start - STARTS[first]).join(""), make("mark", {}, text.slice(start - STARTS[first], end - STARTS[first]).join("")), text.slice(end - STARTS[first], end - STARTS[first] + 60).join("")]);
}

const firstDay = (date) => { const [year, month, day] = date.split("/")[0].split("-"); return `${year}-${month || "01"}-${day || "01"}`; };
const lastDay = (date) => { const [year, month, day] = date.split("/").at(-1).split("-"); return `${year}-${month || "12"}-${day || "28"}`; };

/** When what is due, from the day it was said. */
function deadlinesFigure() {
  const rows = metrics.rows().filter((row) => metrics.get(row, "role") === "deadline" && metrics.get(row, "date_value")).map((row, at) => {
    const event = metrics.ref(row, "event_id"), due = metrics.get(row, "date_value"), said = metrics.get(row, "subject") || "", about = said.length > 1 ? said : shortened(events.get(event, "title"), 24);
    return { id: metrics.id(row), due, from: firstDay(events.get(event, "date")), until: lastDay(due), order: lastDay(due) + String(at).padStart(6, "0"), row: `${about}|${at}`, words: metrics.get(row, "raw"), about, told: `${metrics.get(row, "raw")} · ${about}\n${dated(events.get(event, "date"))} ${events.get(event, "title")}` };
  }).sort((one, other) => (one.order < other.order ? -1 : 1)).slice(0, 60);
  if (!rows.length) return null;
  return figure("deadlines", say("deadlines_told", rows.length, dated(rows[0].due), dated(rows.at(-1).due)), rows, {}, [say("due"), say("of_what"), say("said_on")], (row) => [to(idHash(row.id), row.words), zh("span", row.about), row.from.slice(0, 7)], (row) => idHash(row.id));
}
