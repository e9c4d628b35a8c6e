"""Stands between the bot and its homeserver: passes everything on, and at a test's wish holds one request, or refuses it,
or keeps the keys of encrypted rooms until later.

With it a test ends the bot exactly in the middle of an answer, rather than by chance.
"""

from __future__ import annotations

import http.client
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

#: How long a request is held at the most, and waited for: longer than the bot waits for news, after which it asks anew.
PATIENCE = 60
SYNC = re.compile("^GET /_matrix/client/v3/sync")


class Hold:
    """One request that is held: before it reaches the homeserver, or after that has answered it."""

    def __init__(self, line: str, when: str) -> None:
        self.line = re.compile(line)
        self.when = when
        self.dropped = False
        self._held = threading.Event()
        self._free = threading.Event()

    def wait(self) -> None:
        """Until a request is held."""
        assert self._held.wait(PATIENCE), f"no request of {self.line.pattern}"

    def release(self) -> None:
        """Lets it pass."""
        self._free.set()

    def drop(self) -> None:
        """Drops it: held before, it never reaches the homeserver; held after, the bot gets no response."""
        self.dropped = True
        self._free.set()

    def pause(self) -> None:
        self._held.set()
        self._free.wait(PATIENCE)
        if self.dropped:
            raise ConnectionAbortedError


class Gate:
    """Listens from when it is made until `close`. Requests are told by a line: `PUT /_matrix/client/v3/…`."""

    def __init__(self, homeserver: str) -> None:
        self.target = homeserver.removeprefix("http://")
        self.lines: list[str] = []
        self._lock = threading.Lock()
        self._holds: list[Hold] = []
        self._refusals: list[tuple[re.Pattern[str], int, dict]] = []
        self._synced: list[bytes] = []
        self._keeps_keys = False
        self._keys: list[dict] = []
        gate = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def pass_on(self) -> None:
                try:
                    gate.pass_on(self)
                except OSError:
                    # The bot is gone, or the homeserver.
                    self.close_connection = True

            do_GET = do_PUT = do_POST = do_DELETE = pass_on

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def hold(self, line: str, when: str = "before") -> Hold:
        """Holds the next request of this line."""
        hold = Hold(line, when)
        with self._lock:
            self._holds.append(hold)
        return hold

    def refuse(self, line: str, status: int, body: dict, times: int = 1) -> None:
        """Answers the next `times` requests of this line in the homeserver's place."""
        with self._lock:
            self._refusals += [(re.compile(line), status, body)] * times

    def refused_all(self) -> bool:
        """Whether nothing is left to refuse."""
        with self._lock:
            return not self._refusals

    def keep_keys(self) -> None:
        """From now on the bot gets what is said in encrypted rooms, but not the keys."""
        with self._lock:
            self._keeps_keys = True

    def give_keys(self) -> None:
        """Gives the bot the keys that were kept, with the next sync."""
        with self._lock:
            assert self._keys, "no key came"
            self._keeps_keys = False

    def has_passed(self, event: str) -> bool:
        """Whether the bot has got an event."""
        with self._lock:
            return any(event.encode() in body for body in self._synced)

    def close(self) -> None:
        with self._lock:
            holds, self._holds = self._holds, []
        for hold in holds:
            hold.release()
        self._server.shutdown()
        self._server.server_close()

    def pass_on(self, request: BaseHTTPRequestHandler) -> None:
        given = request.rfile.read(int(request.headers.get("Content-Length", 0)))
        line = f"{request.command} {request.path}"
        with self._lock:
            self.lines.append(line)
            hold = next((hold for hold in self._holds if hold.line.search(line)), None)
            if hold is not None:
                self._holds.remove(hold)
            refusal = next((refusal for refusal in self._refusals if refusal[0].search(line)), None)
            if refusal is not None:
                self._refusals.remove(refusal)
        if refusal is not None:
            return answer(request, refusal[1], json.dumps(refusal[2]).encode())
        if hold is not None and hold.when == "before":
            hold.pause()
        connection = http.client.HTTPConnection(self.target, timeout=120)
        try:
            headers = {name: value for name, value in request.headers.items() if name.lower() not in ("host", "connection")}
            connection.request(request.command, request.path, given or None, headers)
            response = connection.getresponse()
            body = response.read()
        finally:
            connection.close()
        if hold is not None and hold.when == "after":
            hold.pause()
        if SYNC.match(line) and response.status == 200:
            body = self._sync(body)
        answer(request, response.status, body)

    def _sync(self, body: bytes) -> bytes:
        """A response to a sync, without the keys that are kept, or with those that were."""
        with self._lock:
            if self._keeps_keys or self._keys:
                synced = json.loads(body)
                events = synced.setdefault("to_device", {}).setdefault("events", [])
                if self._keeps_keys:
                    self._keys += events
                    events.clear()
                else:
                    events[:0] = self._keys
                    self._keys = []
                body = json.dumps(synced).encode()
            self._synced.append(body)
        return body


def answer(request: BaseHTTPRequestHandler, status: int, body: bytes) -> None:
    request.send_response(status)
    request.send_header("Content-Type", "application/json")
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)
