// data-sheet="#results": a panel that opens by its own address (#filters) on a narrow screen. Moves focus in,
// makes the rest of the page inert, and closes on Escape back to the address given.
const sheets = document.querySelectorAll("[data-sheet]");
const narrow = matchMedia("(max-width: 59.99rem)");

function isOpen(sheet) {
  return narrow.matches && location.hash === `#${sheet.id}`;
}

function outside(sheet) {
  const found = [];
  for (let node = sheet; node.parentElement && node !== document.body; node = node.parentElement) {
    for (const sibling of node.parentElement.children) if (sibling !== node) found.push(sibling);
  }
  return found;
}

function update() {
  for (const sheet of sheets) {
    const open = isOpen(sheet);
    for (const node of outside(sheet)) node.inert = open;
    if (open) sheet.querySelector("a, button, input, select, summary").focus();
  }
}

if (sheets.length) {
  addEventListener("hashchange", update);
  narrow.addEventListener("change", update);
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const sheet of sheets) if (isOpen(sheet)) location.hash = sheet.dataset.sheet;
  });
  update();
}
