"""Two edits of a journey: what becomes of them, and that nothing is lost."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import console
import pages
from journeydsl.formatting.format import format_text
from journeydsl.merging.pieces import Pieces, pieces_of
from journeydsl.merging.sentences import sentences
from journeydsl.merging.texts import Outcome, merge_texts
from journeydsl.text.source import Source

ACME = (pages.ROOT / "journeys" / "acme" / "acme.journey").read_text("utf-8")
TEAMS = """team sales "Sales" { channel "#sales" }

# The people who call first.
team sdr "Sales development" {
  channel "#sdr"  # day and night
  people 4
}

team success "Customer success"
"""


def merged(base: str, ours: str, theirs: str) -> Outcome:
    found = merge_texts(base, ours, theirs, 7)
    assert found is not None
    return found


def read(text: str) -> Pieces:
    found = pieces_of(Source("a.journey", text))
    assert found is not None
    return found


def declared(text: str) -> list[str]:
    """Every declaration, whatever the order, without its lay-out; no comments."""
    return sorted(repr(piece.whole) for piece in read(text).pieces if piece.node)


@pytest.mark.parametrize("path", sorted((pages.ROOT / "journeys").rglob("*.journey")), ids=lambda path: path.name)
def test_pieces_leave_nothing_out(path: Path) -> None:
    text = path.read_text("utf-8")
    found = read(text)
    assert "".join(f"{piece.gap}{piece.body}" for piece in found.pieces) + found.end == text


@pytest.mark.parametrize(
    ("ours", "theirs", "both"),
    [
        ((("#sales", "#deals"),), (("people 4", "people 5"),), (("#sales", "#deals"), ("people 4", "people 5"))),
        ((('"#sdr"', '"#calls"'),), (("people 4", "people 5"),), (('"#sdr"', '"#calls"'), ("people 4", "people 5"))),
        ((('"Sales"', '"Deals"'),), (("#sales", "#deals"),), (('"Sales"', '"Deals"'), ("#sales", "#deals"))),
        ((("sdr ", "callers "),), (("people 4", "people 5"),), (("sdr ", "callers "), ("people 4", "people 5"))),
        ((("  # day and night", ""),), (("people 4", "people 5"),),
         (("  # day and night", ""), ("people 4", "people 5"))),
        ((("# The people who call first.\n", ""),), (("people 4", "people 5"),),
         (("# The people who call first.\n", ""), ("people 4", "people 5"))),
        ((('success"\n', 'success" { people 2 }\n'),), (("Customer success", "Care"),),
         (('"Customer success"\n', '"Care" { people 2 }\n'),)),
        ((("team sales", "external team sales"),), (('"Sales"', '"Deals"'),),
         (("team sales", "external team sales"), ('"Sales"', '"Deals"'))),
    ],
)  # fmt: skip
def test_edits_of_different_things_both_stand(
    ours: tuple[tuple[str, str], ...], theirs: tuple[tuple[str, str], ...], both: tuple[tuple[str, str], ...]
) -> None:
    base = TEAMS.replace("Sales development", "Callers").replace("success\n", "success\n")
    one, two, all_ = (edited(base, edits) for edits in (ours, theirs, both))
    assert merged(base, one, two) == Outcome(all_, ())
    assert merged(base, two, one) == Outcome(all_, ())


def edited(text: str, edits: tuple[tuple[str, str], ...]) -> str:
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.mark.parametrize(
    ("ours", "theirs", "what"),
    [
        (("people 4", "people 5"), ("people 4", "people 6"), "team sdr: people"),
        (("  people 4\n", ""), ("people 4", "people 6"), "team sdr: people"),
        (('"Customer success"', '"Care"'), ('"Customer success"', '"Success"'), "team success"),
        (("# day and night", "# by day"), ("# day and night", "# by night"), "team sdr: channel"),
        (('\n\nteam success "Customer success"', ""), ('success"\n', 'success" { people 3 }\n'), "team success"),
        (("team sdr", 'team desk "Desk"\n\nteam sdr'), ("team sdr", 'team desk "Front desk"\n\nteam sdr'), "team desk"),
    ],
)  # fmt: skip
def test_what_both_touched_is_left_to_people(ours: tuple[str, str], theirs: tuple[str, str], what: str) -> None:
    one, two = edited(TEAMS, (ours,)), edited(TEAMS, (theirs,))
    found = merged(TEAMS, one, two)
    assert found.conflicts == (what,)
    assert [sign for sign in "<=>" if f"\n{sign * 7}" not in found.text] == []
    assert taken(found.text, 0) == one
    assert taken(found.text, 1) == two


def taken(text: str, side: int) -> str:
    """The text with one of the two sides taken at every mark, in its one form."""
    chosen = re.sub(r"<{7} ours\n(.*?)={7}\n(.*?)>{7} theirs\n?", lambda found: found[side + 1], text, flags=re.DOTALL)
    return format_text(Source("a.journey", chosen)) or chosen


def test_a_conflict_is_as_small_as_what_was_touched() -> None:
    one, two = TEAMS.replace("people 4", "people 5"), TEAMS.replace("people 4", "people 6")
    assert merged(TEAMS, one, two).text == TEAMS.replace(
        "  people 4\n", "<<<<<<< ours\n  people 5\n=======\n  people 6\n>>>>>>> theirs\n"
    )


def test_a_name_that_one_side_took_away_and_the_other_uses_is_a_conflict() -> None:
    one = TEAMS.replace('\n\nteam success "Customer success"', "")
    two = TEAMS + 'stage care "Care" { owner success }\n'
    assert merged(TEAMS, one, two).conflicts == ("stage care",)
    assert merged(TEAMS, two, one).conflicts == ("stage care",)


def test_a_name_that_both_sides_give_to_something_is_a_conflict() -> None:
    one, two = TEAMS + 'field vip "VIP" boolean\n', TEAMS + 'activity vip "VIP"\n'
    assert merged(TEAMS, one, two).conflicts != ()


def test_a_renamed_stage_keeps_what_the_other_side_changed_in_it() -> None:
    ours = re.sub(r"\bsal\b", "accepted", ACME)
    theirs = ACME.replace("leave within 5 business days", "leave within 4 business days")
    assert merged(ACME, ours, theirs) == Outcome(
        ours.replace("leave within 5 business days", "leave within 4 business days"), ()
    )


def test_lines_of_a_route_keep_their_order_or_are_left_to_people() -> None:
    line = "    to enterprise_desk when enterprise share 30%\n"
    first = ACME.replace(line, f"    to leadership when budget >= 1M USD\n{line}")
    last = ACME.replace(line, f"    to success when is_customer\n{line}")
    assert merged(ACME, first, last).conflicts == ("handoff sal -> sql: route",)
    last = ACME.replace(line, f"{line}    to success when is_customer\n")
    found = merged(ACME, first, last)
    assert found.conflicts == ()
    assert re.findall(r"    to (\w+)", found.text)[:4] == [
        "leadership", "enterprise_desk", "success", "commercial_desk"]  # fmt: skip


def test_windows_line_endings_stay() -> None:
    base, ours = (text.replace("\n", "\r\n") for text in (TEAMS, TEAMS.replace("people 4", "people 5")))
    theirs = base.replace("#sales", "#deals")
    assert merged(base, ours, theirs).text == ours.replace("#sales", "#deals")


# ---- laws, over random edits of a whole journey

Edit = Callable[[str, random.Random], str]


def add(text: str, dice: random.Random) -> str:
    """A new declaration somewhere."""
    found = list(read(text).pieces)
    place = dice.randrange(len(found) + 1)
    before = "".join(f"{piece.gap}{piece.body}" for piece in found[:place])
    after = "".join(f"{piece.gap}{piece.body}" for piece in found[place:]) + read(text).end
    number = dice.randrange(10**6)
    kinds = [f'field f{number} "New {number}" text', f'team t{number} "New" {{ people {number % 9 + 1} }}',
             f'term w{number} means "A word."', f"# a remark {number}\nactivity a{number}"]  # fmt: skip
    return f"{before}\n{dice.choice(kinds)}\n{after.lstrip(chr(10))}" if place else f"{dice.choice(kinds)}\n{after}"


def drop(text: str, dice: random.Random) -> str:
    """A declaration, or a property of one, taken away."""
    found = read(text)
    number = dice.choice([n for n, piece in enumerate(found.pieces) if piece.node])
    piece = found.pieces[number]
    inner = [one for one in piece.block or () if one.node]
    pieces = list(found.pieces)
    if inner and dice.random() < 0.6 and not piece.is_ordered:
        gone = dice.choice(inner)
        pieces[number] = piece.replace(block=tuple(one for one in piece.block or () if one is not gone))
    else:
        del pieces[number]
    return "".join(f"{one.gap}{one.body}" for one in pieces) + found.end


def change(text: str, dice: random.Random) -> str:
    """A number or a text that says something else."""
    found = list(re.finditer(r'(?<=[ "])\d+(?= )|"[A-Z][^"\n]*"', text))
    one = dice.choice(found)
    said = f'"{one[0][1:-1]} {dice.randrange(99)}"' if one[0][0] == '"' else str(int(one[0]) + dice.randrange(1, 9))
    return text[: one.start()] + said + text[one.end() :]


def turn(text: str, dice: random.Random) -> str:
    """A declaration that stands elsewhere."""
    found = read(text)
    pieces = list(found.pieces)
    piece = pieces.pop(dice.choice([n for n, one in enumerate(pieces) if one.node and n]))
    pieces.insert(dice.randrange(1, len(pieces)), piece)
    return "".join(f"{one.gap or chr(10)}{one.body}" for one in pieces) + found.end


def remark(text: str, dice: random.Random) -> str:
    """A comment more."""
    lines = text.split("\n")
    lines.insert(dice.randrange(len(lines)), f"# remark {dice.randrange(10**6)}")
    return text if '"""' in text and read_or_none("\n".join(lines)) is None else "\n".join(lines)


