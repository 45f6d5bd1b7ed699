"""What the stand-ins for OpenFiles share: the configuration file, a free port, the line on stdout."""

import os
import signal
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from typing import NamedTuple


class Config(NamedTuple):
    s3: dict
    users: list[dict]

    @property
    def buckets(self) -> str:
        return self.s3["buckets"]

    @property
    def anonymous(self) -> bool:
        return self.s3.get("anonymous", False)

    @property
    def tls(self) -> bool:
        return "tls" in self.s3


def serve(command: Callable[[Config, int], list[str]]) -> None:
    """Starts the peer, says where it listens when it does, and ends with it."""
    arguments = sys.argv[1:]
    if arguments[:2] != ["serve", "--config"]:
        raise SystemExit(f"usage: {sys.argv[0]} serve --config FILE")
    with open(arguments[2], "rb") as f:
        parsed = tomllib.load(f)
    config = Config(parsed["s3"], parsed.get("users", []))
    port = int(config.s3["listen"].rsplit(":", 1)[1]) or free_port()
    process = subprocess.Popen(command(config, port), stdin=subprocess.DEVNULL)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: process.terminate())
    while process.poll() is None and not listens(port):
        time.sleep(0.05)
    if process.poll() is None:
        print(f"pid {process.pid}", flush=True)
        print(f"S3 on {'https' if config.tls else 'http'}://127.0.0.1:{port}", flush=True)
    sys.exit(process.wait())


def java() -> str:
    home = os.environ.get("JAVA_HOME")
    return f"{home}/bin/java" if home else "java"


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def listens(port: int) -> bool:
    with socket.socket() as s:
        s.settimeout(1)
        return s.connect_ex(("127.0.0.1", port)) == 0
