"""What a team has accepted: the baseline, and allows with their whole life."""

import json
from pathlib import Path

import pytest

import console

BASELINE = ".journey-baseline.jsonl"
SHOP = """journey shop "The shop" {}
team sales "Sales" { email "sales@shop.example" }
entry stage lead "Lead" { owner sales }
won stage customer "Customer"
move lead -> customer by sales
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "shop.journey").write_text(SHOP, "utf-8")
    console.journey("baseline", tmp_path)
    return tmp_path


def change(folder: Path, old: str, new: str, name: str = "shop.journey") -> None:
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), "utf-8")


def held(folder: Path, words: str = ".") -> tuple[int, int, int]:
    """How many findings are shown, held back, and fixed."""
    data = json.loads(console.journey(f"check {words} --format json", folder)[0])
    return len(data["findings"]), data["baseline"]["known"], data["baseline"]["fixed"]


def test_what_is_accepted_is_counted_and_not_shown(shop: Path) -> None:
    assert held(shop) == (0, 2, 0)
    assert console.journey("check . --fail-on advice", shop) == (
        "Nothing found in 1 journey.\n2 findings are held back by the baseline.\n", 0)  # fmt: skip
    assert console.journey("check . --no-baseline", shop)[1] == 1


def test_a_strict_build_takes_what_is_accepted(shop: Path) -> None:
    assert console.journey("build . --strict", shop)[1] == 0
    (shop / BASELINE).unlink()
    assert console.journey("build . --strict", shop)[1] == 1


def test_lines_may_move_and_files_may_be_renamed_or_split(shop: Path) -> None:
    (shop / "shop.journey").write_text("# moved\n\n" + SHOP, "utf-8")
    assert held(shop) == (0, 2, 0)
    (shop / "shop.journey").rename(shop / "store.journey")
    assert held(shop) == (0, 2, 0)
    (shop / "shop.journey").write_text(SHOP.replace('won stage customer "Customer"\n', 'use "won.journey"\n'), "utf-8")
    (shop / "store.journey").unlink()
    (shop / "won.journey").write_text('won stage customer "Customer"\n', "utf-8")
    assert held(shop) == (0, 2, 0)


def test_it_never_grows_unless_it_is_told_to(shop: Path) -> None:
    before = (shop / BASELINE).read_text("utf-8")
    more = 'stage talk "Talk"\nmove lead -> talk by sales\nmove talk -> customer by sales\n'
    change(shop, "move lead", f"{more}move lead")
    for words in "baseline", "baseline --update":
        output, code = console.journey(words, shop)
        assert code == (1 if words == "baseline" else 0)
        assert (shop / BASELINE).read_text("utf-8") == before, output
    assert "Nobody owns `talk`" in console.journey("baseline", shop)[0]
    assert console.journey("baseline --accept-new", shop)[1] == 0
    assert held(shop)[0] == 0


def test_what_is_fixed_is_told_and_goes_and_does_not_come_back(shop: Path) -> None:
    change(shop, '"Customer"', '"Customer" { owner sales }')
    assert held(shop) == (0, 1, 1)
    assert "fixed: `journey baseline --update` takes it out" in console.journey("check .", shop)[0]
    console.journey("baseline --update", shop)
    assert held(shop) == (0, 1, 0)
    change(shop, '"Customer" { owner sales }', '"Customer"')
    assert held(shop) == (1, 1, 0)


def test_what_is_hidden_or_not_asked_is_not_called_fixed(shop: Path) -> None:
    (shop / "other.journey").write_text(SHOP.replace("journey shop", "journey other"), "utf-8")
    assert held(shop, "other.journey") == (2, 0, 0)
    assert held(shop, ". --only seller-stage") == (4, 0, 0)
    change(shop, "won stage", "won stgae")
    assert held(shop, "shop.journey")[2] == 0
    assert console.journey("baseline --update", shop)[1] == 2


def test_one_entry_holds_back_one_finding(shop: Path) -> None:
    (shop / "copy.journey").write_text(SHOP, "utf-8")
    assert held(shop) == (2, 2, 0)


def test_a_baseline_is_sorted_a_finding_a_line_and_written_the_same_again(shop: Path) -> None:
    lines = (shop / BASELINE).read_text("utf-8").splitlines()
    assert [set(json.loads(line)) for line in lines] == [{"file", "name", "fingerprint", "message"}] * 2
    assert lines == sorted(lines)
    console.journey("baseline", shop)
    assert (shop / BASELINE).read_text("utf-8").splitlines() == lines


@pytest.mark.parametrize("damage", ["<<<<<<< ours\n", "{}\n", "[1]\n", "nonsense\n", "\xff\n"])
def test_a_baseline_that_cannot_be_read_is_met_with_a_sentence(shop: Path, damage: str) -> None:
    with (shop / BASELINE).open("a", encoding="utf-8") as file:
        file.write(damage)
    for words in "check .", "baseline --update":
        output, code = console.journey(words, shop)
        assert (code, "in line 3" in output) == (2, True), output


def test_a_kept_answer_knows_of_the_baseline(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = shop / ".cache" / "kept.json"
    monkeypatch.setattr("journeydsl.cli.cache.cache_file", lambda folder: str(cache))
    first = console.journey("check .", shop)
    assert cache.exists()
    assert console.journey("check .", shop) == first
    (shop / BASELINE).unlink()
    assert "Nobody owns `customer`" in console.journey("check .", shop)[0]


def test_an_allow_in_a_library_lives_while_one_journey_needs_it(tmp_path: Path) -> None:
    (tmp_path / "journey.toml").write_text("", "utf-8")
    library = ['team sales "Sales" { email "s@shop.example" }', "# allow unreachable-team: a pilot",
               'team pilots "Pilots" {}']  # fmt: skip
    (tmp_path / "lib.journey").write_text("\n".join(library), "utf-8")
    for name, team in ("one", "pilots"), ("two", "sales"):
        (tmp_path / f"{name}.journey").write_text(
            f'use "lib.journey"\njourney {name}\nentry stage lead "Lead" {{ owner pilots }}\n'
            'won stage customer "Customer" { owner sales }\n'
            f"handoff lead -> customer {{ by pilots  accept within 2 days else escalate to {team} }}\n",
            "utf-8",
        )
    for words in "check .", "check one.journey", "check two.journey":
        assert "vacant-allow" not in console.journey(f"{words} --brief", tmp_path)[0], words
    output, code = console.journey("allows one.journey", tmp_path)
    assert code == 0
    assert "silences 3:6: `pilots` is escalated to and has neither a channel nor an e-mail" in output
    change(tmp_path, "escalate to pilots", "escalate to sales", "one.journey")
    assert "vacant-allow" in console.journey("check one.journey --brief", tmp_path)[0]
    output, code = console.journey("allows", tmp_path)
    assert (code, "[silences nothing]" in output) == (1, True)
    console.journey("check . --fix", tmp_path)
    assert "# allow" not in (tmp_path / "lib.journey").read_text("utf-8")