def read_or_none(text: str) -> Pieces | None:
    return pieces_of(Source("a.journey", text))


EDITS: tuple[Edit, ...] = (add, drop, change, turn, remark)


def random_edit(seed: int) -> str:
    dice = random.Random(seed)
    text = dice.choice(EDITS)(ACME, dice)
    return text if read_or_none(text) else ACME


def touched(text: str) -> set[str]:
    """The declarations that an edit changed, added or took away."""
    return {piece_words(one) for one in set(wholes(ACME)) ^ set(wholes(text))}


def wholes(text: str) -> list[tuple[tuple[str, ...], object]]:
    return [(piece.key, piece.whole) for piece in read(text).pieces if piece.node]


def piece_words(one: tuple[tuple[str, ...], object]) -> str:
    return " ".join(one[0])


@pytest.mark.parametrize("seed", range(0, 40, 2))
def test_an_unchanged_side_gives_the_other(seed: int) -> None:
    text = random_edit(seed)
    assert merged(ACME, text, ACME).text == text
    assert merged(ACME, ACME, text).text == text
    assert merged(ACME, text, text).text == text


@pytest.mark.parametrize("seed", range(0, 200, 2))
def test_independent_edits_come_to_one_journey_in_either_order(seed: int) -> None:
    ours, theirs = random_edit(seed), random_edit(seed + 1)
    one, other = merged(ACME, ours, theirs), merged(ACME, theirs, ours)
    assert bool(one.conflicts) == bool(other.conflicts)
    if one.conflicts:
        return
    assert declared(one.text) == declared(other.text)
    assert sorted(re.findall(r"# .*", one.text)) == sorted(re.findall(r"# .*", other.text))
    if not touched(ours) & touched(theirs):
        was, mine, their = (set(declared(text)) for text in (ACME, ours, theirs))
        assert set(declared(one.text)) == (was - (was - mine) - (was - their)) | (mine - was) | (their - was)


