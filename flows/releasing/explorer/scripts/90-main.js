/* Drawing the page: the frame once a language, the view whenever the address changes. */

const VIEW = { timeline: timelineView, source: sourceView, pictures: picturesView, wording: wordingView, quality: qualityView };

function draw() {
  const { view, parameters, id } = route();
  if (parameters.lang && ["zh", "en"].includes(parameters.lang)) language = parameters.lang;
  drawn = location.hash;
  dressFrame();
  masthead();
  const links = VIEWS.map((name) => to(hashOf(name), say(`view_${name}`), { "aria-current": name === view ? "page" : null }));
  fill(document.getElementById("views"), links);
  fill(document.getElementById("main"), make("h2", { cls: "unseen" }, say(`view_${view}`)), DATA.left_out.length ? make("p", { cls: "note warn" }, say("left_out", DATA.left_out.length)) : null, VIEW[view](parameters, id));
  document.title = `${say(`view_${view}`)} · ${ours([DATA.dataset.title.zh, DATA.dataset.title.en])} ${DATA.release.version}`;
}

/** The head: which release, and what it holds in one sentence. */
function masthead() {
  const years = [...new Set(events.rows().map((row) => events.get(row, "year")))].sort();
  const numbers = [events.size, directives.size, metrics.size, lines.size].map((n) => n.toLocaleString("en"));
  fill(document.getElementById("kicker"), say("kicker", DATA.release.version, dated(DATA.release.date)));
  fill(document.getElementById("title"), ours([DATA.dataset.title.zh, DATA.dataset.title.en]));
  fill(document.getElementById("lede"), say("lede", years[0] ?? "", years.at(-1) ?? "", ...numbers));
  const { licence, homepage, publisher } = DATA.dataset;
  fill(document.getElementById("colophon"), make("p", {}, ours([publisher.name.zh, publisher.name.en]), " · ", outward(licence.url, licence.spdx), " · ", outward(homepage, homepage), " · ", say("made_from")));
}

/** Arrow keys move from line to line in the source, Escape closes the records. */
function keys(event) {
  if (event.key === "Escape") document.getElementById("panel")?.classList.remove("open");
  const own = event.target.closest?.(".line .no");
  if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
    const input = document.getElementById("q");
    if (input) { event.preventDefault(); input.focus(); }
  }
  if (!own || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const all = [...document.querySelectorAll(".text .no")], next = all[all.indexOf(own) + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) { event.preventDefault(); next.focus(); }
}

document.getElementById("in-zh").addEventListener("click", () => speak("zh"));
document.getElementById("in-en").addEventListener("click", () => speak("en"));
document.getElementById("shade").addEventListener("click", turnShade);
document.addEventListener("keydown", keys);
if (kept.get("shade")) document.documentElement.dataset.shade = kept.get("shade");
dark.addEventListener("change", draw);

/** Follow the address; a record's on a text that is already open moves there without drawing it anew. */
addEventListener("hashchange", () => {
  if (location.hash === drawn) return;
  const { view, id } = route(), record = id ? recordOf(id) : null, view_ = document.querySelector(".source");
  if (view === "source" && record && record.table !== sources && view_ && document.querySelector(`.part[data-from="${RANGES[placeOf(record).source][0]}"]`)) {
    drawn = location.hash;
    chosenRecord = record;
    mark(placeOf(record));
    jump(view_, chosen.first);
    showRecord(document.getElementById("panel"), record).classList.add("open");
    return;
  }
  draw();
  document.getElementById("main").focus({ preventScroll: true });
  if (!id) scrollTo(0, 0);
});
draw();
