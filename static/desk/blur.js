// Draws a box: press on one part, let go on another, and all between them are ticked. Without this, tick by tick.
const SIDE = 10;
const grid = document.querySelector(".blur__grid");
const boxes = [...grid.querySelectorAll("input")];
let start = null;
let drew = false;

const under = (event) => {
  const found = document.elementFromPoint(event.clientX, event.clientY);
  return boxes.indexOf(found?.closest("label")?.querySelector("input"));
};
const between = (one, other) => [Math.min(one, other), Math.max(one, other)];

grid.addEventListener("pointerdown", (event) => {
  start = under(event);
  drew = false;
});

grid.addEventListener("pointerup", (event) => {
  const end = under(event);
  if (start === null || start < 0 || end < 0 || start === end) return;
  drew = true;
  const [top, bottom] = between(Math.floor(start / SIDE), Math.floor(end / SIDE));
  const [left, right] = between(start % SIDE, end % SIDE);
  boxes.forEach((box, cell) => {
    const row = Math.floor(cell / SIDE);
    const column = cell % SIDE;
    if (row >= top && row <= bottom && column >= left && column <= right) box.checked = true;
  });
});

grid.addEventListener("click", (event) => {
  if (drew) event.preventDefault();
  drew = false;
});
