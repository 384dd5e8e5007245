import "./copy-text.js";
import "./offline-notice.js";

navigator.serviceWorker?.register("/service-worker.js");
