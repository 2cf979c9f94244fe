// data-search on the search form, whose parts htmx swaps. Keeps what the swap would lose: the groups that
// someone opened or closed, what she is typing, her place on the page; says the new count; closes the sheet.
const form = document.querySelector("form[data-search]");
const PARTS = { target: "#results", select: "#results", selectOOB: "#search-top,#facets", swap: "outerHTML show:none" };

function watch(form) {
  const sheet = form.querySelector("[popover]");
  const said = document.getElementById("search-said");
  let kept = null;

  // Words and place wait for Enter or the button: leaving the field is not asking.
  const onChange = (event) => {
    if (event.target.matches("[data-on-submit]")) event.stopPropagation();
  };
  form.addEventListener("change", onChange, true);

  // htmx takes links of HTML only; the tiles of the map are links of SVG.
  form.addEventListener("click", (event) => {
    const tile = event.target.closest("[data-map] svg a");
    if (!tile || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    htmx.ajax("GET", tile.getAttribute("href"), { source: tile, ...PARTS });
  });

  form.addEventListener("htmx:beforeSwap", (event) => {
    const { elt, triggeringEvent } = event.detail.requestConfig;
    const active = document.activeElement;
    kept = {
      groups: [...form.querySelectorAll("details[id]")].map((group) => [group.id, group.open]),
      typed: elt === form && active.matches("input[data-on-submit]") ? [active.id, active.value] : null,
      place: active.id ? [active.id, active.getBoundingClientRect().top] : null,
      closes: isOpen(sheet) && triggeringEvent?.type === "submit",
    };
  });

  document.addEventListener("htmx:afterSettle", () => {
    if (!kept) return;
    for (const [id, open] of kept.groups) document.getElementById(id)?.toggleAttribute("open", open);
    if (kept.typed) document.getElementById(kept.typed[0]).value = kept.typed[1];
    if (kept.closes) sheet.hidePopover();
    keepPlace(kept);
    const problem = form.querySelector("[data-error-summary] h2");
    said.textContent = (problem || document.getElementById("count")).textContent;
    kept = null;
  });

  // The sheet is not modal: whoever tabs out of it, or turns the phone, has left it.
  sheet.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !sheet.contains(event.relatedTarget) && isOpen(sheet)) sheet.hidePopover();
  });
  matchMedia("(max-width: 59.99rem)").addEventListener("change", () => isOpen(sheet) && sheet.hidePopover());
}

function keepPlace({ place, closes }) {
  const results = document.getElementById("results");
  if (closes) return results.focus();
  // What had the focus may have come back inside a group that was closed until now.
  const field = place && document.getElementById(place[0]);
  if (document.activeElement === document.body) (field || results).focus({ preventScroll: true });
  if (field) scrollBy(0, field.getBoundingClientRect().top - place[1]);
}

function isOpen(sheet) {
  return CSS.supports("selector(:popover-open)") && sheet.matches(":popover-open");
}

if (form) watch(form);
