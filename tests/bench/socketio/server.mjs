// A room over socket.io with its Redis adapter, storing nothing: what is posted goes to everyone in it.
import { createRequire } from "node:module";
import { createServer } from "node:http";

const require = createRequire(process.env.MODULES);
const { Server } = require("socket.io");
const { createAdapter } = require("@socket.io/redis-adapter");
const { createClient } = require("redis");

const publisher = createClient({ url: process.env.REDIS_URL });
const subscriber = publisher.duplicate();
await Promise.all([publisher.connect(), subscriber.connect()]);

const web = createServer();
const io = new Server(web, {
  adapter: createAdapter(publisher, subscriber),
  transports: ["websocket"],
  perMessageDeflate: false,
  serveClient: false,
});

io.on("connection", (socket) => {
  socket.join("room");
  socket.on("post", ({ key, body }, acknowledge) => {
    io.to("room").emit("message", { key, body, by: socket.id, at: new Date().toISOString() });
    acknowledge(key);
  });
});

web.listen(Number(process.env.PORT), "127.0.0.1");
