"""Laws of the canonical form, held for every journey at hand and for each of them with its layout damaged."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeydsl.formatting.format import format_text
from journeydsl.formatting.titles import title_first
from journeydsl.syntax.parse import SyntaxFile, parse, read
from journeydsl.syntax.tokens import PROSE
from journeydsl.text.source import Source

ROOT = Path(__file__).resolve().parent.parent
JOURNEYS = {path.name: path.read_text("utf-8") for path in sorted(ROOT.glob("journeys/*/*.journey"))}

# Every kind of clause, list and condition, some too long for a line, some with comments where nobody expects them.
EVERYTHING = '''\
journey small "Small" {
  about """
    What it is *for*:

    - one
      - and below
  """
  agreed by marketing 2026-10-01 as 7f3a91, sales 2026-10-02, success 2026-10-02, partners 2026-10-02
}
calendar london { open mon..fri 09:00..17:30 closed 2026-12-24..2027-01-01 "Winter" }
team sdr from "Queue: SDR", "Sales development" { people 12  capacity 1_000 sal per month }
stage empty "Empty" {}
field employees integer 1..500_000 "Employees", from "Lead.NumberOfEmployees", always known
field budget "Budget" money ..10k USD
field country one of US, GB, DE, FR, IT, ES, "Bosnia and Herzegovina", "Papua New Guinea", other in order
score fit 0.. "Fit" {
  add 30 when employees >= 200 and country in [US, GB, DE, FR, IT, ES, "Bosnia and Herzegovina"] or budget is known
  add 5 per email_click in 30days, up to 25
  add 5 per page_view once per 3 days up to 30
  subtract engagement
  band good_fit ..10
}
rule qualified "Qualified" {
  when good_fit and (engagement between 10 and 40 or not any demo_request in 7 days and country in ["Papua New Guinea"])
    or email ends with "@x" and renewal_on before 3 days ago
  because """ "Quoted" """
}
rule late when good_fit "Late title"
move [lead, sal, sql, customer, churned, disqualified, renewal, visitor, nurture, archived] -> out_of_here "Out"
  by sales because bad_fit "Outside our customer profile" from "Reason: Bad fit", not_now "No project this year"
handoff lead -> sal "Marketing to sales development" {
  contact within 1 business day at least 6 attempts else escalate to sdr_lead
  where enterprise { accept within 1 business hour, else escalate to sdr_lead }
  route first { to desk when enterprise share 30 %  to other otherwise share 70% }
  reject -> lead because bad_data "Cannot be reached", other
}
content mail "Mail" for economic_buyer in lead, nurture, sal by marketing { text """Book twenty minutes.""" }
meeting all_hands "Pipeline" every 2 weeks on first mon 10:00 for marketing, development, sales, success {
  reads acceptance, lead_volume, follow_up, go_live, speed_to_lead, lead -> sal, sal -> sql, sql -> customer
}
term win_back "Win-back" means """
  A churned customer
    who comes back.
