"""What a stranger's files, folders and bad moments cannot do; each test holds a promise of `docs/security.md`."""

import errno
import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

import console
import pages

ACME = (pages.ROOT / "journeys" / "acme" / "acme.journey").read_text("utf-8")
KILLS = int(os.environ.get("JOURNEY_TEST_KILLS", "6"))
COMMANDS = ["check", "fmt --check", "build --out out", "plan", "rules", "show graph acme.journey", "baseline"]


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    (tmp_path / "acme.journey").write_text(ACME, "utf-8")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_speaks_to_the_network(acme: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert console.run(f"journey {command}", acme)[1] in (0, 1, 2)


@pytest.mark.parametrize("command", ["fmt", "build --out out", "baseline"])
def test_a_full_disk_leaves_every_file_as_it_was(acme: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lonely = 'stage lonely "Lonely" { owner sales }\n'
    (acme / "acme.journey").write_text(ACME.replace("  for ideal", "      for ideal") + lonely, "utf-8")
    before = {path.name: path.read_bytes() for path in acme.iterdir()}

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    told, code = console.run(f"journey {command}", acme)
    assert code == 2
    assert os.strerror(errno.ENOSPC) in told
    assert {path.name: path.read_bytes() for path in acme.iterdir() if path.is_file()} == before


@pytest.mark.skipif(os.name == "nt", reason="asks for signals")
@pytest.mark.parametrize("command", ["fmt", "build --out out"])
def test_whoever_is_killed_while_writing_leaves_old_or_new_files(acme: Path, command: str) -> None:
    untidy, tidy = ACME.replace("  for ideal", "      for ideal"), ACME
    chance = random.Random(7)
    for _ in range(KILLS):
        (acme / "acme.journey").write_text(untidy, "utf-8")
        running = subprocess.Popen(
            [sys.executable, "-m", "journeydsl", *command.split()],
            cwd=acme,
            env={**os.environ, "PYTHONPATH": str(pages.ROOT / "src"), "JOURNEY_CACHE": "off"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0, 1.2))
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert (acme / "acme.journey").read_text("utf-8") in (untidy, tidy)
        assert all(page.read_text("utf-8").rstrip().endswith("</html>") for page in acme.rglob("*.html"))


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
