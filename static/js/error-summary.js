// data-error-summary: takes focus when the page comes back with errors; its links focus the field itself,
// or the first choice where the field is a group.
const summary = document.querySelector("[data-error-summary]");

if (summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    const control = target.matches("input, select, textarea")
      ? target
      : target.querySelector("input, select, textarea");
    target.closest(".field")?.scrollIntoView({ block: "center" });
    (control || target).focus({ preventScroll: true });
  });
}
