"""What a run of `check` does without, and what it shares; the answers are the same either way."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import console
from journeydsl.cli import sharing
from journeydsl.cli.check import command
from journeydsl.cli.findings import Wanted

JOURNEY = """journey boats "Boats" {}
team marketing "Marketing" {}
entry stage reader "Reader" { owner marketing }
won stage owner "Owner" { owner marketing }
move reader -> owner by marketing
"""
PIECES = [f"piece {number}" for number in range(700)]
can_share = pytest.mark.skipif(not hasattr(os, "fork"), reason="asks for a system that forks")


@pytest.fixture
def boats(tmp_path: Path) -> Path:
    (tmp_path / "boats.journey").write_text(JOURNEY, encoding="utf-8")
    return tmp_path


def test_a_check_of_paths_alone_does_without_what_tells_options_apart(boats: Path) -> None:
    heavy = ("click", "inspect", "networkx", "lark", "holidays", "jinja2")
    run = "import sys; from journeydsl.cli import main; main(['check', '.']); "
    run += f"print([name for name in {heavy} if name in sys.modules])"
    surroundings = {**os.environ, "JOURNEY_CACHE": "off"}
    done = subprocess.run([sys.executable, "-c", run], cwd=boats, env=surroundings, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


@pytest.mark.parametrize("paths", ["", ".", "boats.journey", "nowhere", ". nowhere"])
def test_a_check_of_paths_alone_says_what_one_with_options_says(boats: Path, paths: str) -> None:
    assert console.journey(f"check {paths}", boats) == console.journey(f"check --fail-on error {paths}", boats)


def test_what_is_wanted_without_options_is_what_the_command_line_makes_of_none() -> None:
    options = command.make_context("check", []).params
    options.pop("paths")
    assert Wanted(**options)._replace(today=None) == Wanted()


@pytest.mark.parametrize("settings", ["severity = 3", '[severity]\nno-such-check = "off"'])
def test_settings_that_cannot_be_meant_are_told_either_way(boats: Path, settings: str) -> None:
    (boats / "journey.toml").write_text(settings, encoding="utf-8")
    told, code = console.journey("check .", boats)
    assert (told, code) == console.journey("check --no-baseline .", boats)
    assert code == 2
    assert told.startswith("error: ")


@can_share
@pytest.mark.parametrize("processors", [1, 2, 5])
def test_work_is_done_once_by_however_many(monkeypatch: pytest.MonkeyPatch, processors: int) -> None:
    monkeypatch.setattr(sharing, "_processors", lambda: processors)
    assert sharing.share(PIECES, str.upper, lambda: None) == {piece: piece.upper() for piece in PIECES}


@can_share
def test_what_a_child_leaves_over_is_done_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    parent = os.getpid()

    def work(piece: str) -> str:
        if os.getpid() != parent and piece.endswith("9"):
            os._exit(1)
        return piece

    monkeypatch.setattr(sharing, "_processors", lambda: 3)
    assert sharing.share(PIECES, work, lambda: None) == {piece: piece for piece in PIECES}


@can_share
def test_whoever_is_stopped_leaves_no_child_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def work(piece: str) -> str:
        raise RuntimeError(piece)

    monkeypatch.setattr(sharing, "_processors", lambda: 3)
    with pytest.raises(RuntimeError):
        sharing.share(PIECES, work, lambda: None)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
