"""https://github.com/websockets/ws#readme: sockets on the same server, beside HTTP."""

from afternoon.app_ts import script
from afternoon.harness import Case, Site, before

CASE = Case(
    packages=("ws@^8.18.0", "@types/ws@^8.18.0"),
    files={
        "src/chat.ts": """\
/** Says back what it hears. */
import type { Server } from "node:http";
import { WebSocketServer } from "ws";

export function openChat(server: Server) {
  const sockets = new WebSocketServer({ server, path: "/chat" });
  sockets.on("connection", (socket) => {
    socket.on("error", console.error);
    socket.on("message", (data) => socket.send(`heard ${data}`));
  });
}
"""
    },
    imports={"src/server.ts": 'import { openChat } from "./chat.ts";'},
    lines=(before("src/server.ts", "server.listen(", "openChat(server);\n"),),
)

TALK = """
const socket = new WebSocket(`ws://127.0.0.1:${process.env.PORT}/chat`);
socket.onopen = () => socket.send("hello");
socket.onmessage = ({ data }) => { console.log(JSON.stringify(data)); socket.close(); };
socket.onerror = () => process.exit(1);
"""


def production(site: Site) -> None:
    assert script(site, TALK) == "heard hello"
    assert site.get("/healthz").status == 200