@pytest.mark.parametrize("seed", range(1, 120, 3))
def test_no_declaration_is_lost_and_no_conflict_is_silent(seed: int) -> None:
    ours, theirs = random_edit(seed), random_edit(seed + 5)
    found = merged(ACME, ours, theirs)
    names = [{" ".join(piece.key) for piece in read(text).pieces if piece.node} for text in (ACME, ours, theirs)]
    wanted = (names[1] | names[2]) - (names[0] - names[1]) - (names[0] - names[2])
    if not found.conflicts:
        assert {" ".join(piece.key) for piece in read(found.text).pieces if piece.node} == wanted
    else:
        sides = [{" ".join(piece.key) for piece in read(taken(found.text, side)).pieces} for side in (0, 1)]
        assert wanted <= sides[0] | sides[1]


@pytest.mark.parametrize("seed", range(40))
def test_one_word_changed_in_two_ways_is_never_merged(seed: int) -> None:
    one = random.Random(seed).choice(list(re.finditer(r'(?<= )"[^"\n]+"(?= |\n)|(?<= )[a-z]+_[a-z]+', ACME)))
    end = one.end() - (one[0][-1] == '"')
    ours, theirs = (f"{ACME[:end]}_{word}{ACME[end:]}" for word in ("ours", "theirs"))
    assert merged(ACME, ours, theirs).conflicts != ()


