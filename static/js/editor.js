// Gives the rich text editor the name and the hints of the box that it stands for.
document.addEventListener("prose-editor:ready", ({ detail: { editor: { view: { dom: editor } }, textarea: box } }) => {
  const label = document.querySelector(`label[for="${box.id}"]`);
  if (label) {
    label.id ||= `${box.id}_label`;
    editor.setAttribute("aria-labelledby", label.id);
    label.addEventListener("click", () => editor.focus());
  }
  editor.setAttribute("aria-multiline", "true");
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (box.hasAttribute(name)) editor.setAttribute(name, box.getAttribute(name));
  }
});
