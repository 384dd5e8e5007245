/** Rows that survive a reload: IndexedDB, or memory where the browser has none (private windows, full disks). */
const NAME = "birge";
const SHELF = "outbox";

export class Store {
  #memory = new Map();
  #opening = open();

  async all() {
    const kept = await this.#with("readonly", (shelf) => shelf.getAll());
    const rows = new Map([...this.#memory.values(), ...(kept ?? [])].map((row) => [row.key, row]));
    return [...rows.values()].sort((one, other) => one.at - other.at);
  }

  /** Memory first, so that a slow disk holds nothing up. */
  async put(row) {
    this.#memory.set(row.key, row);
    await this.#with("readwrite", (shelf) => shelf.put(row));
  }

  async delete(key) {
    this.#memory.delete(key);
    await this.#with("readwrite", (shelf) => shelf.delete(key));
  }

  async clear() {
    this.#memory.clear();
    await this.#with("readwrite", (shelf) => shelf.clear());
  }

  async #with(mode, ask) {
    try {
      const database = await this.#opening;
      return database && (await settled(ask(database.transaction(SHELF, mode).objectStore(SHELF))));
    } catch {
      return null;
    }
  }
}

function open() {
  try {
    const asking = indexedDB.open(NAME, 1);
    asking.onupgradeneeded = () => asking.result.createObjectStore(SHELF, { keyPath: "key" });
    return settled(asking).catch(() => null);
  } catch {
    return Promise.resolve(null);
  }
}

function settled(asking) {
  return new Promise((resolve, reject) => {
    asking.onsuccess = () => resolve(asking.result);
    asking.onerror = asking.onblocked = () => reject(asking.error);
  });
}
