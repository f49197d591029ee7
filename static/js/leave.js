// The link works without it. With it, this page and steps inside it stay in no history, and three presses
// of Shift do what the link does. In a language its sentences are the link's data.
{
  const PRESSES = 3;
  const FORGOTTEN_AFTER = 5000;
  const link = document.querySelector(".leave");
  const status = document.querySelector(".leave + [role=status]");
  const how = document.createElement("span");
  const said = { or: "or press Shift three times", gone: "Leaving this page.", ...link.dataset };
  let pressed = 0;
  let isAlone = false;
  let timer;

  const leave = () => {
    const referrer = document.createElement("meta");
    referrer.name = "referrer";
    referrer.content = "no-referrer";
    document.head.append(referrer);
    document.title = link.hostname;
    document.body.replaceChildren(status);
    status.textContent = said.gone;
    location.replace(link.href);
  };

  const forget = () => {
    clearTimeout(timer);
    pressed = 0;
    status.textContent = "";
  };

  const count = () => {
    clearTimeout(timer);
    pressed += 1;
    if (pressed === PRESSES) return leave();
    const left = pressed === PRESSES - 1 ? "once" : "twice";
    status.textContent = said[left] ?? `Press Shift ${left} more to leave this page.`;
    timer = setTimeout(forget, FORGOTTEN_AFTER);
  };

  how.className = "visually-hidden";
  how.textContent = said.or;
  link.append(how);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("click", (event) => {
    const to = event.target.closest('a[href^="#"]');
    if (!to || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    location.replace(to.href);
  });
  // Shift counts when nothing else is pressed with it, so that capital letters never add up.
  document.addEventListener("keydown", ({ key }) => {
    isAlone = key === "Shift";
    if (!isAlone && pressed) forget();
  });
  document.addEventListener("keyup", ({ key }) => {
    if (key === "Shift" && isAlone) count();
  });
}
