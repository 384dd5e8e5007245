import "./copy-text.js";
import "./offline-notice.js";
import "./realtime/forgetting.js";

navigator.serviceWorker?.register("/service-worker.js");
