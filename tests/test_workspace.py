"""The disk: what is read and what is not, what is written and what is never touched."""

import os
from pathlib import Path

import pytest

from journeydsl.text.decoding import decode
from journeydsl.workspace.building import write_folder
from journeydsl.workspace.files import Unreadable, journey_files, read_bytes, write_file
from journeydsl.workspace.outline import guess, outline
from journeydsl.workspace.reading import Shelf, ask
from journeydsl.workspace.settings import read_settings

CHECKS = ("vague-reason",)
ROOT = """use "teams.journey"
journey shop {}
entry stage a { owner sales }
won stage b { owner sales }
move a -> b by sales
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "shop.journey").write_text(ROOT)
    (tmp_path / "teams.journey").write_text("team sales\n")
    return tmp_path


# ---- reading


def test_folders_give_their_journeys_and_hidden_ones_nothing(shop: Path) -> None:
    (shop / ".git").mkdir()
    (shop / ".git" / "x.journey").write_text("team t")
    (shop / "more").mkdir()
    (shop / "more" / "y.journey").write_text("team y")
    (shop / "more" / "round").symlink_to(shop)
    found = [Path(path).relative_to(shop).as_posix() for path in journey_files(str(shop))]
    assert found == ["more/y.journey", "shop.journey", "teams.journey"]


@pytest.mark.parametrize(
    "written", ["../secret.journey", "/etc/secret.journey", "more/../../secret.journey", "", "C:x"]
)
def test_nothing_outside_the_workspace_is_used(shop: Path, written: str) -> None:
    inner = shop / "inner"
    inner.mkdir()
    (shop / "secret.journey").write_text("team secret")
    (inner / "a.journey").write_text(f'use "{written}"\njourney a {{}}\n')
    shelf = Shelf(str(inner))
    assert shelf.reached("a.journey") == ("a.journey",)
    assert shelf.uses["a.journey", written] in ("outside", "missing")


def test_a_link_that_leads_out_is_not_followed_by_use(shop: Path) -> None:
    inner = shop / "inner"
    inner.mkdir()
    (inner / "linked.journey").symlink_to(shop / "teams.journey")
    (inner / "a.journey").write_text('use "linked.journey"\njourney a {}\n')
    shelf = Shelf(str(inner))
    shelf.reached("a.journey")
    assert shelf.uses["a.journey", "linked.journey"] == "outside"


def test_what_is_no_ordinary_file_is_not_read(tmp_path: Path) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.journey")
        with pytest.raises(Unreadable, match="not an ordinary file"):
            read_bytes(str(tmp_path / "pipe.journey"))
    with pytest.raises(Unreadable):
        read_bytes(str(tmp_path))


def test_a_library_is_checked_through_the_roots_that_use_it(shop: Path) -> None:
    asked = ask(Shelf(str(shop)), ["teams.journey"])
    assert asked.roots == ("shop.journey",)
    assert asked.libraries == ()


def test_an_outline_is_guessed_as_the_file_is_read(shop: Path) -> None:
    shelf = Shelf(str(shop))
    for name in ("shop.journey", "teams.journey"):
        guessed = guess(shelf.source(name).text)
        assert guessed == outline(shelf.file(name))


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"\xef\xbb\xbfteam a", "team a", ""),
        ("team é".encode(), "team é", ""),
        ("team é".encode("latin-1"), "team é", "Windows-1252"),
        ("\ufeffteam é".encode("utf-16-le"), "team é", "UTF-16"),
        ("\ufeffteam é".encode("utf-16-be") + b"a", "team é\ufffd", "UTF-16"),
        ("team a".encode("utf-16-le"), "team a", "UTF-16"),
        ('team a "漢字の営業"'.encode("utf-16-be"), 'team a "漢字の営業"', "UTF-16"),
        ("team é".encode("utf-32"), "team é", "UTF-32"),
        ("team a".encode("utf-32-be"), "team a", "UTF-32"),
        (b"team a\0", "team a\0", ""),
        (b"\0", "\0", ""),
    ],
)
def test_bytes_are_read_as_the_text_they_probably_are(data: bytes, text: str, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, encoding)


# ---- settings


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ('[build]\nout = "../x"', "inside the workspace"),
        ('paths = ["/etc"]', "inside the workspace"),
        ('[severity]\nvage-reason = "off"', "there is `vague-reason`"),
        ('[severity]\nvague-reason = "loud"', "one of"),
        ("sevrity = 1", "there is `severity`"),
        ("paths = [", "cannot be read"),
        (f"paths = {'9' * 5_000}", "too long, or too deep"),
        (f"paths = {'[' * 9_000}", "too long, or too deep"),
    ],
)
def test_settings_that_cannot_be_meant_are_told(tmp_path: Path, said: str, wrong: str) -> None:
    (tmp_path / "journey.toml").write_text(said)
    with pytest.raises(Unreadable, match=wrong):
        read_settings(str(tmp_path), CHECKS)


# ---- writing


def test_a_build_leaves_alone_what_it_did_not_write(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    first = write_folder(str(tmp_path), {"a/b.html": "1", "c.html": "2"}, overwrites=False)
    assert first.changed == ("a/b.html", "c.html")
    second = write_folder(str(tmp_path), {"c.html": "2"}, overwrites=False)
    assert (second.changed, second.removed) == ((), ("a/b.html",))
    assert not (tmp_path / "a").exists()
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_file_that_somebody_changed_is_neither_overwritten_nor_removed(tmp_path: Path) -> None:
    write_folder(str(tmp_path), {"a.html": "1", "b.html": "1"}, overwrites=False)
    (tmp_path / "a.html").write_text("by hand")
    with pytest.raises(Unreadable, match="was changed since"):
        write_folder(str(tmp_path), {"a.html": "2", "b.html": "2"}, overwrites=False)
    assert (tmp_path / "b.html").read_text() == "1"
    write_folder(str(tmp_path), {"b.html": "2"}, overwrites=False)
    assert (tmp_path / "a.html").read_text() == "by hand"
    write_folder(str(tmp_path), {"a.html": "2", "b.html": "2"}, overwrites=True)
    assert (tmp_path / "a.html").read_text() == "2"


def test_a_build_never_leaves_its_folder(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    (out / "stages").symlink_to(elsewhere)
    with pytest.raises(Unreadable, match="leads out"):
        write_folder(str(out), {"stages/a.html": "1"}, overwrites=True)
    assert list(elsewhere.iterdir()) == []
    (out / ".journey-build.json").write_text('{"files": {"../elsewhere/x": "0"}}')
    (out / "stages").unlink()
    (elsewhere / "x").write_text("")
    write_folder(str(out), {"a.html": "1"}, overwrites=False)
    assert (elsewhere / "x").exists()


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.journey"
    path.write_text("old")
    path.chmod(0o640)
    write_file(str(path), b"new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.journey"]


# ---- the cache


def test_an_answer_is_given_again_only_while_nothing_has_changed(
    shop: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path_factory.mktemp("cache")
    monkeypatch.chdir(shop)
    monkeypatch.setenv("JOURNEY_CACHE", str(cache))
    monkeypatch.setenv("JOURNEY_TODAY", "2026-11-22")
    from journeydsl.cli import main
    from journeydsl.cli.answers import kept_answer

    words = ["check", ".", "--brief"]
    main(words)
    assert kept_answer(words) is not None
    (shop / "teams.journey").write_text("team sales {}\n")
    assert kept_answer(words) is None
    main(words)
    assert kept_answer(words) is not None
    (shop / "another.journey").write_text("team another\n")
    assert kept_answer(words) is None
    main(words)
    (shop / "journey.toml").write_text("")
    assert kept_answer(words) is None
    for kept in cache.iterdir():
        kept.write_text("{broken")
    assert kept_answer(words) is None
    main(words)
    assert kept_answer(words) is not None
