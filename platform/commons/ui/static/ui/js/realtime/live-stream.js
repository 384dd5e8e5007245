/**
 * A stream of the server's, for a page without a socket. It comes back also where a browser gives up for good: after any error of HTTP,
 * as a proxy gives one while the server starts anew. What happened meanwhile is told then.
 */
import { pause } from "./pausing.js";

export class LiveStream {
  /**
   * `stream`, and `head` and `epoch` as the page was rendered; several with spaces between them; `hears` by the names of facts. `refused` is called where the stream is
   * taken away, `lost` each time that it couldn't be opened: only a page that is asked for says why.
   */
  constructor({ stream, head, epoch }, hears, { refused, lost } = {}) {
    Object.assign(this, { streams: stream.split(" "), hears, refused, lost, failed: 0 });
    const heads = head.split(" ");
    this.at = this.streams.map((one, place) => `${encodeURIComponent(one)}:${heads[place]}.${epoch}`).join(",");
    this.#open();
  }

  close() {
    this.closed = true;
    this.source.close();
  }

  #open() {
    if (this.closed) return;
    const asked = [...this.streams.map((one) => ["stream", one]), ["lastEventId", this.at]];
    this.source = new EventSource(`/live/?${new URLSearchParams(asked)}`);
    for (const [fact, hear] of Object.entries(this.hears)) {
      this.source.addEventListener(fact, (event) => {
        this.at = event.lastEventId || this.at;
        hear(event);
      });
    }
    this.source.addEventListener("stream-open", () => (this.failed = 0));
    this.source.addEventListener("stream-error", () => {
      this.close();
      this.refused?.();
    });
    this.source.addEventListener("error", () => this.#return());
  }

  async #return() {
    if (this.closed || this.source.readyState !== EventSource.CLOSED) return;
    this.lost?.();
    await pause(this.failed++);
    this.#open();
  }
}