@pytest.mark.parametrize("seed", range(20))
def test_one_thing_changed_in_two_ways_is_never_merged(seed: int) -> None:
    dice = random.Random(seed)
    found = list(re.finditer(r"(?<= )\d+(?= (?:business )?(?:day|hour))", ACME))
    one = dice.choice(found)
    ours, theirs = (f"{ACME[: one.start()]}{int(one[0]) + more}{ACME[one.end() :]}" for more in (1, 2))
    assert merged(ACME, ours, theirs).conflicts != ()


@pytest.mark.parametrize("seed", range(6))
def test_sentences_show_what_is_said_and_neither_order_nor_layout(seed: int) -> None:
    dice = random.Random(seed)
    before = sentences(Source("a.journey", ACME))
    for text in turn(ACME, dice), remark(ACME, dice), ACME.replace(" {", "   {"), ACME.replace("\n", "\r\n"):
        assert sentences(Source("a.journey", text)) == before
    assert sentences(Source("a.journey", change(ACME, dice))) != before


def test_a_sentence_is_a_line_that_says_what_it_belongs_to() -> None:
    told = sentences(Source("a.journey", "# allow unreachable-team: a pilot\n" + TEAMS))
    assert told == [
        'Team sales "Sales".', "Team sales: allow unreachable-team: a pilot.", 'Team sales: channel "#sales".',
        'Team sdr "Sales development".', 'Team sdr: channel "#sdr".', "Team sdr: people 4.",
        'Team success "Customer success".']  # fmt: skip
    assert sentences(Source("a.journey", "team {")) is None


# ---- the command


@pytest.fixture
def three(tmp_path: Path) -> Path:
    for name, text in ("base", TEAMS), ("ours", TEAMS.replace("people 4", "people 5")), ("theirs", TEAMS):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_the_command_writes_into_ours_and_says_what_is_left(three: Path) -> None:
    (three / "theirs").write_text(TEAMS.replace("#sales", "#deals"), "utf-8")
    assert console.journey("merge base ours theirs --path teams.journey", three) == ("", 0)
    both = TEAMS.replace("people 4", "people 5").replace("#sales", "#deals")
    assert (three / "ours").read_text("utf-8") == both
    (three / "theirs").write_text(TEAMS.replace("people 4", "people 6"), "utf-8")
    said, code = console.journey("merge base ours theirs --path teams.journey --marker-size 9", three)
    assert (said, code) == ("`teams.journey`: both sides changed `team sdr: people`; take one of the two texts between "
                            "the marks\n", 1)  # fmt: skip
    assert "\n<<<<<<<<< ours\n" in (three / "ours").read_text("utf-8")


def test_what_cannot_be_read_is_merged_line_by_line(three: Path) -> None:
    (three / "theirs").write_text(TEAMS.replace("team success", "team success {"), "utf-8")
    said, code = console.journey("merge base ours theirs --path teams.journey", three)
    assert "merged line by line" in said
    assert code == 0
    assert "people 5" in (three / "ours").read_text("utf-8")
    assert "team success {" in (three / "ours").read_text("utf-8")


def test_what_cannot_be_merged_at_all_is_more_than_a_conflict_to_git(three: Path) -> None:
    assert console.journey("merge base ours nothing", three)[1] == 129
