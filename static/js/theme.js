// Runs before the first paint: the theme someone chose, under the key the Django admin uses as well.
// Without a choice the system's preference holds and nothing is set.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem("theme");
  } catch {
    // Storage can be blocked; the system's preference is then right.
  }
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
})();
