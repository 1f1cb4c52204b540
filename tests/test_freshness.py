"""`journey build --check`: fresh, stale and by which file, edited by hand; and what a build does about it."""

from pathlib import Path

import pytest

from console import journey

JOURNEY = """journey kiln "The kiln" {}

team studio "Studio" {}

entry stage visitor "Visitor" { owner studio  leave within 30 days else -> gone }
won stage member "Member" { owner studio }
lost stage gone "Gone" { owner studio }
move visitor -> member "Signs up" by studio
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>'
TEMPLATE = '{% extends "playbook/page.html" %}\n{% block footer %}<p>Ours</p>{% endblock %}'


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "kiln.journey").write_text(JOURNEY, "utf-8")
    (tmp_path / "journey.toml").write_text('[playbook]\nlogo = "kiln.svg"\n', "utf-8")
    (tmp_path / "kiln.svg").write_text(LOGO, "utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE, "utf-8")
    assert journey("build", tmp_path)[1] == 0
    return tmp_path


def checked(folder: Path) -> tuple[str, int]:
    return journey("build --check", folder)


def test_what_was_just_built_is_fresh(built: Path) -> None:
    assert checked(built) == ("`playbook` is fresh.\n", 0)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("kiln.journey", JOURNEY.replace("30 days", "40 days")),
        ("kiln.svg", LOGO.replace("8", "9")),
        ("journey.toml", '[playbook]\nlogo = "kiln.svg"\norder = ["start"]\n'),
        ("templates/page.html", TEMPLATE.replace("Ours", "Still ours")),
    ],
)
def test_what_it_was_made_of_is_named_when_it_changes(built: Path, file: str, text: str) -> None:
    (built / file).write_text(text, "utf-8")
    told, code = checked(built)
    assert told.startswith(f"`playbook` is stale: `{file}` has changed since it was built.\n")
    assert code == 1
    assert journey("build", built)[1] == 0
    assert checked(built)[1] == 0


def test_another_logo_is_new_and_the_one_before_is_gone(built: Path) -> None:
    (built / "other.svg").write_text(LOGO, "utf-8")
    (built / "journey.toml").write_text('[playbook]\nlogo = "other.svg"\n', "utf-8")
    told, code = checked(built)
    assert "`other.svg` is new since it was built." in told
    assert "`kiln.svg` is gone since it was built." in told
    assert code == 1


def test_a_page_edited_by_hand_is_told_and_never_written_over(built: Path) -> None:
    page = built / "playbook" / "stages" / "visitor.html"
    edited = page.read_text("utf-8").replace("Visitor", "Guest")
    page.write_text(edited, "utf-8")
    told, code = checked(built)
    assert "`stages/visitor.html` in `playbook` was edited by hand, and a build does not write over that." in told
    assert code == 1
    (built / "kiln.journey").write_text(JOURNEY.replace("30 days", "40 days"), "utf-8")
    told, code = journey("build", built)
    assert "`playbook/stages/visitor.html` was not written by a build, or was changed since" in told
    assert code == 2
    assert page.read_text("utf-8") == edited
    assert journey("build --force", built)[1] == 0
    assert "Guest" not in page.read_text("utf-8")
    assert checked(built)[1] == 0


def test_a_page_that_is_missing_is_told_and_comes_back(built: Path) -> None:
    (built / "playbook" / "stages.html").unlink()
    told, code = checked(built)
    assert "`playbook` is not whole: `stages.html` is gone." in told
    assert code == 1
    assert journey("build", built)[1] == 0
    assert checked(built)[1] == 0


def test_checking_writes_nothing(built: Path) -> None:
    before = {path: path.read_bytes() for path in built.rglob("*") if path.is_file()}
    (built / "kiln.svg").write_text(LOGO.replace("8", "9"), "utf-8")
    checked(built)
    after = {path: path.read_bytes() for path in built.rglob("*") if path.is_file()}
    assert {path for path in after if before.get(path) != after[path]} == {built / "kiln.svg"}
