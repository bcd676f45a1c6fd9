/* The timeline: events by year, found by filters and full text. */

const LISTED = 4;

/** The view: search and filters above, the events below, redrawn as the reader types. */
function timelineView(parameters) {
  const filters = { ...parameters };
  const list = make("div", { cls: "years" });
  const status = make("p", { cls: "found" });
  const show = () => {
    const found = search(filters);
    fill(list, byYear(found, filters));
    const hits = found.reduce((sum, event) => sum + event.hits.length, 0);
    fill(status, foundText(found, hits), isFiltered(filters) ? make("button", { type: "button", cls: "plain", onclick: () => { location.hash = hashOf("timeline"); } }, say("clear")) : null);
    announce(status.firstChild.textContent);
  };
  const change = () => { amend("timeline", filters); show(); };
  const view = make("div", { cls: "timeline" }, filterBar(filters, change), status, list);
  show();
  return view;
}

const isFiltered = (filters) => ["q", ...FILTERS].some((name) => filters[name]);

function foundText(found, hits) {
  const said = count("n_events", found.length);
  return make("span", {}, hits ? `${said}${say("comma")}${count("n_passages", hits)}` : said);
}

/** What each filter offers: [value, label, how many]. */
function offers(name) {
  const tally = new Map(), add = (value) => tally.set(value, (tally.get(value) || 0) + 1);
  if (name === "year") events.rows().forEach((row) => add(String(events.get(row, "year"))));
  if (name === "issuer") events.rows().forEach((row) => events.get(row, "issuer_names").forEach(add));
  if (name === "instrument") events.rows().forEach((row) => add(events.get(row, "instrument")));
  if (name === "topic") directives.rows().forEach((row) => directives.get(row, "topics").forEach(add));
  if (name === "strength") directives.rows().forEach((row) => add(directives.get(row, "modality")));
  const order = { instrument: codes("instruments"), topic: codes("topics"), strength: codes("modalities") }[name] || (name === "year" ? [...tally.keys()].sort() : [...tally.keys()].sort((one, other) => tally.get(other) - tally.get(one)));
  return order.filter((value) => tally.has(value)).map((value) => [value, filterLabel(name, value), tally.get(value)]);
}

function filterLabel(name, value) {
  if (name === "issuer") return issuerLabel(value);
  return { instrument: () => label("instruments", value), topic: () => label("topics", value), strength: () => label("modalities", value) }[name]?.() ?? value;
}

/** The name of a body in the reader's language: by its code where the vocabulary has one. */
function issuerLabel(name) {
  if (language === "zh") return name;
  const told = Object.values(DATA.codes.issuers || {}).find((row) => row[0] === name);
  return told ? told[1] : name;
}

/** The same, its language told. */
const issuerWords = (name) => (issuerLabel(name) === name ? zh("span", name) : issuerLabel(name));

function filterBar(filters, change) {
  let timer;
  const typed = (event) => { clearTimeout(timer); filters.q = event.target.value.trim(); timer = setTimeout(change, 120); };
  const input = make("input", { type: "search", id: "q", placeholder: say("search_hint"), autocomplete: "off", spellcheck: "false", oninput: typed });
  input.value = filters.q || "";
  const selects = FILTERS.map((name) => {
    const select = make("select", { id: `f-${name}`, onchange: (event) => { filters[name] = event.target.value; event.target.classList.toggle("set", Boolean(event.target.value)); change(); } },
      make("option", { value: "" }, say("all")),
      offers(name).map(([value, text, n]) => make("option", { value }, `${text} (${n})`)));
    select.value = filters[name] || "";
    select.classList.toggle("set", Boolean(filters[name]));
    return make("div", { cls: "field" }, make("label", { for: `f-${name}` }, say(name)), select);
  });
  return make("form", { cls: "filters", role: "search", onsubmit: (event) => event.preventDefault() },
    make("div", { cls: "field wide" }, make("label", { for: "q" }, say("search")), input), selects);
}

/** The found events under their years. Only those near the window are made. */
function byYear(found, filters) {
  if (!found.length) return make("p", { cls: "nothing" }, say("nothing_found"));
  return [...grouped(found, (event) => events.get(event.row, "year"))].map(([year, own]) =>
    make("section", { cls: "year", "aria-labelledby": `y${year}` },
      make("h2", { id: `y${year}`, cls: "numeral" }, String(year)),
      make("div", { cls: "of-year" }, own.map((event) => eventSlot(event, filters, found.length > 60)))));
}

function eventSlot(event, filters, lazy) {
  if (!lazy) return eventCard(event, filters);
  return later(make("div", { cls: "slot" }), (slot) => slot.replaceWith(eventCard(event, filters)));
}

