"""The report in Markdown: the machine, the versions, then a table for each part."""

import os
import platform
import re
import subprocess
import time
from pathlib import Path

from lib.measure import median, number, spread
from lib.servers import BENCH, ROOT, WORK, command

VERSITYGW = re.search(r"versitygw=(\S+)", (BENCH / "install").read_text()).group(1)


class Report:
    """Prints each line as it comes, and keeps all of them for the file."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def say(self, line: str = "") -> None:
        print(line, flush=True)
        self.lines.append(line)

    def header(self) -> None:
        self.say("# Benchmark")
        self.say()
        for name, value in facts().items():
            self.say(f"- {name}: {value}")

    def part(self, title: str, text: str = "") -> None:
        self.say()
        self.say(f"## {title}")
        self.say()
        if text:
            self.say(text)
            self.say()

    def table(self, columns: dict[str, str], results: dict[str, list[dict]], base: str | None, field: str) -> None:
        """A row for each contestant: medians, the spread of `field`, its ratio to `base`'s."""
        ratio = [f"/ {base}"] if base in results else []
        head = ["", *columns, "spread", *ratio]
        self.say("| " + " | ".join(head) + " |")
        self.say("|---|" + "--:|" * (len(head) - 1))
        for name, runs in results.items():
            cells = [name, *(number(median(runs, f)) for f in columns.values()), spread(runs, field)]
            if ratio:
                cells.append(f"{median(runs, field) / median(results[base], field):.2f}")
            self.say("| " + " | ".join(cells) + " |")

    def write(self, path: Path) -> None:
        path.write_text("\n".join(self.lines) + "\n")
        print(f"\n{path}")


def facts() -> dict[str, str]:
    cpu = re.search(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())
    return {
        "date": time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime()),
        "machine": f"{os.cpu_count()} cores, {cpu.group(1) if cpu else platform.machine()}, {memory()} GiB, "
        f"Linux {platform.release()}, {filesystem()}",
        "load before": f"{os.getloadavg()[0]:.1f}",
        "openfiles": first_line("git", "-C", str(ROOT), "describe", "--always", "--dirty")
        + f" ({' '.join(command('openfiles'))})",
        "nginx": first_line("nginx", "-v"),
        "versitygw": VERSITYGW if Path(os.environ["VERSITYGW"]).exists() else "not there",
        "s3proxy": next((p.stem for p in Path(os.environ["S3PROXY"]).glob("s3proxy-*.jar")), "not there"),
        "java": first_line(f"{os.environ['JAVA_HOME']}/bin/java" if "JAVA_HOME" in os.environ else "java", "-version"),
        "wrk": first_line("wrk", "-v"),
    }


def memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def filesystem() -> str:
    return first_line("stat", "-f", "-c", "%T", str(WORK))


def first_line(*words: str) -> str:
    try:
        done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=30)
    except OSError:
        return "not there"
    return next((line.strip() for line in done.stdout.splitlines() if line.strip()), "?")
