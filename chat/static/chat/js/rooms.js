/** What the list of rooms needs. */
import "../../ui/js/realtime/connection-state.js";
import "../../ui/js/realtime/outbox.js";
import "./room-list.js";
