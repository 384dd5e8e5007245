/**
 * How a live page is told what happens in its gathering, and sends what she does there: a member's by the page's socket, everyone else's by
 * a live page and forms.
 */
import { LiveStream } from "../../ui/js/realtime/live-stream.js";
import { postForm } from "./sending.js";

/**
 * The line of this page, as `{close(), post}`, `post` being what `sendForm` may send by. `hears` is by the names of facts and hints, called
 * with their data; `refused` where it is taken away, `renew` where too much was missed: it resolves to the element as it is rendered now.
 */
export async function attend(dataset, hears, { refused, renew }) {
  const isMember = Boolean(document.documentElement.dataset.member);
  const { SocketLine } = isMember ? await import("./socket-line.js").catch(() => ({})) : {};
  if (SocketLine) return new SocketLine(dataset, hears, { refused, renew });
  const heard = Object.entries(hears).map(([name, hear]) => [name, (event) => hear(JSON.parse(event.data))]);
  const live = new LiveStream(dataset, { ...Object.fromEntries(heard), "stream-reset": () => renew().catch(refused) }, { refused });
  return { close: () => live.close(), post: postForm };
}
