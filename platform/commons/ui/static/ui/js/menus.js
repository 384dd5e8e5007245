/** `<details class="menu">`: upwards where it wouldn't be seen below, and gone by Escape. A tap elsewhere is a tap on its summary. */
const OPEN = "details.menu[open]";

document.addEventListener("toggle", ({ target }) => target.matches(OPEN) && place(target), true);
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const menu of document.querySelectorAll(OPEN)) {
    const focused = menu.contains(document.activeElement);
    menu.open = false;
    if (focused) menu.querySelector("summary").focus();
  }
});

function place(menu) {
  const items = menu.querySelector(".menu__items");
  menu.classList.remove("menu--up");
  if (isSeen(items)) return;
  menu.classList.add("menu--up");
  if (isSeen(items)) return;
  menu.classList.remove("menu--up");
  items.scrollIntoView({ block: "nearest" });
}

/** Both its ends, on the screen and under nothing. */
function isSeen(items) {
  const { left, width, top, bottom } = items.getBoundingClientRect();
  return [top + 2, bottom - 2].every((y) => items.contains(document.elementFromPoint(left + width / 2, y)));
}
