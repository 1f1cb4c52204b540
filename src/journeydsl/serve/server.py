"""The server: loopback only, only for those who know it by that name, and only what was built."""

from __future__ import annotations

import socket
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from posixpath import splitext
from urllib.parse import parse_qs, unquote, urlsplit

from journeydsl.serve.bar import CHANGES_PATH, SCRIPT_PATH, STYLE_PATH, empty_page, policy, watched_page
from journeydsl.serve.preview import Preview

LOOPBACK = "127.0.0.1"
_NAMES = ("127.0.0.1", "localhost")
_PATIENCE = 20.0  # seconds for which a question for changes is kept open
_LOOKS_EVERY = 0.3  # seconds
_KINDS = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml", ".png": "image/png", ".md": "text/plain; charset=utf-8", ".ics": "text/calendar",
    ".json": "application/json", ".csv": "text/csv; charset=utf-8", ".dot": "text/plain; charset=utf-8",
    ".mmd": "text/plain; charset=utf-8", ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
_CAREFUL = (
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
)
_OURS = {SCRIPT_PATH: "live.js", STYLE_PATH: "live.css"}


class Server(ThreadingHTTPServer):
    """Serves one preview; `address` is where."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, preview: Preview, port: int) -> None:
        self.preview = preview
        self.ends = threading.Event()
        super().__init__((LOOPBACK, port), Visit)

    @property
    def address(self) -> str:
        """The address of the front page."""
        return f"http://{LOOPBACK}:{self.server_port}/"

    def server_bind(self) -> None:
        """Binds without asking anybody for the name of this machine."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = LOOPBACK, self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that has gone, such as by closing the tab, is no fault that anybody wants to read of."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def watch(self) -> None:
        """Looks for what was saved, until the server ends."""
        while not self.ends.wait(_LOOKS_EVERY):
            self.preview.look()

    def run(self) -> None:
        """Serves until it is interrupted or told to `shutdown`."""
        threading.Thread(target=self.watch, daemon=True).start()
        try:
            self.serve_forever(poll_interval=0.2)
        finally:
            self.ends.set()
            self.server_close()


class Visit(BaseHTTPRequestHandler):
    """One question."""

    server: Server
    server_version, sys_version = "journey", ""
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        """Gives a page or a file of the playbook, or says that there is none."""
        self._answer()

    def do_HEAD(self) -> None:
        """The same without its content."""
        self._answer()

    def log_message(self, format: str, *words: object) -> None:
        """Says nothing: the terminal is for findings."""

    def _answer(self) -> None:
        if not self._knows_us():
            return self._give(HTTPStatus.FORBIDDEN, b"This preview answers on this machine alone.\n", "text/plain")
        asked = urlsplit(self.path)
        path = unquote(asked.path)
        if path == CHANGES_PATH:
            since = parse_qs(asked.query).get("since", ["0"])[0]
            number = self.server.preview.wait(int(since) if since.isdecimal() and len(since) < 12 else 0, _PATIENCE)
            return self._give(HTTPStatus.OK, f"{number}\n".encode(), "text/plain")
        if path in _OURS:
            data = (files("journeydsl.serve") / _OURS[path]).read_bytes()
            return self._give(HTTPStatus.OK, data, _KINDS[splitext(path)[1]])
        return self._give_file(path)

    def _knows_us(self) -> bool:
        """Whether the visitor asked for this machine by a name that no other site can take, and is no other site."""
        ours = {f"{name}:{self.server.server_port}" for name in _NAMES}
        origin, site = self.headers.get("Origin"), self.headers.get("Sec-Fetch-Site", "none")
        known = origin is None or urlsplit(origin).netloc in ours
        is_visit = self.headers.get("Sec-Fetch-Mode") == "navigate"
        return self.headers.get("Host") in ours and known and (site in ("none", "same-origin") or is_visit)

    def _give_file(self, path: str) -> None:
        shown = self.server.preview.shown
        name = path.removeprefix("/") or "index.html"
        if not shown.files and name == "index.html":
            page = empty_page(self.headers.get("Accept-Language", ""))
        elif name not in shown.files:
            return self._give(HTTPStatus.NOT_FOUND, b"The playbook has no such page.\n", "text/plain")
        elif not name.endswith(".html"):
            kind = _KINDS.get(splitext(name)[1], "application/octet-stream")
            return self._give(HTTPStatus.OK, shown.files[name], kind, "default-src 'none'; style-src 'unsafe-inline'")
        else:
            page = shown.files[name].decode()
        return self._give(HTTPStatus.OK, watched_page(page, shown).encode(), _KINDS[".html"], policy(page))

    def _give(self, status: HTTPStatus, data: bytes, kind: str, rules: str = "default-src 'none'") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", f"{rules}; frame-ancestors 'none'")
        for name, value in _CAREFUL:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)
