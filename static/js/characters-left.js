// data-characters-left="id": tells how much room a text field with maxlength has, at rest from typing.
for (const note of document.querySelectorAll("[data-characters-left]")) {
  const field = document.getElementById(note.dataset.charactersLeft);
  if (!field || field.maxLength < 0) continue;
  let timer = 0;
  const say = () => {
    const left = field.maxLength - field.value.length;
    note.textContent = `${left.toLocaleString("en-US")} characters left`;
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(say, 300);
  });
  say();
}
