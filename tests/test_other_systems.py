"""What Windows and macOS do otherwise, as far as another system can tell: line ends, paths, names, streams."""

import json
import ntpath
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import IO

import pytest

import console
import pages
from journeydsl.text.file_names import file_name, free_name
from journeydsl.workspace import files

ACME = (pages.ROOT / "journeys" / "acme" / "acme.journey").read_text("utf-8")
SHOP = """use "{used}"
journey shop {{}}
entry stage lead {{ owner sales }}
won stage customer {{ owner sales }}
move lead -> customer by sales
"""
# What Windows does not take in a name, and the names it keeps for itself whatever their ending.
FORBIDDEN = set('<>:"|?*\\')
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
# Runs commands in one process as strictly as it can be: texts are read and written as UTF-8 because the code says so.
DRIVER = """
import gc, json, os, shlex, subprocess, sys, tempfile
for name in json.loads(sys.argv[1]):
    sys.modules[name] = None
for name in json.loads(sys.argv[2]):
    if hasattr(os, name): delattr(os, name)
from journeydsl.cli import main
for line in sys.argv[3:]:
    code = main(shlex.split(line))
    sys.stderr.write(f"{line}: {code}\\n")
"""
READING = [
    "check .", "check . --brief", "check . --format json", "check . --format sarif", "check . --format junit",
    "check . --format gitlab", "check . --format github", "check . --format markdown", "check . --fix --diff",
    "fmt --check .", "fmt --diff .", "test .", "plan .", "rules .", "calendar .", "allows .", "diff . .",
    "show tokens FILE", "show tree FILE", "show model .", "show graph .", "textconv FILE", "explain unknown-name",
    "checks", "completion bash",
]  # fmt: skip
WRITING = ["baseline .", "draw . --output picture.svg", "build . --out out --single-file", "build . --out out --check",
           "fmt .", "calendar . --output dates.ics"]  # fmt: skip
SPEAKING_OF_NO_FILE = {"textconv FILE", "explain unknown-name", "checks", "completion bash"}


# ---- line ends and marks


@pytest.fixture
def windows(tmp_path: Path) -> Path:
    """The same journey twice: as other systems write it, and with the line ends of Windows."""
    for folder, text in (("plain", ACME), ("windows", ACME.replace("\n", "\r\n"))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "acme.journey").write_bytes(text.encode())
    return tmp_path


@pytest.mark.parametrize(
    "command",
    ["check .", "check . --format json", "fmt --check .", "test .", "plan .", "rules .", "show tree acme.journey",
     "show model .", "calendar .", "textconv acme.journey", "allows .", "draw . --format mermaid"],
)  # fmt: skip
def test_line_ends_of_windows_change_nothing_that_is_said(windows: Path, command: str) -> None:
    for folder in ("plain", "windows"):
        path = windows / folder / "acme.journey"
        path.write_bytes(path.read_bytes().replace(b"owner marketing", b"owner marketting", 1))
    plain, code = console.run(f"journey {command}", windows / "plain")
    assert console.run(f"journey {command}", windows / "windows") == (plain, code)
    assert "Traceback" not in plain


def test_versions_that_differ_in_line_ends_alone_do_not_differ(windows: Path) -> None:
    told, code = console.run("journey diff plain windows", windows)
    assert (told, code) == ("Nothing that matters has changed.\n", 0)


def test_a_file_keeps_the_line_ends_of_windows_through_every_command_that_writes(windows: Path) -> None:
    folder, path = windows / "windows", windows / "windows" / "acme.journey"
    untidy = ACME.replace("  for ideal", "      for ideal").replace("owner marketing", "owner marketting", 1)
    path.write_bytes(untidy.replace("\n", "\r\n").encode())
    assert console.run("journey fmt .", folder)[1] == 0
    console.run("journey check . --fix --unsafe-fixes", folder)
    assert path.read_bytes() == ACME.replace("\n", "\r\n").encode()
    console.run("journey test . --suggest --output acme.journey", folder)
    console.run("journey sign marketing acme.journey", folder)
    data = path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")


