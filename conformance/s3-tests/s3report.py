"""A pytest plugin: one JSON line per case into $S3REPORT, and clean-up that cannot poison a run.

The suite empties its buckets after every case. When one bucket cannot be emptied, every later
case would fail for that reason alone; so the failure is written to $S3REPORT.leaks, and the next
cases get a fresh bucket prefix.
"""

import json
import os

import pytest

REPORT = os.environ["S3REPORT"]
_cases: dict[str, dict] = {}


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    if call.excinfo is not None and not report.passed:
        report.why = f"{call.excinfo.typename}: {call.excinfo.value}"[:300]


def pytest_runtest_logreport(report):
    case = _cases.setdefault(report.nodeid, {"case": _name(report.nodeid), "outcome": "passed", "seconds": 0})
    case["seconds"] = round(case["seconds"] + report.duration, 3)
    if report.when != "teardown" and report.outcome != "passed":
        case["outcome"] = report.outcome
        case["why"] = getattr(report, "why", "")
    if report.when == "teardown":
        with open(REPORT, "a", encoding="utf-8") as out:
            out.write(json.dumps(case) + "\n")


def _name(nodeid: str) -> str:
    """`test_s3.py::test_bucket_list_empty`: the folder says nothing."""
    return nodeid.rsplit("/", 1)[-1]


@pytest.fixture(scope="session", autouse=True)
def _soft_clean_up():
    import s3tests.functional as suite

    strict = suite.nuke_prefixed_buckets

    def soft(prefix, client=None):
        try:
            strict(prefix=prefix, client=client)
        except Exception as e:
            with open(REPORT + ".leaks", "a", encoding="utf-8") as out:
                out.write(f"{type(e).__name__}: {str(e)[:300]}\n")
            suite.prefix = suite.choose_bucket_prefix(template="s3t-{random}-")

    suite.nuke_prefixed_buckets = soft
    yield
    suite.nuke_prefixed_buckets = strict
