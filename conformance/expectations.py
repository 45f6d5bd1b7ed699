"""A list of expected failures, `case<TAB>reason`, that is compared both ways."""

from collections.abc import Iterable
from pathlib import Path

NO_REASON = "reason to be written"


def read(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    rows = [line.split("\t") for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return {row[0]: row[1] for row in rows}


def write(path: Path, failed: Iterable[str]) -> None:
    """Writes the list of this run, by reason, keeping the reasons that are known."""
    known = read(path)
    rows = sorted((known.get(case, NO_REASON), case) for case in failed)
    lines = [f"{case}\t{reason}\n" for reason, case in rows]
    path.write_text("".join(lines))
    print(f"{path}: {len(lines)} cases")


def compare(path: Path, failed: Iterable[str]) -> int:
    """0 when exactly the listed cases failed and each has a reason; says what differs otherwise."""
    failures, expected = set(failed), read(path)
    differences = [f"not on the list, yet it fails: {case}" for case in sorted(failures - expected.keys())]
    differences += [f"on the list, yet it passes: {case}" for case in sorted(expected.keys() - failures)]
    differences += [f"on the list without a reason: {case}" for case, why in expected.items() if why == NO_REASON]
    for difference in differences:
        print(difference)
    print(f"{len(differences)} differences from {path}" if differences else "as expected")
    return int(bool(differences))