def test_one_odd_line_end_becomes_like_the_others(windows: Path) -> None:
    path = windows / "windows" / "acme.journey"
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n", 3))
    assert console.run("journey fmt --check .", windows / "windows")[1] == 1
    console.run("journey fmt .", windows / "windows")
    assert path.read_bytes() == ACME.replace("\n", "\r\n").encode()


def test_edits_from_two_systems_are_merged(tmp_path: Path) -> None:
    ours = ACME.replace("people 12", "people 14")
    theirs = ACME.replace("per month", "per week", 1)
    for name, text in (("base", ACME), ("ours", ours), ("theirs", theirs)):
        ending = "\r\n" if name == "ours" else "\n"
        (tmp_path / f"{name}.journey").write_bytes(text.replace("\n", ending).encode())
    told, code = console.run("journey merge base.journey ours.journey theirs.journey", tmp_path)
    assert (told, code) == ("", 0)
    both = ours.replace("per month", "per week", 1)
    assert (tmp_path / "ours.journey").read_bytes() == both.replace("\n", "\r\n").encode()


def test_a_mark_at_the_beginning_moves_no_column_and_goes_when_the_file_is_formatted(windows: Path) -> None:
    path = windows / "plain" / "acme.journey"
    plain = console.run("journey check . --brief", windows / "plain")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert console.run("journey check . --brief", windows / "plain") == plain
    assert console.run("journey fmt --check .", windows / "plain")[1] == 1
    console.run("journey fmt .", windows / "plain")
    assert path.read_bytes() == ACME.encode()


def test_settings_may_have_line_ends_and_a_mark_of_windows(windows: Path) -> None:
    settings = windows / "windows" / "journey.toml"
    settings.write_bytes(b'\xef\xbb\xbf[severity]\r\nunused-name = "off"\r\n')
    assert console.run("journey check . --brief", windows / "windows")[1] == 0


# ---- paths


def test_paths_of_windows_are_shown_as_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = r"C:\shop"
    with monkeypatch.context() as windows:
        windows.setattr(os, "path", ntpath)
        windows.setattr(os, "sep", "\\")
        shown = [files.shown(path, shop) for path in (r"C:\shop\inner\a.journey", r"D:\inner\a.journey")]
        lying = [files.lies_in(path, shop) for path in (r"C:\shop\a", r"D:\shop\a", r"C:\shopping")]
        seen = [files.seen_from(shop, path) for path in (r"C:\out", r"D:\out")]
    assert shown == ["inner/a.journey", "D:/inner/a.journey"]
    assert lying == [True, False, False]
    assert seen == [r"..\out", r"D:\out"]


def test_a_backslash_between_folders_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "shop.journey").write_text(SHOP.format(used=r"inner\teams.journey"), "utf-8")
    told, code = console.run("journey check .", tmp_path)
    assert code == 1
    assert "Write `/` between a folder and what is in it" in told


