// Gives the rich text editor the name and the hints of the box that it stands for, and lets the server tidy what is pasted.
document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea: box } }) => {
  const shown = editor.view.dom;
  const label = document.querySelector(`label[for="${box.id}"]`);
  if (label) {
    label.id ||= `${box.id}_label`;
    shown.setAttribute("aria-labelledby", label.id);
    label.addEventListener("click", () => editor.focus());
  }
  shown.setAttribute("aria-multiline", "true");
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (box.hasAttribute(name)) shown.setAttribute(name, box.getAttribute(name));
  }
  const leftOut = document.createElement("p");
  leftOut.setAttribute("role", "status");
  leftOut.className = "editor-left-out";
  shown.parentElement.after(leftOut);
  shown.addEventListener("paste", (event) => paste(event, editor, box, leftOut), { capture: true });
});

async function paste(event, editor, box, leftOut) {
  const isPicture = [...event.clipboardData.files].some((file) => file.type.startsWith("image/"));
  const html = event.clipboardData.getData("text/html") || (isPicture ? "<img>" : "");
  if (!html || html.includes("data-pm-slice")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const tidied = await tidy(html, box).catch(() => ({ html, left_out: [] }));
  editor.commands.insertContent(tidied.html);
  leftOut.textContent = tidied.left_out.join(" ");
}

async function tidy(html, box) {
  const body = new URLSearchParams({ html: html.replace(/src="data:[^"]*"/g, "") });
  const headers = { "X-CSRFToken": box.form.elements.csrfmiddlewaretoken.value };
  const answer = await fetch("/pasted/", { method: "POST", body, headers });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}
