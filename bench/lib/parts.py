"""The parts of the benchmark. Each starts its servers, measures in turns and writes its table."""

import contextlib
import json
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from lib.measure import Failed, load, median, number, rounds, wrk
from lib.report import Report
from lib.servers import BENCH, OURS, WORK, Server, missing

DATA = WORK / "data"
BUCKETS = DATA / "buckets"
MIB16 = 16 << 20


class Bench:
    def __init__(self, report: Report, count: int, seconds: float) -> None:
        self.report, self.count, self.seconds = report, count, seconds

    @contextlib.contextmanager
    def servers(self, *wanted: tuple[str, bool], settings: dict[str, str] | None = None) -> Iterator[dict[str, Server]]:
        """Servers by label; `anonymous` in the label's pair. What is missing is said and left out."""
        running: dict[str, Server] = {}
        with contextlib.ExitStack() as stack:
            for name, anonymous in wanted:
                why = missing(name)
                if why:
                    self.report.say(f"({why})")
                    continue
                # versitygw knows no anonymous mode; a bucket policy opens the bucket instead.
                server = Server(name, BUCKETS, anonymous and name != "versitygw", (settings or {}).get(name, ""))
                running[label(name, anonymous)] = stack.enter_context(server)
                if name == "versitygw":
                    prepare_versitygw(server)
            yield running

    # --- reading ---------------------------------------------------------------------------------

    def get4k(self) -> None:
        """Small objects: 1,000 files of 4 KiB, 32 connections, wrk."""
        paths = files("small", 1000, 4096)
        anonymous = [(name, True) for name in ("nginx", OURS, "versitygw", "s3proxy")]
        with self.servers(*anonymous, (OURS, False), ("s3proxy", False)) as running:
            signed = {"versitygw signed": running["versitygw"]} if "versitygw" in running else {}
            contest = {}
            for name, server in (running | signed).items():
                contest[name] = contestant(wrk, server, paths, "signed" in name, 32, self.seconds)
            results = self.contest(contest)
        self.report.part("GET 4 KiB", "32 connections; CPU is the server's, per 100,000 requests.")
        columns = {"requests/s": "rate", "CPU s": "cpu_100k", "p50 ms": "p50_ms", "p99 ms": "p99_ms"}
        self.report.table(columns, results, "nginx", "rate")
        self.ratios(results, "openfiles signed", ("versitygw signed", "s3proxy signed"), "rate")

    def get16m(self) -> None:
        """Large objects: 8 files of 16 MiB, 4 connections."""
        paths = files("large", 8, MIB16)
        with self.servers(*((name, True) for name in ("nginx", OURS, "versitygw", "s3proxy"))) as running:
            contest = {}
            for name, server in running.items():
                contest[name] = contestant(load, server, paths, False, conns=4, seconds=self.seconds)
            results = self.contest(contest)
        self.report.part("GET 16 MiB", "4 connections; CPU is the server's, per GB.")
        self.report.table({"GB/s": "gb_per_s", "CPU s": "cpu_gb"}, results, "nginx", "gb_per_s")

    # --- writing ---------------------------------------------------------------------------------

    def put16m(self) -> None:
        """One upload after the other of 16 MiB, over 8 keys, against the time that MD5 of the bytes takes."""
        paths = [f"/put/large/{i}" for i in range(8)]
        with self.writers() as running:
            contest = {}
            for name, server in running.items():
                contest[name] = contestant(
                    load, server, paths, "nginx" not in name, op="put", size=MIB16, conns=1, seconds=self.seconds
                )
            results = self.contest(contest | {"MD5 in Java": md5})
        self.report.part(
            "PUT 16 MiB",
            "1 connection, unsigned payload. MD5 is that of the same 16 MiB in a JVM of its own; CPU is per GB.",
        )
        uploads = {name: runs for name, runs in results.items() if name != "MD5 in Java"}
        for runs in uploads.values():
            for run in runs:
                run["ms"] = run["seconds"] / run["requests"] * 1000
        cost = median(results["MD5 in Java"], "ms")
        self.report.table({"ms": "ms", "CPU s/GB": "cpu_gb"}, uploads, None, "ms")
        self.report.say()
        self.report.say(f"MD5: {number(cost)} ms, {number(cost / 1000 / MIB16 * 1e9)} CPU s/GB.")
        for name, runs in uploads.items():
            self.report.say(f"{name}: {median(runs, 'ms') / cost:.2f} of MD5's time.")

    def put4k(self) -> None:
        """Small uploads over 2,000 keys, 8 connections, signed payloads."""
        paths = [f"/put/small/{i:05}" for i in range(2000)]
        with self.writers() as running:
            contest = {}
            for name, server in running.items():
                contest[name] = contestant(
                    load, server, paths, "nginx" not in name,
                    op="put", size=4096, payload="signed", conns=8, seconds=self.seconds,
                )  # fmt: skip
            results = self.contest(contest)
        self.report.part("PUT 4 KiB", "8 connections. Only openfiles calls fsync, where it does not say otherwise.")
        columns = {"requests/s": "rate", "CPU s/100k": "cpu_100k", "p50 ms": "p50_ms", "p99 ms": "p99_ms"}
        self.report.table(columns, results, "versitygw signed", "rate")

    @contextlib.contextmanager
    def writers(self) -> Iterator[dict[str, Server]]:
        for folder in ("large", "small"):
            (BUCKETS / "put" / folder).mkdir(parents=True, exist_ok=True)
        with contextlib.ExitStack() as stack:
            wanted = (("nginx", True), (OURS, False), ("versitygw", False), ("s3proxy", False))
            running = stack.enter_context(self.servers(*wanted))
            if not missing(OURS):
                fast = Server(OURS, BUCKETS, settings="\n[storage]\nfsync = false\n")
                running["openfiles no fsync"] = stack.enter_context(fast)
            yield running

    # --- listing ---------------------------------------------------------------------------------

    def page(self) -> None:
        """A page of 1,000 keys at the beginning, in the middle and at the end of 1,000,000."""
        million()
        places = {"first": "", "middle": "&start-after=k500000", "last": "&start-after=k998999"}
        self.report.part(
            "Page of 1,000 keys among 1,000,000",
            "Empty files made outside, in one folder. Cold: the first page that a server just started is asked for; "
            "the kernel's caches are warm. Warm: the median of up to 20 requests.",
        )
        self.report.say("| | " + " | ".join(f"{p} cold ms | {p} warm ms" for p in places) + " |")
        self.report.say("|---|" + "--:|--:|" * len(places))
        for name in (OURS, "versitygw", "s3proxy"):
            if missing(name):
                continue
            cells = []
            for query in places.values():
                cold, warm = self.pages(name, f"/million?list-type=2&max-keys=1000{query}")
                cells += [number(statistics.median(cold)), number(statistics.median(warm))]
            self.report.say(f"| {name} | " + " | ".join(cells) + " |")

    def pages(self, name: str, path: str) -> tuple[list[float], list[float]]:
        cold, warm = [], []
        # s3proxy needs 8 s and 3 GB for each page: once is enough to know.
        for _ in range(1 if name == "s3proxy" else self.count):
            with Server(name, BUCKETS, env={"S3PROXY_OPTS": "-Xmx3g"}) as server:
                cold.append(load(server, [path], True, conns=1, requests=1, seconds=120)["max_ms"])
                warm.append(load(server, [path], True, conns=1, requests=20, seconds=3)["p50_ms"])
        return cold, warm

    # --- standing by -----------------------------------------------------------------------------

    def idle(self) -> None:
        """Time to start, and memory after one request and five idle seconds."""
        path = files("small", 1000, 4096)[0]
        self.report.part("Idle", "Until the server listens, and its memory 5 s after one request.")
        self.report.say("| | start s | RSS MiB |")
        self.report.say("|---|--:|--:|")
        for name in ("nginx", OURS, "versitygw", "s3proxy"):
            if missing(name):
                continue
            started, memory = [], []
            for _ in range(self.count):
                with Server(name, BUCKETS, anonymous=name == "nginx") as server:
                    load(server, [path], name != "nginx", conns=1, requests=1, seconds=10)
                    time.sleep(5)
                    started.append(server.start_seconds)
                    memory.append(server.rss())
            self.report.say(f"| {name} | {statistics.median(started):.2f} | {statistics.median(memory):.0f} |")

    def connections(self) -> None:
        """5,000 connections that stay, with a heap of 256 MiB: idle first, then each asking in turn."""
        paths = files("small", 1000, 4096)
        self.report.part("5,000 keep-alive connections", "With -Xmx256m. 5 s idle, then GET 4 KiB over all of them.")
        heap = {"OPENFILES_JAVA_OPTS": "-Xmx256m", "S3PROXY_OPTS": "-Xmx256m"}
        self.report.say("| | requests/s | errors | p99 ms | RSS MiB |")
        self.report.say("|---|--:|--:|--:|--:|")
        for name in ("nginx", OURS, "versitygw", "s3proxy"):
            if missing(name):
                continue
            with Server(name, BUCKETS, anonymous=name == "nginx", env=heap) as server:
                try:
                    run = load(server, paths, name != "nginx", conns=5000, idle="5s", seconds=self.seconds * 2)
                    cells = [number(run["rate"]), "0", number(run["p99_ms"])]
                except (Failed, subprocess.CalledProcessError) as e:
                    cells = ["-", str(e)[:120], "-"]
                self.report.say(f"| {name} | " + " | ".join(cells) + f" | {server.rss():.0f} |")

    # --- helpers ---------------------------------------------------------------------------------

    def contest(self, contest: dict) -> dict[str, list[dict]]:
        rounds(3, contest)  # warm-up: the JIT takes some 10 s of load, page cache, connections
        return rounds(self.count, contest)

    def ratios(self, results: dict, ours: str, peers: tuple[str, ...], field: str) -> None:
        self.report.say()
        for peer in peers:
            if ours in results and peer in results:
                factor = median(results[ours], field) / median(results[peer], field)
                self.report.say(f"{ours}: {factor:.2f} times {peer}.")


