import "./copy-text.js";
import "./offline-notice.js";
