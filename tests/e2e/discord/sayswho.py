"""The program under test: `sayswho run`, in a process of its own, with a configuration and folders of its own."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

from simulator import World

ROOT = Path(__file__).resolve().parents[3]
BINARY = Path(os.environ.get("SAYSWHO_BIN", ROOT / "target/debug/sayswho"))
#: Training takes a moment; all starts of a run share what was trained.
CACHE = Path(os.environ.get("SAYSWHO_E2E_CACHE", "/tmp/sayswho-e2e-cache"))


class Sayswho:
    """One bot. `discord` is what its config.toml says under [discord]."""

    def __init__(self, world: World, folder: Path, **discord: object) -> None:
        self.world = world
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.config = folder / "config.toml"
        lines = [f"{name} = {_toml(value)}" for name, value in discord.items()]
        self.config.write_text("\n".join([f'[bot]\nlibrary = "{ROOT / "knowledge"}"', "[discord]", *lines, ""]))
        self.token = world.token
        self.process: subprocess.Popen[bytes] | None = None
        self.starts = 0

    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return kept | {
            "DISCORD_TOKEN": self.token,
            "SAYSWHO_DISCORD_API_BASE": self.world.base,
            "SAYSWHO_STATE_DIR": str(self.folder / "state"),
            "SAYSWHO_CACHE_DIR": str(CACHE),
            "SAYSWHO_LOG": "warn,sayswho=debug",
        }

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs another command of the program."""
        line = [str(BINARY), *arguments, "--config", str(self.config)]
        return subprocess.run(line, env=self.environment(), capture_output=True, text=True, timeout=60, check=False)

    def start(self, wait: bool = True) -> Sayswho:
        self.starts += 1
        sessions = self.world.gateway.count("identify") + 1
        with open(self.folder / "log", "ab") as log:
            line = [str(BINARY), "run", "--config", str(self.config)]
            self.process = subprocess.Popen(line, env=self.environment(), stdout=log, stderr=log, cwd=self.folder)
        if wait:
            self.world.wait_for_bot(sessions)
        return self

    def stop(self) -> int:
        """Asks it to end, as systemd does, and gives its exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.ends()

    def ends(self) -> int:
        """Waits for it to end on its own."""
        assert self.process is not None
        try:
            return self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def kill(self) -> None:
        """Ends it at once, as a power cut does."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)

    @property
    def log(self) -> str:
        path = self.folder / "log"
        return path.read_text(errors="replace") if path.exists() else ""


def _toml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value) if isinstance(value, int) else f'"{value}"'
