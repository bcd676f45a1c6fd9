/* Quality at a glance: what is wrong in the sources, what was checked, how well the reading reads, what changed. */

function qualityView(parameters) {
  return make("div", { cls: "quality" }, make("div", { cls: "tiles" }, findingsTile(), verifiedTile(), accuracyTile(), changesTile()), findingsList(parameters), disagreements(), accuracyTable(), changesTable());
}

const tally = (own, column, order) => order.map((code) => [code, own.rows().filter((row) => own.get(row, column) === code).length]).filter(([, n]) => n);

function tile(title, figure_, told, ...more) {
  return make("section", { cls: "tile" }, make("h3", {}, title), make("p", { cls: "figure" }, figure_), make("p", { cls: "hint" }, told), more);
}

/** A bar of parts: [class, label, n, address]. */
function bar(partsOf) {
  return [make("div", { cls: "bar", "aria-hidden": "true" }, partsOf.map(([cls, , n]) => make("i", { cls, style: { "flex-grow": n } }))),
    make("ul", { cls: "key" }, partsOf.map(([cls, text, n, hash]) => make("li", {}, make("i", { cls, "aria-hidden": "true" }), hash ? to(hash, text) : text, " ", make("b", {}, String(n)))))];
}

function findingsTile() {
  const partsOf = tally(findings, "severity", codes("severities")).map(([code, n]) => [`t-${TONES[code]}`, label("severities", code), n, hashOf("quality", { severity: code })]);
  return tile(say("findings"), findings.size.toLocaleString("en"), say("findings_told", findings.rows().filter((row) => findings.get(row, "status") !== "open").length), bar(partsOf));
}

function verifiedTile() {
  const found = tally(verifications, "verdict", codes("verdicts")), checked = verifications.size - (found.find(([code]) => code === "not_verified")?.[1] || 0);
  const official = table("official_documents"), known = official.rows().filter((row) => official.get(row, "identification") === "identified").length;
  return tile(say("verified"), verifications.size ? percent(checked / verifications.size) : "—", say("verified_told", checked, verifications.size, known, events.size), bar(found.map(([code, n]) => [`t-${TONES[code]}`, label("verdicts", code), n])));
}

const accuracyOf = (source) => DATA.accuracy.filter((row) => row.source_id === source);

function accuracyTile() {
  const all = accuracyOf("all"), good = all.filter((row) => row.score >= 0.99).length, weak = all.filter((row) => row.score < 0.9).length;
  return tile(say("accuracy"), all.length ? `${good} / ${all.length}` : "—", say("accuracy_told"), all.length ? bar([["t-good", "≥ 99%", good], ["t-warn", "90–99%", all.length - good - weak], ["t-bad", "< 90%", weak]].filter(([, , n]) => n)) : null);
}

function changesTile() {
  const { previous, decision, records } = DATA.changes, sum = (place) => Object.values(records).reduce((total, row) => total + row[place], 0);
  const partsOf = [["t-good", say("added"), sum(2)], ["t-warn", say("changed"), sum(4)], ["t-bad", say("removed"), sum(3)]].filter(([, , n]) => n);
  return tile(say("changes"), DATA.release.version, previous ? say("changes_told", previous) : say("first_release"), decision ? make("p", {}, ours([decision.reason_zh, decision.reason_en])) : null, partsOf.length && previous ? bar(partsOf) : null);
}

/** Findings of a severity or all, by rule, gravest first. */
function findingsList(parameters) {
  const order = codes("severities").filter((code) => !parameters.severity || code === parameters.severity);
  const rules = order.flatMap((severity) => [...grouped(findings.rows().filter((row) => findings.get(row, "severity") === severity), (row) => findings.get(row, "rule"))].map(([rule, rows]) => ({ severity, rule, rows })));
  return make("section", {}, make("h3", {}, say("findings")), parameters.severity ? make("p", {}, to(hashOf("quality"), say("all"))) : null,
    make("div", { cls: "rules" }, rules.map(({ severity, rule, rows }) => make("div", { cls: `rule ${TONES[severity]}` }, folded([make("span", { cls: `tag t-${TONES[severity]}` }, label("severities", severity)), " ", label("rules", rule), " ", make("b", {}, String(rows.length))], () => make("ul", { cls: "passages" }, rows.slice(0, 100).map(findingItem)))))));
}

function findingItem(row) {
  const line = placeOf({ table: findings, row }).first;
  return make("li", {}, to(idHash(findings.id(row)), ours([findings.get(row, "message_zh"), findings.get(row, "message_en")])), make("small", {}, [say("line_n", numberOf(line)), label("finding_statuses", findings.get(row, "status"))].join(" · ")));
}

/** Statements that the official text does not bear out. */
function disagreements() {
  const rows = verifications.rows().filter((row) => ["disagree", "partly"].includes(verifications.get(row, "verdict")));
  if (!rows.length) return null;
  const cells = (row) => [dated(events.get(verifications.ref(row, "event_id"), "date")), to(idHash(verifications.id(row)), zh("q", shortened(verifications.get(row, "quote"), 60))), make("span", {}, verifications.get(row, "official_says")), label("verdicts", verifications.get(row, "verdict"))];
  return make("section", {}, make("h3", {}, say("disagreements")), plainTable(say("disagreements"), [say("date"), say("source_says"), say("official_says"), say("verdict")], rows.slice(0, 200).map(cells)));
}

function accuracyTable() {
  const rows = accuracyOf("all");
  if (!rows.length) return null;
  return make("section", {}, make("h3", {}, say("accuracy")), folded(say("as_table"), () => plainTable(say("accuracy"), [say("column"), say("score"), say("hits"), say("total")], rows.map((row) => [columnLabel(row.column), percent(row.score), row.hits, row.total]))));
}

/** A measure's name: table and column by their labels. */
function columnLabel(measure) {
  const [name, column] = measure.split("."), record = DATA.records[name];
  if (!record) return measure;
  const told_ = column && record.columns.find(([own]) => own === column);
  return [ours(record.title), column ? (told_ ? ours(told_.slice(1)) : say(`measure_${column}`)) : null].filter(Boolean).join(" · ");
}

function changesTable() {
  const rows = Object.entries(DATA.changes.records);
  if (!rows.length) return null;
  return make("section", {}, make("h3", {}, say("changes")), folded(say("as_table"), () => plainTable(say("changes"), [say("table"), say("before"), say("after"), say("added"), say("removed"), say("changed")], rows.map(([name, counts]) => [DATA.records[name] ? ours(DATA.records[name].title) : name, ...counts]))));
}
