/* Addresses within the page: `#/view?name=value` for a view with its filters, `#<id>` for a record or line. */

const VIEWS = ["timeline", "source", "pictures", "wording", "quality"];

/** Where the page's address leads: a view with parameters, or the source at a record. */
function route() {
  const hash = decodeURIComponent(location.hash.slice(1));
  if (!hash.startsWith("/")) return hash ? { view: "source", parameters: {}, id: hash } : { view: "timeline", parameters: {} };
  const raw = location.hash.slice(2), [view, query] = raw.split("?");
  return { view: VIEWS.includes(view) ? view : "timeline", parameters: Object.fromEntries(new URLSearchParams(query || "")) };
}

/** The address of a view. */
function hashOf(view, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value)).toString();
  return `#/${view}${query ? `?${query}` : ""}`;
}

const idHash = (id) => `#${encodeURIComponent(id).replaceAll("%2F", "/")}`;

/** Change the address of this view without leaving a step in the history (as one types). */
function amend(view, parameters) {
  history.replaceState(null, "", hashOf(view, parameters));
  drawn = hashOf(view, parameters);
}
let drawn = "";
