// data-search on the search form, whose parts htmx swaps. Keeps what the swap would lose: the groups that
// someone opened or closed, what she is typing, her focus; says the new count; closes the filters' sheet.
const form = document.querySelector("form[data-search]");

if (form) {
  const sheet = form.querySelector("[popover]");
  const said = document.getElementById("search-said");
  const narrow = matchMedia("(max-width: 59.99rem)");
  let kept = { groups: new Map(), typing: null, link: false };

  // Words and place wait for Enter or the button: leaving the field is not asking.
  form.addEventListener(
    "change",
    (event) => {
      if (event.target.matches("[data-on-submit]")) event.stopPropagation();
    },
    true,
  );

  form.addEventListener("htmx:beforeSwap", (event) => {
    const active = document.activeElement;
    const sent = event.detail.requestConfig;
    kept = {
      groups: new Map([...form.querySelectorAll("details[id]")].map((group) => [group.id, group.open])),
      typing: active.matches("input[data-on-submit]") && sent.elt === form ? [active.id, active.value] : null,
      link: sent.elt !== form,
      closes: sheet.matches(":popover-open") && sent.triggeringEvent?.type === "submit",
    };
  });

  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id !== "results" && event.target.id !== "results") return;
    for (const [id, open] of kept.groups) {
      const group = document.getElementById(id);
      if (group) group.open = open;
    }
    if (kept.typing) document.getElementById(kept.typing[0]).value = kept.typing[1];
    if (kept.closes) sheet.hidePopover();
    if (kept.closes || (kept.link && document.activeElement === document.body)) {
      document.getElementById("results").focus({ preventScroll: !kept.closes });
    }
    const problem = form.querySelector("[data-error-summary] h2");
    said.textContent = (problem || document.getElementById("count")).textContent;
    kept = { groups: new Map(), typing: null, link: false };
  });

  // The sheet is not modal: whoever tabs out of it, or turns the phone, has left it.
  sheet.addEventListener("focusout", (event) => {
    const next = event.relatedTarget;
    if (next && !sheet.contains(next) && sheet.matches(":popover-open")) sheet.hidePopover();
  });
  narrow.addEventListener("change", () => {
    if (sheet.matches(":popover-open")) sheet.hidePopover();
  });
}
