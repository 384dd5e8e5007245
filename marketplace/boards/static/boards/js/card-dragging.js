/** A card in her hand, where there is a pointer: it lies where she holds it, and stays where it was if she lets go elsewhere. */

const FINE = matchMedia("(pointer: fine)");

export class CardDragging {
  constructor(board) {
    this.board = board;
    if (!FINE.matches) return;
    board.addEventListener("mousedown", (event) => this.#ready(event));
    board.addEventListener("dragstart", (event) => this.#take(event));
    board.addEventListener("dragover", (event) => this.#over(event));
    board.addEventListener("drop", (event) => this.#drop(event));
    board.addEventListener("dragend", () => this.#end());
  }

  #ready(event) {
    const tile = event.target.closest(".tile");
    if (tile) tile.draggable = true;
  }

  #take(event) {
    const tile = event.target.closest?.(".tile");
    if (!tile) return;
    this.tile = tile;
    this.from = [tile.parentElement, tile.nextElementSibling];
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setDragImage(tile, 20, 20);
    this.board.hold();
    requestAnimationFrame(() => tile.classList.add("is-held"));
  }

  #over(event) {
    const list = this.tile && event.target.closest?.("[data-column]")?.querySelector("[data-list]");
    if (!list) return;
    event.preventDefault();
    const others = [...list.children].filter((one) => one !== this.tile);
    const below = others.find((one) => event.clientY < middleOf(one) || one.matches(".tile__more"));
    if (this.tile.nextElementSibling !== (below ?? null) || this.tile.parentElement !== list) list.insertBefore(this.tile, below ?? null);
  }

  #drop(event) {
    const tile = this.tile;
    if (!tile) return;
    event.preventDefault();
    const [list, next] = this.from;
    const column = tile.closest("[data-column]").dataset.column;
    const after = tile.previousElementSibling?.dataset.card ?? "";
    this.#end(true);
    if (tile.parentElement === list && tile.nextElementSibling === next) return;
    this.board.move(tile, `after.${column}.${after}`, () => list.insertBefore(tile, next));
  }

  #end(dropped = false) {
    if (!this.tile) return;
    this.tile.classList.remove("is-held");
    if (!dropped) this.from[0].insertBefore(this.tile, this.from[1]);
    this.tile = null;
    this.board.release();
  }
}

function middleOf(element) {
  const box = element.getBoundingClientRect();
  return box.top + box.height / 2;
}
