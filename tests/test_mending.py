"""`check --fix`: what it writes is understood, has the finding no more, and no other; or it is left as it was."""

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import console
import pages

SHOP = """journey shop "The shop" {}

team sales "Sales" { email "sales@shop.example" }
field country one of US, GB, DE

entry stage lead "Lead" {
  owner sales
  collects country
  leave within 30 days else -> gone
}
won stage customer "Customer" { owner sales }
lost stage gone "Gone" { owner sales }
move lead -> customer by sales when country in [US, GB]
"""


def put(folder: Path, text: str, name: str = "shop.journey", newline: str = "\n") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.replace("\n", newline).encode())
    return file


def fix(folder: Path, words: str = "") -> tuple[str, int]:
    return console.journey(f"check . --fix {words}", folder)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_slips_become_what_was_meant_and_the_rest_of_the_file_stays(tmp_path: Path, newline: str, mark: bytes) -> None:
    slips = [("when country", "wehn country"), ("lead -> customer", "lead => customer"), ("[US, GB]", "[US, gb]"),
             ("  collects country\n", "  collects country\n  collects country\n")]  # fmt: skip
    text = SHOP
    for meant, slip in slips:
        text = text.replace(meant, slip)
    file = put(tmp_path, text, newline=newline)
    file.write_bytes(mark + file.read_bytes().removesuffix(newline.encode()))
    file.chmod(0o640)
    output, code = fix(tmp_path)
    assert code == 0, output
    assert file.read_bytes() == mark + SHOP.replace("\n", newline).removesuffix(newline).encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert fix(tmp_path)[0] == "Nothing found in 1 journey.\n"


def test_a_diff_is_one_that_git_takes_and_nothing_is_written(tmp_path: Path) -> None:
    text = SHOP.replace("when country", "wehn country").removesuffix("\n").replace("[US, GB]", "[US, gb]")
    file = put(tmp_path, text, "sub folder/shop.journey")
    done = subprocess.run(
        [sys.executable, "-m", "journeydsl", "check", ".", "--fix", "--diff"],
        cwd=tmp_path, capture_output=True, env=os.environ | {"PYTHONPATH": str(pages.ROOT / "src")}, check=False,
    )  # fmt: skip
    assert file.read_text("utf-8") == text
    assert done.returncode == 2
    assert b"would fix" in done.stderr
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=done.stdout, check=True)
    fix(tmp_path)
    assert file.read_text("utf-8") == SHOP.removesuffix("\n")


def test_an_unsafe_fix_is_made_only_when_asked_for(tmp_path: Path) -> None:
    file = put(tmp_path, SHOP.replace("owner sales }\nlost", "owner slaes }\nlost"))
    output, code = fix(tmp_path)
    assert "1 more fix is less sure" in output
    assert code == 1
    assert fix(tmp_path, "--unsafe-fixes")[1] == 0
    assert file.read_text("utf-8") == SHOP


def test_a_fix_that_would_make_another_finding_is_left_out_and_said(tmp_path: Path) -> None:
    text = SHOP + "\nfield employees integer 1..\nrule large when employees > 200\n"
    file = put(tmp_path, text)
    output, _ = fix(tmp_path, "--unsafe-fixes")
    assert "left out shop.journey:16:6" in output
    assert "another would come: Nothing uses the field `employees`" in output
    assert file.read_text("utf-8") == text


def test_a_fix_that_another_journey_of_the_workspace_needs_otherwise_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, "", "journey.toml")
    put(tmp_path, 'team sales "Sales"\nteam sales "Sales"\n', "lib.journey")
    for name in "one", "two":
        put(tmp_path, SHOP.replace("journey shop", f'use "lib.journey"\njourney {name}').replace(
            'team sales "Sales" { email "sales@shop.example" }', ""), f"{name}.journey")  # fmt: skip
    output, _ = fix(tmp_path, "one.journey")
    assert (tmp_path / "lib.journey").read_text("utf-8") == 'team sales "Sales"\n', output


def test_of_two_fixes_in_one_place_both_are_made_in_turn(tmp_path: Path) -> None:
    line = "  leave within 30 days else -> gone\n"
    file = put(tmp_path, SHOP.replace(line, line * 4))
    assert fix(tmp_path)[1] == 0
    assert file.read_text("utf-8") == SHOP


