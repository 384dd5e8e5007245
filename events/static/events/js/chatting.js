/** The chat of a live page: what is said is put below, what was taken away goes; and which of questions and chat a small phone shows. */
const MOST = 100; // in the page; those before are a link away

export class Chat {
  /** `room` is the page's element, `made(name)` a copy of one of its templates. */
  constructor(room, made) {
    Object.assign(this, { room, made, unread: 0 });
    this.room.dataset.tab = location.hash === "#chat" ? "chat" : "questions";
    this.room.addEventListener("click", (event) => this.#turn(event.target.closest("[data-tab]")?.dataset.tab));
    this.#turn(this.room.dataset.tab);
  }

  get #list() {
    return this.room.querySelector("[data-remarks]");
  }

  put({ id, text, name, is_hosts, at, removed }) {
    if (!text || removed || this.room.querySelector(`#r-${Number(id)}`)) return;
    const list = this.#list;
    const follows = isSeen(list.lastElementChild);
    const row = this.made("remark");
    row.id = `r-${Number(id)}`;
    row.dataset.id = id;
    row.toggleAttribute("data-hosts", is_hosts);
    row.querySelector("[data-name]").textContent = name;
    row.querySelector("[data-text]").textContent = text;
    row.querySelector("[data-at]").textContent = at;
    const keep = row.querySelector(".remark__keep");
    if (keep) keep.href = keep.getAttribute("href").replace("/0/", `/${Number(id)}/`);
    list.append(row);
    while (list.children.length > MOST) list.firstElementChild.remove();
    if (follows) row.scrollIntoView({ block: "nearest" });
    this.#count(this.room.dataset.tab === "chat" ? 0 : this.unread + 1);
  }

  remove({ remarks }) {
    for (const id of remarks) this.room.querySelector(`#r-${Number(id)}`)?.remove();
  }

  #turn(tab) {
    if (!tab) return;
    this.room.dataset.tab = tab;
    for (const one of this.room.querySelectorAll("button[data-tab]")) one.setAttribute("aria-pressed", one.dataset.tab === tab);
    if (tab !== "chat") return;
    this.#count(0);
    this.#list?.lastElementChild?.scrollIntoView({ block: "nearest" });
  }

  #count(unread) {
    this.unread = unread;
    const count = this.room.querySelector("[data-unread]");
    if (!count) return;
    count.hidden = !unread;
    count.textContent = unread > 99 ? "99+" : unread;
  }
}

/** Whether she is at the end of the list, and not reading further up. */
function isSeen(last) {
  return !last || last.getBoundingClientRect().top < innerHeight;
}
