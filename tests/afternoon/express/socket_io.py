"""https://socket.io/docs/v4/server-initialization: socket.io on the same server."""

from afternoon.harness import Case, Site, before

CASE = Case(
    packages=("socket.io@^4.8.1",),
    files={
        "src/lobby.ts": """\
/** Greets those who connect. */
import type { Server as HttpServer } from "node:http";
import { Server } from "socket.io";

export function openLobby(server: HttpServer) {
  const io = new Server(server);
  io.on("connection", (socket) => socket.emit("welcome", socket.id));
}
"""
    },
    imports={"src/server.ts": 'import { openLobby } from "./lobby.ts";'},
    lines=(before("src/server.ts", "server.listen(", "openLobby(server);\n"),),
)


def production(site: Site) -> None:
    opened = site.get("/socket.io/?EIO=4&transport=polling")
    assert (opened.status, opened.body[:7]) == (200, b'0{"sid"')
    assert site.get("/socket.io/?EIO=4&transport=none").status == 400
    assert site.get("/healthz").status == 200