def test_allows_that_silence_nothing_go_with_their_line_and_one_empty_line(tmp_path: Path) -> None:
    text = SHOP.replace("field country", "# allow unused-name: read elsewhere\nfield country")
    text = text.replace("  owner sales\n", "  owner sales  # allow ownerless-stage until 2025-01-01: for a while\n")
    file = put(tmp_path, text + "\n# allow no-end-stage: soon\n")
    output, code = fix(tmp_path)
    assert (file.read_text("utf-8"), code) == (SHOP, 0), output


def test_standard_input_and_options_out_of_place_are_met_with_a_sentence(tmp_path: Path) -> None:
    output, code = console.journey("check - --fix", tmp_path, SHOP)
    assert (code, "name the file" in output) == (2, True)
    assert console.journey("check . --diff", tmp_path) == (
        "error: `--diff` goes with `--fix`.\n", 2)  # fmt: skip


def test_a_file_in_another_encoding_is_left_alone(tmp_path: Path) -> None:
    data = SHOP.replace("The shop", "L\u00e4den").replace("wehn", "when").encode("latin-1")
    data = data.replace(b"when country", b"wehn country")
    (tmp_path / "shop.journey").write_bytes(data)
    assert fix(tmp_path)[1] == 2
    assert (tmp_path / "shop.journey").read_bytes() == data


@pytest.mark.parametrize("words", ["check . --fix", "baseline --accept-new"])
def test_a_write_that_fails_leaves_every_file_as_it_was(
    tmp_path: Path, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, SHOP.replace("[US, GB]", "[US, gb]"))
    console.journey("baseline", tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    put(tmp_path, SHOP.replace("[US, GB]", "[US, gb, dee]"))
    before["shop.journey"] = (tmp_path / "shop.journey").read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    output, code = console.journey(words, tmp_path)
    assert (code, "cannot be written: No space left on device" in output) == (2, True), output
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_what_is_fixed_in_damaged_examples_is_gone_and_nothing_else_came(tmp_path: Path) -> None:
    """Slips of the keyboard in a journey that is clean: what is written has fewer findings, and reads better."""
    clean = (pages.ROOT / "journeys" / "agency" / "agency.journey").read_text("utf-8")
    dice = random.Random(7)
    damages: list[Callable[[str], str]] = [doubled_line, swapped_letters, other_arrow]
    healed = 0
    for number in range(12):
        folder = tmp_path / str(number)
        damaged = clean
        for _ in range(2):
            damaged = damages[dice.randrange(3)](chosen(damaged, dice))
        file = put(folder, damaged.replace("\0", ""))
        before = console.journey("check . --brief", folder)[0].count("\n")
        output, _ = fix(folder, "--unsafe-fixes --brief")
        left = [line for line in output.split("\n") if line and not line.startswith(("fixed", "left out"))]
        assert len(left) <= before, output
        healed += file.read_text("utf-8") == clean
    assert healed >= 4


def chosen(text: str, dice: random.Random) -> str:
    """The text with a mark before a line that is damaged."""
    lines = text.replace("\0", "").split("\n")
    places = [at for at, line in enumerate(lines) if line.startswith("  ") and '"' not in line and "#" not in line]
    at = dice.choice(places)
    return "\n".join([*lines[:at], "\0" + lines[at], *lines[at + 1 :]])


def doubled_line(text: str) -> str:
    before, _, rest = text.partition("\0")
    line, _, after = rest.partition("\n")
    return f"{before}\0{line}\n{line}\n{after}"


def swapped_letters(text: str) -> str:
    before, _, rest = text.partition("\0")
    line, _, after = rest.partition("\n")
    word = max(line.replace("[", " ").split(), key=len)
    if len(word) < 5 or not word.isalpha():
        return text
    return f"{before}\0{line.replace(word, word[:2] + word[3] + word[2] + word[4:], 1)}\n{after}"


def other_arrow(text: str) -> str:
    before, _, rest = text.partition("\0")
    line, _, after = rest.partition("\n")
    return f"{before}\0{line.replace('->', '=>')}\n{after}"