/** One event: when, what, by whom, what the official record says, how it speaks, and the passages found in it. */
function eventCard({ row, hits }, filters) {
  const official = table("official_documents").of("event_id", row);
  return make("article", { cls: "event" },
    make("p", { cls: "when" }, make("time", { datetime: events.get(row, "date") }, monthOf(events.get(row, "date")))),
    make("div", { cls: "what" },
      make("h3", {}, to(idHash(events.id(row)), zh("span", marked(events.get(row, "title"), filters.q)))),
      language === "en" ? official.map((own) => TABLES.official_documents.get(own, "english_title")).filter(Boolean).map((title) => make("p", { cls: "english", lang: "en" }, marked(title, filters.q))) : null,
      make("p", { cls: "meta" }, metaOf(row)),
      official.map((own) => officialLine(own, events.get(row, "title"))),
      speaksOf(row),
      passages(row, hits, filters)));
}

function metaOf(row) {
  const chips = [to(hashOf("timeline", { instrument: events.get(row, "instrument") }), label("instruments", events.get(row, "instrument")), { cls: "chip" })];
  for (const name of events.get(row, "issuer_names")) chips.push(to(hashOf("timeline", { issuer: name }), issuerWords(name), { cls: "chip quiet" }));
  const joint = events.get(row, "joint_issuer_count");
  return [...chips, joint ? make("span", { cls: "chip quiet" }, say("joint", joint)) : null];
}

/** What the official record says of an event, with a mark where it disagrees. */
function officialLine(own, title) {
  const get = (column) => TABLES.official_documents.get(own, column);
  const said = get("title"), number = get("document_number");
  const signed = get("date_signed") || get("date_held_start"), until = get("date_held_end"), published = get("date_published");
  const parts = [
    said && !title.includes(said) ? zh("span", said) : null,
    number ? zh("span", number, { cls: "number" }) : null,
    signed ? `${say(get("date_signed") ? "signed" : "held")} ${dated(signed)}${until && until !== signed ? `–${dated(until)}` : ""}` : null,
    published ? `${say("published")} ${dated(published)}` : null,
    get("address") ? outward(get("address"), say("official_page")) : null,
  ].filter(Boolean);
  const wrong = ["date_agrees", "title_agrees"].filter((column) => get(column) === false);
  return make("p", { cls: "official" },
    make("span", { cls: "role" }, say("official")), parts.map((part, place) => [place ? make("span", { cls: "dot", "aria-hidden": "true" }, " · ") : " ", part]),
    wrong.map((column) => to(idHash(TABLES.official_documents.id(own)), say(`not_${column}`), { cls: "flag" })));
}

/** How an event speaks: its directives by strength as one bar, and its counts. */
function speaksOf(row) {
  const own = directives.of("event_id", row), tally = grouped(own, (directive) => directives.get(directive, "modality"));
  const shares = codes("modalities").filter((code) => tally.has(code)).map((code) => [code, tally.get(code).length]);
  const told = shares.map(([code, n]) => `${label("modalities", code)} ${n}`).join(say("comma"));
  const counts = [["n_directives", own.length], ["n_metrics", events.get(row, "n_metrics")], ["n_tables", events.get(row, "n_tables")]].filter(([, n]) => n);
  const disputed = table("verifications").of("event_id", row).filter((check) => TABLES.verifications.get(check, "verdict") === "disagree").length;
  return make("p", { cls: "speaks" },
    make("span", { cls: "strengths", role: "img", "aria-label": `${say("strength")}${say("colon")}${told}`, title: told }, shares.map(([code, n]) => make("i", { cls: `m-${code}`, style: { "flex-grow": n } }))),
    make("span", { cls: "counts" }, counts.map(([key, n]) => count(key, n)).join(" · ")),
    disputed ? to(idHash(events.id(row)), count("n_disputed", disputed), { cls: "flag soft" }) : null);
}

/** The passages found in an event; without a search, all its directives, folded away. */
function passages(row, hits, filters) {
  if (hits.length) return make("div", { cls: "hits" }, hitList(hits.slice(0, LISTED), filters), hits.length > LISTED ? folded(count("n_more", hits.length - LISTED), () => hitList(hits.slice(LISTED), filters)) : null);
  const own = directives.of("event_id", row).map(lineOfDirective);
  return own.length ? folded(say("read_directives"), () => hitList(own, filters)) : null;
}

/** A part that is made when it is opened. */
function folded(title, draw) {
  const body = make("div");
  const details = make("details", {}, make("summary", {}, title), body);
  details.addEventListener("toggle", () => { if (details.open && !body.firstChild) body.append(draw()); });
  return details;
}

function hitList(found, filters) {
  return make("ul", { cls: "passages" }, found.map((line) => {
    const row = directiveOn(line), strength = row === null ? null : directives.get(row, "modality");
    return make("li", { cls: strength ? `m-${strength}` : "" },
      to(idHash(row === null ? lineId(line) : directives.id(row)), zh("span", marked(textOf(line), filters.q))),
      strength ? make("small", {}, [label("modalities", strength), label("functions", directives.get(row, "function"))].join(" · ")) : null);
  }));
}
