"""One measurement, and medians of several that alternate between the servers."""

import json
import os
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from lib.servers import ACCESS_KEY, BENCH, SECRET_KEY, WORK, Server

KEYS = {"LOAD_ACCESS_KEY": ACCESS_KEY, "LOAD_SECRET_KEY": SECRET_KEY}
LOAD = WORK / "load"


class Failed(Exception):
    """A run in which a request failed is no measurement."""


def load(server: Server, paths: Iterable[str], signed: bool, **options) -> dict:
    """A run of bench/load: its result, with the server's CPU seconds."""
    with tempfile.NamedTemporaryFile("w", suffix=".paths") as file:
        file.write("\n".join(paths) + "\n")
        file.flush()
        flags = [f"-{name}={value}" for name, value in options.items()]
        return measured(server, [LOAD, f"-endpoint={server.endpoint}", f"-paths={file.name}", *flags], signed)


def wrk(server: Server, paths: Iterable[str], signed: bool, conns: int, seconds: float) -> dict:
    """A run of wrk over the same ready-made requests."""
    with tempfile.TemporaryDirectory() as folder:
        listed, requests = Path(folder, "paths"), Path(folder, "requests")
        listed.write_text("\n".join(paths) + "\n")
        emit = [LOAD, f"-endpoint={server.endpoint}", f"-paths={listed}", f"-emit={requests}"]
        subprocess.run(emit, env=environment(signed), check=True)
        script = ["-s", BENCH / "wrk" / "requests.lua", server.endpoint, "--", requests]
        command = ["wrk", "-t2", f"-c{conns}", f"-d{seconds:.0f}s", *script]
        return measured(server, command, signed)


def measured(server: Server, command: list, signed: bool) -> dict:
    before = server.cpu()
    done = subprocess.run(command, env=environment(signed), stdout=subprocess.PIPE, text=True, check=True)
    result = json.loads(done.stdout.strip().splitlines()[-1])
    if result["errors"] or not result["requests"]:
        raise Failed(f"{server.name}: {result}")
    result["cpu"] = server.cpu() - before
    result["rate"] = result["requests"] / result["seconds"]
    result["cpu_100k"] = result["cpu"] / result["requests"] * 100_000
    result["cpu_gb"] = result["cpu"] / max(result["bytes"], 1) * 1e9
    result["gb_per_s"] = result["bytes"] / result["seconds"] / 1e9
    return result


def environment(signed: bool) -> dict:
    return os.environ | (KEYS if signed else {"LOAD_ACCESS_KEY": "", "LOAD_SECRET_KEY": ""})


def rounds(count: int, contestants: dict[str, Callable[[], dict]]) -> dict[str, list[dict]]:
    """Each contestant once in a round, in turn; one that fails is left out of the table, and that is said."""
    results = {name: [] for name in contestants}
    failed = set()
    for _ in range(count):
        for name, run in contestants.items():
            if name in failed:
                continue
            try:
                results[name].append(run())
            except Failed as e:
                print(f"left out: {name}: {e}", flush=True)
                failed.add(name)
    return {name: runs for name, runs in results.items() if name not in failed}


def median(runs: list[dict], field: str) -> float:
    return statistics.median(run[field] for run in runs)


def spread(runs: list[dict], field: str) -> str:
    values = [run[field] for run in runs]
    return f"{number(min(values))} - {number(max(values))}"


def number(value: float) -> str:
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"
