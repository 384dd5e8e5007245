import "./copy-text.js";
import "./menus.js";
import "./offline-notice.js";
import "./realtime/forgetting.js";

navigator.serviceWorker?.register("/service-worker.js").catch(() => {}); // without it the browser says itself that there is no network
