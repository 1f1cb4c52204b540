"""What a stranger's files, folders and bad moments cannot do; each test holds a promise of `docs/security.md`."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

import console
import pages
import watched
from journeydsl.cli.commands import journey

ACME = (pages.ROOT / "journeys" / "acme" / "acme.journey").read_text("utf-8")
KILLS = int(os.environ.get("JOURNEY_TEST_KILLS", "6"))
SURROUNDINGS = {**os.environ, "PYTHONPATH": str(pages.ROOT / "src"), "JOURNEY_CACHE": "off"}
WRITING = ["fmt", "check --fix", "build --out out", "baseline", "sign sales", "merge base acme.journey theirs",
           "diff base theirs --format html --output report.html", "calendar acme.journey --output acme.ics",
           "draw acme.journey --output acme.svg"]  # fmt: skip
UNTIDY = ACME.replace("  for ideal", "      for ideal") + 'stage lonely "Lonely" { owner sales }\n'


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    (tmp_path / "acme.journey").write_text(ACME, "utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str, str]]:
    """What every command asked of the machine, over a journey full of a word that is in no code."""
    folder = tmp_path_factory.mktemp("watched")
    said = ACME.replace('"Acme', f'"{watched.MARK.title()} Acme').replace("champion", watched.MARK)
    assert said.count(watched.MARK) > 3
    (folder / "acme.journey").write_text(said, "utf-8")
    for words in ("init -q", "add .", "-c user.name=a -c user.email=a@b commit -q -m first"):
        subprocess.run(["git", *words.split()], cwd=folder, check=True)
    ran = subprocess.run(
        [sys.executable, watched.__file__, str(folder)], env=SURROUNDINGS, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return [tuple(json.loads(line)) for line in ran.stdout.splitlines()]


def test_every_command_is_watched(met: list[tuple[str, str, str]]) -> None:
    assert {line.split()[0] for line in watched.LINES} == set(journey.list_commands(click.Context(journey)))
    ended = {line: code for line, event, code in met if event == "ended"}
    assert list(ended) == list(watched.LINES)
    assert {line: code for line, code in ended.items() if code == "2"} == {}


def test_no_command_speaks_to_the_network(met: list[tuple[str, str, str]]) -> None:
    asked = [(line, event, words) for line, event, words in met if event.startswith(("socket.", "urllib.", "http."))]
    assert [(line.split()[0], event) for line, event, _ in asked] == [("serve", "socket.bind")]
    assert "('127.0.0.1', 0)" in asked[0][2]


def test_no_command_runs_what_authors_write(met: list[tuple[str, str, str]]) -> None:
    assert [one for one in met if one[1] in ("compile", "exec")] == []
    programs = {(line.split()[0], words.split("'")[1]) for line, event, words in met if event == "subprocess.Popen"}
    assert not any(event.startswith(("os.", "pty.", "webbrowser.")) for _, event, _ in met)
    git = {(command, "git") for command in ("build", "diff", "hook")}
    graphviz = {(command, sys.executable) for command in ("build", "draw", "serve")}
    assert {one for one in programs if one[0] != "completion"} <= git | graphviz
    assert not any(watched.MARK in words.lower() for _, event, words in met if event == "subprocess.Popen")


def untidy(command: str) -> dict[str, bytes]:
    """Files about which a command has something to write."""
    text = UNTIDY.replace("{ owner sales }\n", "{ ownr sales }\n") if command == "check --fix" else UNTIDY
    theirs = text.replace('"Lonely"', '"Alone"')
    return {"acme.journey": text.encode(), "base": text.encode(), "theirs": theirs.encode()}


def lay(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).write_bytes(data)


def held(folder: Path) -> dict[str, bytes]:
    """Every file by its path, but for those that were being written beside the one that they stand for."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not _is_beside(path.name))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _is_beside(name: str) -> bool:
    return name.startswith(".journey-") and not name.endswith((".json", ".jsonl"))