""" never "boomerang"
scenario "A shop" {
  given employees = 40, budget = 9k USD, products = [crm], 1 demo_request 2 days ago
  expect not commercial
}
'''
TEXTS = JOURNEYS | {"everything": EVERYTHING}


def formatted(text: str) -> str:
    done = format_text(Source("a.journey", text))
    assert done is not None
    return done


def tree(text: str) -> SyntaxFile:
    return parse(Source("a.journey", text))


def meaning(text: str) -> list[object]:
    return [title_first(statement) for statement in tree(text).statements]


def comments(text: str) -> list[str]:
    return [comment.text for comment in tree(text).comments]


@pytest.mark.parametrize("name", TEXTS)
def test_formatting_twice_is_formatting_once_and_keeps_tree_and_comments(name: str) -> None:
    once = formatted(TEXTS[name])
    assert formatted(once) == once
    assert meaning(once) == meaning(TEXTS[name])
    assert comments(once) == comments(TEXTS[name])


@pytest.mark.parametrize("name", JOURNEYS)
def test_the_journeys_of_the_house_are_formatted(name: str) -> None:
    assert formatted(JOURNEYS[name]) == JOURNEYS[name]


@pytest.mark.parametrize("name", TEXTS)
def test_lines_are_as_wide_as_they_may_be_unless_one_text_is_wider(name: str) -> None:
    once = formatted(TEXTS[name])
    source = Source("a.journey", once)
    tokens, taken = read(source).tokens, read(source).taken
    ends: dict[int, list[int]] = {}
    for start, end, kind in zip(tokens.starts, tokens.ends, taken, strict=False):
        if kind != PROSE or "\n" not in once[start:end]:
            ends.setdefault(source.line_and_column(start)[0], []).append(end - start)
    for number, widths in ends.items():
        code = source.line(number).partition("  #")[0]
        assert len(code) <= 100 or max(widths) > 50, "only a text that is long itself makes a line longer"
    assert all(line == line.rstrip() for line in once.split("\n"))


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(sorted(TEXTS)), seed=st.integers(0, 2**32), noted=st.booleans(), spread=st.integers(0, 12))
def test_damaged_layout_is_mended_and_nothing_is_lost(name: str, seed: int, noted: bool, spread: int) -> None:
    damaged = damage(TEXTS[name], random.Random(seed), noted, spread)
    assert meaning(damaged) == meaning(TEXTS[name])
    once = formatted(damaged)
    assert formatted(once) == once
    assert meaning(once) == meaning(damaged)
    assert comments(once) == comments(damaged)


@settings(max_examples=40, deadline=None)
@given(name=st.sampled_from(sorted(TEXTS)), seed=st.integers(0, 2**32))
def test_spaces_within_lines_do_not_show_in_the_result(name: str, seed: int) -> None:
    chance = random.Random(seed)
    once = formatted(TEXTS[name])
    source = Source("a.journey", once)
    tokens = read(source).tokens
    pieces, place = [], 0
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        gap = once[place:start]
        pieces += [gap if gap.strip() else gap.replace(" ", chance.choice((" ", "   ", "\t"))), once[start:end]]
        place = end
    assert formatted("".join(pieces)) == once


@pytest.mark.parametrize("name", TEXTS)
def test_windows_line_endings_and_a_byte_order_mark_change_nothing_else(name: str) -> None:
    once = formatted(TEXTS[name])
    assert formatted("\ufeff" + TEXTS[name].replace("\n", "\r\n")) == once.replace("\n", "\r\n")


def test_a_file_that_cannot_be_read_is_left_alone() -> None:
    assert format_text(Source("a.journey", "stage lead { owner }")) is None


def test_a_file_without_words_keeps_its_comments_alone() -> None:
    assert formatted("\n\n \t\n") == ""
    assert formatted("\n  # one\n\n\n # two") == "# one\n\n# two\n"


def damage(text: str, chance: random.Random, noted: bool, spread: int) -> str:
    """The same words and comments, with other spaces, line breaks, optional commas and, if `noted`, more comments."""
    reader = read(Source("a.journey", text))
    tokens, waiting = reader.tokens, list(reader.tokens.comments)
    pieces: list[str] = []
    for index, start in enumerate(tokens.starts):
        while waiting and waiting[0].start < start:
            pieces.append(f"{chance.choice((' ', chr(10)))}{waiting.pop(0).text}\n")
        pieces.append(between(chance, spread))
        if noted and chance.random() < 0.03:
            pieces.append(f"# note {index}\n{between(chance, spread)}")
        kind = reader.taken[index] if index < len(reader.taken) else ""
        word = text[start : tokens.ends[index]]
        if kind in ("else", "once") and chance.random() < 0.5 and reader.taken[index - 1] != ",":
            pieces.append(",")
        if kind == "," and index + 1 < len(reader.taken) and reader.taken[index + 1].isalpha():
            word = chance.choice((",", ""))
        pieces.append(word)
    return "".join(pieces)


def between(chance: random.Random, spread: int) -> str:
    return chance.choice(("\n", "\n\n\n", "\t", "\r\n")) if chance.randrange(12) < spread else " "
