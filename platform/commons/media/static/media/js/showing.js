/** What pages need that show pictures and voice messages, and take none. */
import "./picture-frame.js";
import "./voice-player.js";
