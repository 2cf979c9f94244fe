// data-dismiss: a button that removes the banner it stands in and hands focus to the main text.
for (const button of document.querySelectorAll("[data-dismiss]")) {
  button.dataset.ready = "";
  button.addEventListener("click", () => {
    button.closest(".banner").remove();
    document.getElementById("main")?.focus();
  });
}