def label(name: str, anonymous: bool) -> str:
    return name if anonymous else f"{name} signed"


def contestant(run, server: Server, *arguments, **options):
    return lambda: run(server, *arguments, **options)


def files(folder: str, count: int, size: int) -> list[str]:
    """Random files in the bucket `get`, made once; their paths."""
    where = BUCKETS / "get" / folder
    where.mkdir(parents=True, exist_ok=True)
    names = [f"{i:05}" for i in range(count)]
    for name in names:
        file = where / name
        if not file.exists() or file.stat().st_size != size:
            file.write_bytes(os.urandom(size))
    return [f"/get/{folder}/{name}" for name in names]


def million() -> None:
    where = BUCKETS / "million"
    if (where / "k999999").exists():
        return
    where.mkdir(parents=True, exist_ok=True)
    for i in range(1_000_000):
        os.close(os.open(where / f"k{i:06}", os.O_CREAT | os.O_WRONLY, 0o644))


def md5() -> dict:
    java = f"{os.environ['JAVA_HOME']}/bin/java" if "JAVA_HOME" in os.environ else "java"
    done = subprocess.run([java, BENCH / "lib" / "Md5.java"], stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def prepare_versitygw(server: Server) -> None:
    """Opens the bucket `get` to everybody."""
    everybody = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::get/*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [everybody]})
    Path(BUCKETS, "get").mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        file.write(policy)
        file.flush()
        load(server, ["/get?policy"], True, op="put", body=file.name, payload="signed", requests=1)
