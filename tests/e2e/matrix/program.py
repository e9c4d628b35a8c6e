"""The program under test: `sayswho matrix login`, `recover` and `run`, with an account, a configuration and folders of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BINARY = Path(os.environ.get("SAYSWHO_BIN", ROOT / "target/debug/sayswho"))
#: Training takes a moment; all starts of a run share what was trained.
CACHE = Path(os.environ.get("SAYSWHO_E2E_CACHE", "/tmp/sayswho-e2e-cache"))


class Program:
    """One bot. `matrix` is what its config.toml says under [matrix] besides homeserver and account."""

    def __init__(self, homeserver: str, user: str, password: str, folder: Path, **matrix: str) -> None:
        self.homeserver = homeserver
        self.user = user
        self.password = password
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.config = folder / "config.toml"
        lines = [f"{name} = {value}" for name, value in matrix.items()]
        self.config.write_text("\n".join([
            f'[bot]\nlibrary = "{ROOT / "knowledge"}"',
            f'[matrix]\nhomeserver = "{homeserver}"\nuser = "{user}"',
            *lines,
            "",
        ]))
        self.process: subprocess.Popen[bytes] | None = None

    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return kept | {
            "SAYSWHO_STATE_DIR": str(self.folder / "state"),
            "SAYSWHO_CACHE_DIR": str(CACHE),
            "SAYSWHO_LOG": os.environ.get("SAYSWHO_LOG", "warn"),
        }

    def command(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Runs another command of the program, with `given` on its standard input."""
        line = [str(BINARY), *arguments, "--config", str(self.config)]
        return subprocess.run(
            line, env=self.environment(), input=given, capture_output=True, text=True, timeout=300, check=False
        )

    def login(self, *arguments: str) -> str:
        """Signs in; gives the recovery key, if one was made."""
        done = self.command("matrix", "login", *arguments, given=self.password + "\n")
        assert done.returncode in (0, 1), done.stderr
        return done.stdout.strip()

    def recover(self, key: str) -> subprocess.CompletedProcess[str]:
        return self.command("matrix", "recover", given=key + "\n")

    def forget(self) -> None:
        """Loses all that it keeps."""
        shutil.rmtree(self.folder / "state")

    def line(self) -> list[str]:
        return [str(BINARY), "run", "--config", str(self.config)]

    def start(self) -> None:
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                self.line(), env=self.environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder
            )

    def stop(self) -> None:
        """Ends it as systemd does; at once if it does not."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    @property
    def log(self) -> str:
        path = self.folder / "log"
        return path.read_text(errors="replace") if path.exists() else ""
