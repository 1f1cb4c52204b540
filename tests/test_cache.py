"""The cache is never trusted, never in the way, and never half written."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from journeydsl.cli.cache import cache_file, read_cache, version, write_cache

JOURNEY = """journey boats "Boats" {}
team marketing "Marketing" {}
entry stage reader "Reader" { owner marketing }
won stage owner "Owner" { owner marketing }
move reader -> owner by marketing
"""


@pytest.fixture
def harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of 14 journeys, enough for two processes, and a cache of its own."""
    folder = tmp_path / "harbour"
    folder.mkdir()
    for number in range(14):
        text = JOURNEY.replace("boats", f"boats_{number}")
        (folder / f"boats_{number:02}.journey").write_text(text, encoding="utf-8")
    monkeypatch.setenv("JOURNEY_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("JOURNEY_TODAY", "2026-11-22")
    return folder


def check(folder: Path) -> str:
    command = [sys.executable, "-m", "journeydsl", "check", ".", "--brief"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8")
    assert done.stderr == ""
    return done.stdout


def kept_in(folder: Path) -> Path:
    path = cache_file(str(folder))
    assert path
    return Path(path)


def test_a_cache_that_was_changed_by_anything_counts_as_empty(harbour: Path) -> None:
    first = check(harbour)
    whole = kept_in(harbour).read_bytes()
    _, _, data = whole.partition(b"\n")
    told = json.loads(data)
    told["results"] = {key: ["what", "ever"] for key in told["results"]}
    told["answers"] = {key: {**answer, "printed": "All is well.\n"} for key, answer in told["answers"].items()}
    middle = len(whole) // 2
    flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    others = (b"", b"\n", b"[]", whole[:middle], data, flipped, b"0\n" + json.dumps(told).encode(), b"\xff" * 99)
    for other in others:
        kept_in(harbour).write_bytes(other)
        assert read_cache(str(harbour))["answers"] == {}
    assert check(harbour) == first
    assert kept_in(harbour).read_bytes().partition(b"\n")[2] != b""


def test_a_cache_of_another_version_counts_as_empty(harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_cache(str(harbour), {"answers": {"a": {}}, "results": {}, "facts": {}})
    assert read_cache(str(harbour))["answers"] == {"a": {}}
    monkeypatch.setattr("journeydsl.cli.cache.version", lambda: f"{version()}.1")
    assert read_cache(str(harbour))["answers"] == {}


def test_runs_at_the_same_time_say_the_same_and_leave_one_whole_file(harbour: Path) -> None:
    command = [sys.executable, "-m", "journeydsl", "check", ".", "--brief"]
    runs = [subprocess.Popen(command, cwd=harbour, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for _ in range(4)]
    told = {run.communicate()[0] for run in runs}
    assert len(told) == 1
    assert [path.name for path in kept_in(harbour).parent.iterdir()] == [kept_in(harbour).name]
    assert len(read_cache(str(harbour))["results"]) == 14


@pytest.mark.parametrize("place", ["file", "folder", "long name"])
def test_a_cache_that_cannot_be_written_is_no_problem(
    harbour: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file where the folder would be, a folder where the file would be, a name that is too long."""
    first = check(harbour)
    kept = kept_in(harbour)
    kept.unlink()
    match place:
        case "file":
            kept.parent.rmdir()
            kept.parent.write_text("in the way", encoding="utf-8")
        case "folder":
            kept.mkdir()
        case _:
            monkeypatch.setenv("JOURNEY_CACHE", str(kept.parent / ("x" * 300)))
    assert check(harbour) == first
    assert read_cache(str(harbour)) == {"answers": {}, "results": {}, "facts": {}}


def test_a_cache_may_be_removed_at_any_time(harbour: Path) -> None:
    first = check(harbour)
    kept_in(harbour).unlink()
    assert check(harbour) == first
    assert kept_in(harbour).exists()