@pytest.mark.parametrize("command", WRITING)
def test_a_full_disk_leaves_every_file_as_it_was(tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    lay(tmp_path, untidy(command))
    monkeypatch.setattr(os, "fsync", full)
    told, code = console.run(f"journey {command}", tmp_path)
    assert code in (2, 129)
    assert os.strerror(errno.ENOSPC).lower() in told.lower()
    assert held(tmp_path) == untidy(command)


@pytest.mark.skipif(sys.platform != "linux", reason="asks for a limit of file sizes")
@pytest.mark.parametrize("command", WRITING)
def test_a_disk_that_fills_up_leaves_every_file_as_it_was(tmp_path: Path, command: str) -> None:
    lay(tmp_path, untidy(command))
    limit = "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200)); from journeydsl.cli import main; sys.exit(main())"
    ran = subprocess.run([sys.executable, "-c", limit, *command.split()], cwd=tmp_path, env=SURROUNDINGS,
                         capture_output=True, text=True, check=False)  # fmt: skip
    assert ran.returncode in (2, 129), ran.stderr
    assert "Traceback" not in ran.stderr
    assert held(tmp_path) == untidy(command)


@pytest.mark.skipif(os.name == "nt", reason="asks for signals")
@pytest.mark.parametrize("command", WRITING)
def test_whoever_is_killed_while_writing_leaves_old_or_new_files(tmp_path: Path, command: str) -> None:
    lay(tmp_path, untidy(command))
    began = time.monotonic()
    assert _running(tmp_path, command).wait() in (0, 1)
    lasts, before, after = time.monotonic() - began, untidy(command), held(tmp_path)
    assert before != after
    chance = random.Random(7)
    for _ in range(KILLS):
        for path in after.keys() - before.keys():
            (tmp_path / path).unlink(missing_ok=True)
        lay(tmp_path, before)
        running = _running(tmp_path, command)
        time.sleep(chance.uniform(0, lasts))
        running.send_signal(signal.SIGKILL)
        running.wait()
        for name, data in held(tmp_path).items():
            assert data in (before.get(name), after.get(name)) or _is_begun(name, data), name


def _running(folder: Path, command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "journeydsl", *command.split(), *(["acme.journey"] if command == "sign sales" else [])],
        cwd=folder, env={**SURROUNDINGS, "JOURNEY_TODAY": "2026-11-22"}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _is_begun(name: str, data: bytes) -> bool:
    """Whether it is the record of a build, whole, as it is written before the rest is."""
    return name.endswith(".journey-build.json") and json.loads(data)["made_of"] == {}


def test_a_build_that_was_stopped_goes_on_though_the_journey_has_changed(
    acme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(source: str, target: str) -> None:
        if target.endswith("index.html"):
            raise KeyboardInterrupt
        replace(source, target)

    replace = os.replace
    for text, is_stopped in ((ACME, True), (UNTIDY, True), (ACME.replace("Acme", "Zenith"), False)):
        (acme / "acme.journey").write_text(text, "utf-8")
        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", stop if is_stopped else replace)
            told, code = console.run("journey build --out out acme.journey", acme)
        assert code == (130 if is_stopped else 0), told
    assert "Zenith" in (acme / "out" / "index.html").read_text("utf-8")
    assert console.run("journey build --check --out out acme.journey", acme)[1] == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="asks for pipes")
def test_a_pipe_where_a_page_would_go_keeps_nobody_waiting(acme: Path) -> None:
    (acme / "out").mkdir()
    os.mkfifo(acme / "out" / "index.html")
    told, code = console.run("journey build --out out", acme)
    assert code == 2
    assert "was not written by a build" in told


@pytest.mark.parametrize(
    "path", ["../secret.journey", "/etc/passwd", "..\\\\secret.journey", "inner/../../secret.journey"]
)
def test_no_use_leads_out_of_the_workspace(tmp_path: Path, path: str) -> None:
    shop = tmp_path / "shop"
    shop.mkdir()
    (tmp_path / "secret.journey").write_text('team secret "Do not tell"\n', "utf-8")
    (shop / "a.journey").write_text(f'use "{path}"\njourney a "A"\n', "utf-8")
    told, code = console.run("journey check a.journey", shop)
    assert code in (1, 2)
    assert "Do not tell" not in told


def test_what_authors_write_is_never_run_as_a_template_or_a_page(acme: Path) -> None:
    said = "{{ 7 * 191 }}<script>alert(1)</script>"
    (acme / "acme.journey").write_text(ACME.replace("Two of three peers already fixed this", said), "utf-8")
    assert console.run("journey build --out out", acme)[1] in (0, 1)
    written = "".join(page.read_text("utf-8") for page in (acme / "out").rglob("*.html"))
    assert "{{ 7 * 191 }}" in written
    assert "<script>alert(1)" not in written
