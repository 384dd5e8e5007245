/** What a room's page needs; the order matters only in that the list comes first. */
import "../../ui/js/realtime/connection-state.js";
import "./message-list.js";
import "./message-composer.js";
import "./message-menu.js";
import "./room-life.js";
import "./room-list.js";
import "./words-offer.js";
