// data-theme-toggle: a button that turns light to dark and back, and says which comes next.
const dark = matchMedia("(prefers-color-scheme: dark)");

function current() {
  return document.documentElement.dataset.theme || (dark.matches ? "dark" : "light");
}

function describe(button) {
  const next = current() === "dark" ? "light" : "dark";
  button.setAttribute("aria-label", `Switch to ${next} colors`);
  button.title = button.getAttribute("aria-label");
}

for (const button of document.querySelectorAll("[data-theme-toggle]")) {
  describe(button);
  button.dataset.ready = "";
  dark.addEventListener("change", () => describe(button));
  button.addEventListener("click", () => {
    const next = current() === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem("theme", next);
    } catch {
      // Not remembered where storage is blocked; the page still changes.
    }
    describe(button);
  });
}
