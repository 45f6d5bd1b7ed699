"""The server under test, as a process: OpenFiles by default, or whatever already listens.

`OPENFILES_COMMAND` is the command that starts OpenFiles (default: the launcher of this checkout).
With `CONFORMANCE_ENDPOINT` set (`http://127.0.0.1:7070`) nothing is started: the server that listens
there must know the three users below, which is how a peer is measured with the same scripts.
"""

import contextlib
import os
import re
import shlex
import signal
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class User(NamedTuple):
    name: str
    access_key: str
    secret_key: str


MAIN = User("main", "mainaccesskey0000001", "main-secret-key-for-tests")
ALT = User("alt", "altaccesskey00000002", "alt-secret-key-for-tests")
TENANT = User("tenant", "tenantaccesskey00003", "tenant-secret-key-for-tests")
USERS = (MAIN, ALT, TENANT)


def configuration(buckets: Path, acls: bool, signature_v2: bool, ids_are_keys: bool) -> str:
    """An openfiles.toml with a folder whose folders are the buckets, and the three users."""
    lines = [
        "[s3]",
        'listen = "127.0.0.1:0"',
        f'buckets = "{buckets}"',
        f"acls = {str(acls).lower()}",
        f"signature_v2 = {str(signature_v2).lower()}",
        "",
    ]
    for user in USERS:
        lines += [
            "[[users]]",
            f'name = "{user.name}"',
            f'access_key = "{user.access_key}"',
            f'secret_key = "{user.secret_key}"',
        ]
        if ids_are_keys:
            lines.append(f'id = "{user.access_key}"')
        lines.append("")
    return "\n".join(lines)


@contextlib.contextmanager
def running(log: Path, acls: bool, signature_v2: bool = True, ids_are_keys: bool = False, seconds: float = 60):
    """Yields the endpoint; the server's output goes to `log`. A new bucket has ACLs when `acls`."""
    given = os.environ.get("CONFORMANCE_ENDPOINT")
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="openfiles-conformance-") as folder:
        buckets = Path(folder, "buckets")
        buckets.mkdir()
        config = Path(folder, "openfiles.toml")
        config.write_text(configuration(buckets, acls, signature_v2, ids_are_keys))
        command = shlex.split(os.environ.get("OPENFILES_COMMAND", str(ROOT / "openfiles")))
        process = subprocess.Popen(
            [*command, "serve", "--config", str(config)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            yield _endpoint(process, log, seconds)
        finally:
            _stop(process)


def _endpoint(process: subprocess.Popen, log: Path, seconds: float) -> str:
    """Waits for the line `S3 on http://HOST:PORT`, then keeps draining the output into the log."""
    found: list[str] = []
    ready = threading.Event()

    def drain() -> None:
        with open(log, "w", encoding="utf-8") as out:
            for line in process.stdout:
                out.write(line)
                out.flush()
                match = re.search(r"S3 on (https?://\S+)", line)
                if match and not found:
                    found.append(match.group(1).rstrip("/."))
                    ready.set()
        ready.set()

    threading.Thread(target=drain, daemon=True).start()
    ready.wait(seconds)
    if not found:
        raise SystemExit(f"the server did not say where it listens; its output: {log}\n{_tail(log)}")
    return found[0]


def _tail(log: Path) -> str:
    return "".join(log.read_text(encoding="utf-8").splitlines(True)[-20:]) if log.exists() else ""


def _stop(process: subprocess.Popen) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
