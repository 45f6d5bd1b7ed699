"""Servers under load: OpenFiles and its peers, all started by the same command line over one folder."""

import os
import re
import shlex
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BENCH = ROOT / "bench"
WORK = ROOT / "target" / "bench"
ACCESS_KEY = "benchaccesskey000001"
SECRET_KEY = "bench-secret-key"
TICKS = os.sysconf("SC_CLK_TCK")

OURS = "openfiles"


def command(name: str) -> list[str]:
    """How a server is started; peers stand behind the same command line."""
    if name == OURS:
        return shlex.split(os.environ.get("OPENFILES_COMMAND", str(ROOT / "openfiles")))
    return [str(BENCH / "peers" / name)]


SELECTED: set[str] = set()  # the servers that the command line names; none: all


def missing(name: str) -> str | None:
    """Why a server cannot be measured here, or None."""
    if SELECTED and name not in SELECTED:
        return f"{name} was not asked for"
    if name == OURS:
        return None if Path(command(name)[0]).exists() else f"{command(name)[0]} does not exist"
    if name == "nginx":
        return None if any(Path(p, "nginx").exists() for p in os.environ["PATH"].split(":")) else "nginx is not on PATH"
    return None if Path(os.environ[name.upper()]).exists() else f"{name} is not there: run bench/install"


os.environ.setdefault("VERSITYGW", str(WORK / "versitygw"))
os.environ.setdefault("S3PROXY", str(WORK / "s3proxy"))


class Server:
    """A running server: `with Server("openfiles", buckets) as server:`."""

    def __init__(self, name: str, buckets: Path, anonymous: bool = False, settings: str = "", env: dict | None = None):
        self.name = name
        self.folder = tempfile.TemporaryDirectory(prefix="openfiles-bench-")
        config = Path(self.folder.name, "openfiles.toml")
        config.write_text(configuration(buckets, anonymous) + settings)
        self.log = WORK / "logs" / f"server-{name}.log"
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [*command(name), "serve", "--config", str(config)],
            env=os.environ | (env or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self.endpoint = self._listening()
        self.start_seconds = time.monotonic() - self.started

    def _listening(self) -> str:
        found, ready = [], threading.Event()

        def drain() -> None:
            with open(self.log, "a", encoding="utf-8") as log:
                for line in self.process.stdout:
                    log.write(line)
                    match = re.search(r"S3 on (http://\S+)", line)
                    if match:
                        found.append(match.group(1).rstrip("/."))
                        ready.set()
            ready.set()

        threading.Thread(target=drain, daemon=True).start()
        ready.wait(120)
        if not found:
            self.stop()
            raise SystemExit(f"{self.name} did not start: {self.log}")
        return found[0]

    def pids(self) -> list[int]:
        """The process and its descendants, without the Python of a stand-in."""
        parents = {}
        for entry in os.scandir("/proc"):
            if entry.name.isdigit():
                try:
                    fields = Path(entry.path, "stat").read_text().rsplit(")", 1)[1].split()
                except OSError:
                    continue
                parents[int(entry.name)] = int(fields[1])
        tree, grown = {self.process.pid}, True
        while grown:
            more = {pid for pid, parent in parents.items() if parent in tree} - tree
            tree |= more
            grown = bool(more)
        return sorted(tree - {self.process.pid}) if self.name != OURS else sorted(tree)

    def cpu(self) -> float:
        """CPU seconds so far, of all its processes."""
        total = 0
        for pid in self.pids():
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def rss(self) -> float:
        """Resident memory in MiB, of all its processes."""
        total = 0
        for pid in self.pids():
            match = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
            total += int(match.group(1)) if match else 0
        return total / 1024

    def stop(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        self.folder.cleanup()

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_) -> None:
        self.stop()


def configuration(buckets: Path, anonymous: bool) -> str:
    lines = ["[s3]", 'listen = "127.0.0.1:0"', f'buckets = "{buckets}"']
    if anonymous:
        lines += ["anonymous = true"]
    else:
        lines += ["", "[[users]]", 'name = "bench"', f'access_key = "{ACCESS_KEY}"', f'secret_key = "{SECRET_KEY}"']
    return "\n".join(lines) + "\n"
