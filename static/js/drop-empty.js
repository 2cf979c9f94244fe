// data-drop-empty on a GET form: empty fields stay out of the address, with htmx and without it.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !event.target.matches("form[data-drop-empty]")) return;
  const empty = [...event.target.elements].filter((field) => field.name && !field.value && !field.disabled);
  for (const field of empty) field.disabled = true;
  // The address is made by then; a page brought back must be able to send them again.
  setTimeout(() => empty.forEach((field) => (field.disabled = false)));
});

document.addEventListener("htmx:configRequest", (event) => {
  if (!event.target.closest("form[data-drop-empty]")) return;
  const sent = event.detail.formData;
  for (const name of new Set(sent.keys())) if (sent.getAll(name).every((value) => !value)) sent.delete(name);
});
