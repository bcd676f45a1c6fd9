/* Wording: formulations (提法) from their first occurrence on, each with its variants and every place. */

const HIGH = 14;

function wordingView(parameters) {
  if (!formulations.size) return make("p", { cls: "nothing" }, say("no_formulations"));
  const one = parameters.f && recordOf(parameters.f);
  if (one && one.table === formulations) return make("div", { cls: "wording" }, make("p", {}, to(hashOf("wording", { q: parameters.q }), `← ${say("all_formulations")}`)), formulationPage(one.row));
  const filters = { ...parameters }, list = make("div");
  const show = () => fill(list, matrix(formulations.rows().filter((row) => fits(row, filters))));
  const input = make("input", { type: "search", id: "wq", autocomplete: "off", placeholder: say("wording_hint"), oninput: (event) => { filters.q = event.target.value.trim(); amend("wording", filters); show(); } });
  input.value = filters.q || "";
  const select = make("select", { id: "origin", onchange: (event) => { filters.origin = event.target.value; amend("wording", filters); show(); } }, make("option", { value: "" }, say("all")), codes("formulation_origins").map((code) => make("option", { value: code }, label("formulation_origins", code))));
  select.value = filters.origin || "";
  show();
  return make("div", { cls: "wording" }, make("p", { cls: "hint" }, say("wording_told", formulations.size, occurrences.size)),
    make("form", { cls: "filters", role: "search", onsubmit: (event) => event.preventDefault() }, make("div", { cls: "field wide" }, make("label", { for: "wq" }, say("search")), input), make("div", { cls: "field" }, make("label", { for: "origin" }, say("origin")), select)), list);
}

function fits(row, filters) {
  const text = fold([formulations.get(row, "formulation"), formulations.get(row, "label_en") || "", ...formulations.get(row, "variants")].join("\n"));
  return holds(text, terms(filters.q)) && (!filters.origin || formulations.get(row, "origin") === filters.origin);
}

/** Formulations by years: how often each is used, the deeper the more. */
function matrix(rows) {
  if (!rows.length) return make("p", { cls: "nothing" }, say("nothing_found"));
  const years = yearsOf(), head = [say("formulation"), say("first_seen"), ...years, say("places")];
  const ordered = rows.sort((one, other) => formulations.get(other, "n_events") - formulations.get(one, "n_events") || formulations.get(other, "n_occurrences") - formulations.get(one, "n_occurrences") || one - other);
  const body = ordered.slice(0, 300).map((row) => make("tr", {}, make("th", { scope: "row" }, to(hashOf("wording", { f: formulations.id(row) }), zh("span", formulations.get(row, "formulation"))), language === "en" && formulations.get(row, "label_en") ? make("small", {}, formulations.get(row, "label_en")) : null),
    make("td", { cls: "first" }, dated(formulations.get(row, "first_date"))), inYears(row, years), make("td", { cls: "n" }, String(formulations.get(row, "n_occurrences")))));
  return [make("div", { cls: "scroll", tabindex: "0", role: "region", "aria-label": say("view_wording") }, make("table", { cls: "matrix" }, make("caption", { cls: "unseen" }, say("view_wording")), make("thead", {}, make("tr", {}, head.map((text) => make("th", { scope: "col" }, text)))), make("tbody", {}, body))),
    rows.length > 300 ? make("p", { cls: "hint" }, say("first_of", 300, rows.length)) : null];
}

function inYears(row, years) {
  const tally = grouped(occurrences.of("formulation_id", row), (own) => (occurrences.get(own, "date") || "").slice(0, 4));
  return years.map((year) => { const n = (tally.get(year) || []).length; return make("td", { cls: `heat h${Math.min(4, n)}` }, n ? String(n) : make("span", { cls: "unseen" }, "0")); });
}

