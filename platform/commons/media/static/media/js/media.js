/** What pages with pictures and voice messages need, to show them and to give them. */
import "./picture-picker.js";
import "./showing.js";
import "./voice-recorder.js";
