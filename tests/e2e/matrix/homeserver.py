"""A homeserver for one test run: Synapse with SQLite, in a folder of its own, on loopback, federating with nobody."""

from __future__ import annotations

import atexit
import base64
import contextlib
import hashlib
import hmac
import json
import os
import random
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

#: How long it may take to start; the first time it makes its database.
PATIENCE = 120
#: A limit that nobody reaches.
UNLIMITED = {"per_second": 1_000_000, "burst_count": 1_000_000}
NO_LIMITS: dict[str, Any] = {
    **dict.fromkeys(
        (
            "rc_message", "rc_registration", "rc_registration_token_validity", "rc_admin_redaction", "rc_joins_per_room",
            "rc_3pid_validation", "rc_key_requests", "rc_room_creation", "rc_reports", "rc_user_directory",
            "rc_delayed_event_mgmt", "rc_media_create",
        ),
        UNLIMITED,
    ),
    "rc_login": dict.fromkeys(("address", "account", "failed_attempts"), UNLIMITED),
    "rc_joins": dict.fromkeys(("local", "remote"), UNLIMITED),
    "rc_invites": dict.fromkeys(("per_room", "per_user", "per_issuer"), UNLIMITED),
}


class Homeserver:
    """Runs from when it is made until `stop`. `limits`: "none", or "default" for Synapse's own rate limits; `settings`
    are set in its configuration besides."""

    def __init__(self, folder: Path, *, limits: str = "none", settings: dict[str, Any] | None = None) -> None:
        assert limits in ("none", "default"), limits
        self.folder = folder.resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.name = "sayswho.test"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._secret = secrets.token_hex(16)
        self._process: subprocess.Popen[bytes] | None = None
        self._configure((NO_LIMITS if limits == "none" else {}) | (settings or {}))
        atexit.register(self.stop)
        self.start()

    def _configure(self, settings: dict[str, Any]) -> None:
        seed = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        (self.folder / "signing.key").write_text(f"ed25519 a_1 {seed}\n")
        config = {
            "server_name": self.name,
            "public_baseurl": f"{self.url}/",
            "pid_file": str(self.folder / "pid"),
            "listeners": [{
                "port": self.port, "type": "http", "bind_addresses": ["127.0.0.1"], "tls": False,
                "resources": [{"names": ["client"], "compress": False}],
            }],
            "database": {"name": "sqlite3", "args": {"database": str(self.folder / "homeserver.db")}},
            "log_config": str(self.folder / "log.config"),
            "media_store_path": str(self.folder / "media"),
            "signing_key_path": str(self.folder / "signing.key"),
            "registration_shared_secret": self._secret,
            "macaroon_secret_key": secrets.token_hex(16),
            "form_secret": secrets.token_hex(16),
            "bcrypt_rounds": 4,
            "report_stats": False,
            "presence": {"enabled": False},
            "trusted_key_servers": [],
            "federation_domain_whitelist": [],
            **settings,
        }
        # JSON is YAML.
        (self.folder / "homeserver.yaml").write_text(json.dumps(config, indent=1))
        (self.folder / "log.config").write_text(json.dumps({
            "version": 1,
            "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
            "handlers": {"file": {
                "class": "logging.FileHandler", "filename": str(self.folder / "log"), "formatter": "line",
            }},
            "root": {"level": "WARNING", "handlers": ["file"]},
            "disable_existing_loggers": False,
        }))

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        assert self._process is None
        line = [sys.executable, "-m", "synapse.app.homeserver", "--config-path", str(self.folder / "homeserver.yaml")]
        with open(self.folder / "output", "ab") as output:
            self._process = subprocess.Popen(
                line, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
            )
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise RuntimeError(f"Synapse does not start:\n{(self.folder / 'output').read_text(errors='replace')[-4000:]}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Ends it; its folder stays."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def restart(self) -> None:
        """Ends it and starts it again, at the same address, with all that it knows."""
        self.stop()
        self.start()

    def _answers(self) -> bool:
        with contextlib.suppress(OSError):
            self.call("GET", "/_matrix/client/versions")
            return True
        return False

    def call(self, method: str, path: str, body: object = None, token: str | None = None) -> Any:
        """One request; gives the response's JSON. Raises `urllib.error.HTTPError`."""
        request = urllib.request.Request(self.url + path, method=method)
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        if token is not None:
            request.add_header("Authorization", f"Bearer {token}")
        with urllib.request.urlopen(request, timeout=60) as response:
            return json.load(response)

    def register(self, user: str, password: str, admin: bool = False) -> str:
        """Makes an account; gives its whole name."""
        path = "/_synapse/admin/v1/register"
        nonce = self.call("GET", path)["nonce"]
        words = (nonce, user, password, "admin" if admin else "notadmin")
        mac = hmac.new(self._secret.encode(), "\0".join(words).encode(), hashlib.sha1).hexdigest()
        body = {"nonce": nonce, "username": user, "password": password, "admin": admin, "mac": mac}
        try:
            return self.call("POST", path, body)["user_id"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"no account for {user}: {error.read().decode(errors='replace')}") from error


def free_port() -> int:
    """A port that nobody listens on, nor is given to whoever wants any: it must be free again after a restart."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as listener, contextlib.suppress(OSError):
            listener.bind(("127.0.0.1", port))
            return port