/** One formulation: what it is, its wordings, and every place in its words. */
function formulationPage(row) {
  const get = (column) => formulations.get(row, column), own = occurrences.of("formulation_id", row);
  const variants = [...grouped(own, (place) => occurrences.get(place, "variant"))].sort((one, other) => other[1].length - one[1].length);
  return make("article", { cls: "formulation" }, zh("h3", get("formulation")), get("label_en") ? make("p", { cls: "english", lang: "en" }, get("label_en")) : null,
    make("p", { cls: "meta" }, [label("formulation_origins", get("origin")), `${say("first_seen")} ${dated(get("first_date"))}`, count("n_occurrences", get("n_occurrences")), count("n_events", get("n_events"))].join(" · ")),
    get("note") ? zh("p", get("note")) : null,
    intensitiesFigure(row),
    make("h4", {}, say("variants")), make("ul", { cls: "variants" }, variants.map(([words, places]) => make("li", {}, zh("span", words), " ", make("b", {}, String(places.length))))),
    make("h4", {}, say("places")), make("ol", { cls: "concordance" }, own.map(inContext)));
}

/** A place of a formulation in its words: what stands before, itself, what stands after. */
function inContext(row) {
  const { start, end, first } = placeOf({ table: occurrences, row }), text = Array.from(RAW[first]), from = start - STARTS[first], until = end - STARTS[first];
  return make("li", {}, make("time", {}, dated(occurrences.get(row, "date"))), make("span", { cls: "before", lang: "zh-Hans" }, text.slice(Math.max(0, from - 34), from).join("")), to(idHash(occurrences.id(row)), zh("b", text.slice(from, until).join(""))), make("span", { cls: "after", lang: "zh-Hans" }, text.slice(until, until + 34).join("")));
}

/** How the wording moved: the formulations of most events, from first occurrence to last. */
function movedFigure() {
  if (!formulations.size) return null;
  const top = formulations.rows().filter((row) => formulations.get(row, "n_events") > 1).sort((one, other) => formulations.get(other, "n_events") - formulations.get(one, "n_events")).slice(0, HIGH)
    .sort((one, other) => ((formulations.get(one, "first_date") || "") < (formulations.get(other, "first_date") || "") ? -1 : 1));
  const rows = top.flatMap((row) => [...grouped(occurrences.of("formulation_id", row).filter((own) => occurrences.get(own, "date")), (own) => occurrences.get(own, "date"))].map(([date, own]) => ({ id: formulations.id(row), words: formulations.get(row, "formulation"), date: firstDay(date), n: own.length, told: `${formulations.get(row, "formulation")} · ${dated(date)}${say("colon")}${own.length}` })));
  return figure("moved", say("moved_told"), rows, { formulations: top.map((row) => formulations.get(row, "formulation")) }, [say("formulation"), say("date"), say("places")], (row) => [zh("span", row.words), row.date.slice(0, 7), row.n], (row) => hashOf("wording", { f: row.id }));
}

const NO_WORD = "none";

/** The words of intensity before one action from text to text: of the formulation given, or of the one that has most of them,
    those that name the dataset's subject (its first keyword) first. */
function intensitiesFigure(wanted) {
  const told = occurrences.rows().filter((row) => occurrences.get(row, "intensity") && occurrences.get(row, "date"));
  const strong = grouped(told.filter((row) => occurrences.get(row, "intensity") !== NO_WORD), (row) => occurrences.ref(row, "formulation_id"));
  const weight = (row) => strong.get(row).length + (formulations.get(row, "formulation").includes(DATA.dataset.keywords.zh[0]) ? occurrences.size : 0);
  const action = wanted ?? [...strong.keys()].sort((one, other) => weight(other) - weight(one))[0];
  if (!strong.has(action)) return null;
  const own = told.filter((row) => occurrences.ref(row, "formulation_id") === action), cells = grouped(own, (row) => JSON.stringify([occurrences.get(row, "intensity"), occurrences.get(row, "date")]));
  const used = codes("intensities").filter((code) => own.some((row) => occurrences.get(row, "intensity") === code));
  return figure("intensities", say("intensities_told", formulations.get(action, "formulation")), [...cells].map(([key, places]) => intensityDot(...JSON.parse(key), places)), { intensities: used.map((code) => label("intensities", code)) },
    [say("intensity"), say("date"), say("places"), say("formulation")], (row) => [row.intensity, row.date.slice(0, 7), row.n, zh("span", row.words)], (row) => idHash(row.id));
}

function intensityDot(code, date, places) {
  const wordings = [...new Set(places.map((row) => occurrences.get(row, "variant")))];
  return { id: occurrences.id(places[0]), intensity: label("intensities", code), words: wordings.join("；"), date: firstDay(date), n: places.length, told: `${dated(date)} ${label("intensities", code)}${say("colon")}${places.length}\n${wordings.join("\n")}` };
}