@pytest.mark.parametrize(("form", "other"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_name_is_the_same_however_its_characters_are_composed(tmp_path: Path, form: str, other: str) -> None:
    folder = tmp_path / unicodedata.normalize(form, "büro")  # type: ignore[arg-type]
    folder.mkdir()
    name = unicodedata.normalize(form, "größe.journey")  # type: ignore[arg-type]
    (folder / name).write_text("team sales {}\n", "utf-8")
    used = unicodedata.normalize(other, "büro/größe.journey")  # type: ignore[arg-type]
    (tmp_path / "shop.journey").write_text(SHOP.format(used=used), "utf-8")
    told, _ = console.run("journey check .", tmp_path)
    assert "used-file-missing" not in told
    assert "1 journey" in told
    assert "librar" not in told


def test_capital_letters_count_on_every_system(tmp_path: Path) -> None:
    (tmp_path / "teams.journey").write_text("team sales {}\n", "utf-8")
    (tmp_path / "shop.journey").write_text(SHOP.format(used="Teams.journey"), "utf-8")
    told, code = console.run("journey check . --brief", tmp_path)
    assert code == 1
    assert "There is no file `Teams.journey`, only one whose name has other capital letters" in told


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="asks for names that are no text")
@pytest.mark.parametrize("written", [*READING, *WRITING])
def test_a_file_whose_name_is_no_text_is_told_of_in_one_sentence(tmp_path: Path, written: str) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9.journey")
    with open(path, "wb") as file:
        file.write(ACME.replace("owner marketing", "owner marketting", 1).encode())
    told, code = console.run(f"journey {written.replace('FILE', os.fsdecode(path))}", tmp_path)
    assert code == (0 if written in SPEAKING_OF_NO_FILE else 2)
    assert code == 0 or "`caf?.journey` has a name that is not UTF-8 here" in told


# ---- names of what is written

AWKWARD = """journey nul "Shop" {}
team sales {}
team Sales {}
team con {}
team index {}
entry stage lead { owner sales }
stage Lead { owner Sales }
stage LEAD { owner Sales }
stage aux { owner con }
stage com1 { owner index }
won stage index { owner sales }
handoff lead -> Lead {}
handoff Lead -> LEAD {}
move LEAD -> aux by con
move aux -> com1 by con
move com1 -> index by sales
"""
LONG = "x" * 300


def test_pages_have_names_that_every_system_takes_and_tells_apart(tmp_path: Path) -> None:
    (tmp_path / "awkward.journey").write_text(AWKWARD, "utf-8")
    (tmp_path / "long.journey").write_text(
        f"journey {LONG} {{}}\nteam {LONG}a\nteam {LONG}b\nentry stage {LONG}c {{ owner {LONG}a }}\n"
        f"won stage {LONG}d {{ owner {LONG}b }}\nhandoff {LONG}c -> {LONG}d {{}}\n",
        "utf-8",
    )
    for paths, out in ((".", "both"), ("awkward.journey", "one"), ("long.journey", "other")):
        told, code = console.run(f"journey build {paths} --out {out} --single-file", tmp_path)
        assert code == 0, told
        written = [path.relative_to(tmp_path / out) for path in (tmp_path / out).rglob("*")]
        assert len({path.as_posix().lower() for path in written}) == len(written)
        for part in {part for path in written for part in path.parts}:
            assert part.lower().partition(".")[0] not in DEVICES, part
            assert not FORBIDDEN & set(part)
            assert len(part) <= 200
            assert part == part.rstrip(". ")


def test_links_lead_to_pages_whatever_they_are_called(tmp_path: Path) -> None:
    (tmp_path / "awkward.journey").write_text(AWKWARD, "utf-8")
    console.run("journey build . --out out", tmp_path)
    for page in (tmp_path / "out").rglob("*.html"):
        for address in page.read_text("utf-8").split(' href="')[1:]:
            path = address.partition('"')[0].partition("#")[0]
            if path and ":" not in path:
                assert (page.parent / path).exists(), f"{page}: {path}"


def test_a_file_name_is_kept_where_every_system_takes_it() -> None:
    assert file_name("lead") == "lead"
    assert file_name("NUL") == "NUL-page"
    assert len(file_name(LONG)) < 200
    taken = {"index"}
    assert [free_name(name, taken) for name in ("lead", "Lead", "Index")] == ["lead", "Lead-2", "Index-2"]


# ---- what a system has not, and does not allow


def test_a_file_that_another_program_holds_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows lets nobody replace a file that is open elsewhere."""
    untidy = ACME.replace("  for ideal", "      for ideal")
    (tmp_path / "acme.journey").write_text(untidy, "utf-8")

    def held(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "acme.journey")

    monkeypatch.setattr(os, "replace", held)
    for command in ("fmt .", "build . --out out", "draw . --output a.svg", "baseline ."):
        told, code = console.run(f"journey {command}", tmp_path)
        assert code in (0, 2)
        assert "Errno" not in told
    assert (tmp_path / "acme.journey").read_text("utf-8") == untidy
    assert not [path for path in tmp_path.rglob(".journey-*") if path.is_file()]


def test_nothing_needs_what_only_some_systems_have(tmp_path: Path) -> None:
    for number in range(14):  # enough to be shared between processes, where that is possible
        (tmp_path / f"shop{number}.journey").write_text(SHOP.format(used="teams.journey"), "utf-8")
    (tmp_path / "teams.journey").write_text("team sales {}\n", "utf-8")
    modules = ["fcntl", "grp", "pwd", "resource", "termios"]
    calls = ["fork", "geteuid", "getuid", "mkfifo", "O_NONBLOCK", "O_NOFOLLOW"]
    done = drive(tmp_path, ["check .", "fmt --check .", "build . --out out"], {}, modules, calls)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "index.html").exists()


# ---- streams

CODE_PAGES = {
    "a console of western Windows": {"PYTHONIOENCODING": "cp1252"},
    "no language at all": {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
    "both at once": {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
    "plain English alone": {"PYTHONIOENCODING": "ascii"},
}


@pytest.mark.parametrize("page", CODE_PAGES)
def test_no_console_is_too_old_for_what_is_said(tmp_path: Path, page: str) -> None:
    text = ACME.replace('"Visitor"', '"日本 → Größe ☎"', 1).replace("owner marketing", "owner marketting", 1)
    name = "größe_日本.journey" if "LC_ALL" not in CODE_PAGES[page] else "size.journey"
    (tmp_path / name).write_text(text, "utf-8")
    asked = [*READING, *WRITING] if page == "no language at all" else [*READING[:10], "build . --out out"]
    lines = [line.replace("FILE", name) for line in asked]
    done = drive(tmp_path, lines, CODE_PAGES[page], [], [])
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    assert "日本 → Größe ☎" in done.stdout.decode("utf-8", "replace")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="asks for a device that is always full")
@pytest.mark.parametrize("command", ["check .", "checks", "--help", "fmt --check ."])
def test_what_cannot_be_printed_is_told_of_in_one_sentence(tmp_path: Path, command: str) -> None:
    (tmp_path / "acme.journey").write_text(ACME, "utf-8")
    for _ in range(2):  # the second answer to `check` is one that was kept
        with open("/dev/full", "wb") as full:
            done = journey(tmp_path, command, {"JOURNEY_CACHE": str(tmp_path / "cache")}, stdout=full)
        assert done.returncode == 2
        assert done.stderr.decode().count("\n") == 1
        assert b"cannot be printed" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="asks a shell to close streams")
def test_closed_streams_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "acme.journey").write_text(ACME, "utf-8")
    for command in ("check .", "check .", "fmt --check ."):
        line = f"{sys.executable} -m journeydsl {command} <&- >&- 2>&-"
        environment = {**plain_environment(), "JOURNEY_CACHE": str(tmp_path / "cache")}
        assert subprocess.run(["sh", "-c", line], cwd=tmp_path, env=environment, check=False).returncode == 0


def plain_environment() -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if name not in console.SPEAKING},
        "PYTHONPATH": str(pages.ROOT / "src"),
        "JOURNEY_CACHE": "off",
        "JOURNEY_TODAY": console.TODAY,
    }


def journey(folder: Path, command: str, more: dict[str, str], stdout: IO[bytes]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "journeydsl", *command.split()],
        cwd=folder, env={**plain_environment(), **more}, stdout=stdout, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip


def drive(
    folder: Path, lines: list[str], more: dict[str, str], modules: list[str], calls: list[str]
) -> subprocess.CompletedProcess[bytes]:
    strict = ["-X", "warn_default_encoding", "-W", "error::EncodingWarning:journeydsl"]
    return subprocess.run(
        [sys.executable, *strict, "-c", DRIVER, json.dumps(modules), json.dumps(calls), *lines],
        cwd=folder, env={**plain_environment(), **more}, capture_output=True, check=False,
    )  # fmt: skip
