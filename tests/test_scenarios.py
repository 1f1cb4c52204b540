"""Scenarios: what an expectation means, what is told of a buyer, what counts as covered, which facts are understood."""

import itertools
from datetime import date
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest

import console
from journeydsl.conditions.buyer import Buyer, Case, Happening
from journeydsl.conditions.questions import Reasoning
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.scenarios.coverage import coverage, share
from journeydsl.scenarios.facts import Facts, from_object, from_row, from_words
from journeydsl.scenarios.parts import Part, every_part, needed
from journeydsl.scenarios.situation import Situation, situation
from journeydsl.scenarios.trial import Trial, try_scenario
from readings import journey_of

TODAY = date(2027, 1, 31)
SHOP = """
journey shop "The shop" { currency EUR }
team marketing
team sales
team desk { part of sales }
field size integer 1..1000 from "Lead.Size"
field budget money 0..
field rate decimal
field country one of US, GB, "New Zealand"
field products any of crm, billing
field email text
field is_customer boolean
field renewal_on date
activity demo_request
activity page_view
score fit 0..50 { add 30 when size >= 100  add 10 per page_view in 30 days  band good_fit 30..50 }
rule qualified when good_fit and not is_customer
segmentation by_size { segment large when size >= 100  segment small when size < 100 or size is missing }
entry stage lead { owner marketing  leave within 60 days else -> gone }
stage talk { owner sales  where large { leave within 5 days else -> gone } leave within 30 days else -> lead }
stage later { owner marketing }
won stage customer { owner sales }
lost stage gone { owner marketing }
handoff lead -> talk {
  when qualified
  route first { to desk when size >= 500  to sales when country in [US, GB] }
  reject -> later because bad_data
}
move lead -> gone "Rival" when email ends with "@rival.example" priority 1
move lead -> later "Quiet" when no page_view in 30 days priority 2
move talk -> customer by sales when budget is known
recycle talk -> later when renewal_on within 90 days
move any -> gone "By hand" by marketing
"""


def shop(*texts: str) -> JourneyGraph:
    return JourneyGraph(journey_of("\n".join((SHOP, *texts))))


def tried(text: str) -> Trial:
    graph = shop(f'scenario "S" {{ {text} }}')
    return try_scenario(graph, graph.journey.scenarios[0])


def message(text: str) -> str:
    """What the one expectation that fails says is so instead."""
    trial = tried(text)
    (outcome,) = (one for one in trial.outcomes if not one.passed)
    return outcome.message


def at(stage: str, *facts: str) -> Situation:
    graph = shop()
    read = facts_of(*facts)
    assert read.problems == ()
    return situation(graph, Case(graph.journey, read.buyer, TODAY), stage)


def facts_of(*facts: str) -> Facts:
    return from_words(shop().journey, facts, TODAY, Buyer({}))


def states(found: Situation) -> dict[str, str]:
    return {way.part.text: way.state for way in found.ways}


# ---- ways out


def test_a_way_happens_is_allowed_or_is_closed() -> None:
    found = states(at("talk", "size=10", "budget=9k EUR"))
    assert found["move talk -> customer"] == "allowed"
    assert found["recycle talk -> later"] == "closed"
    assert states(at("talk", "renewal_on=2027-02-28"))["recycle talk -> later"] == "happens"


def test_of_two_ways_that_would_happen_the_greater_priority_is_held_back() -> None:
    found = states(at("lead", "email=me@rival.example"))
    assert found["move lead -> gone"] == "happens"
    assert found["move lead -> later"] == "held back"
    assert states(at("lead"))["move lead -> later"] == "happens"


def test_the_time_limit_of_the_block_that_holds_counts() -> None:
    assert [way.target for way in at("talk", "size=500").waits] == ["later", "gone"]
    assert [way.target for way in at("talk", "size=50").waits] == ["later", "lead"]


def test_a_route_takes_the_first_line_that_holds_and_nobody_where_none_does() -> None:
    def receivers(*facts: str) -> tuple[str, ...]:
        handoff = next(way for way in at("lead", *facts).ways if way.passage.kind == "handoff")
        return handoff.receivers if handoff.is_open else ()

    fit = ("not is_customer", "size=600")
    assert receivers(*fit, "country=US") == ("desk",)
    assert receivers("not is_customer", "size=100", "country=US") == ("sales",)
    assert receivers("not is_customer", "size=100") == ()


# ---- expectations


@pytest.mark.parametrize(
    "text",
    [
        "given size = 600, is_customer = false at lead expect -> talk expect to desk expect not to sales",
        "given size = 600 at lead expect not -> talk expect good_fit expect large expect not small",
        "given 1 page_view 3 days ago at lead expect stays expect -> gone",
        "at lead expect not stays expect -> later",
        "given budget = 9k EUR at talk expect -> customer expect stays",
        "given renewal_on = 2027-02-28 at talk on 2027-01-31 expect -> later",
        "given size = 600 expect large",
        "given products = [crm] expect small",
    ],
)
def test_what_is_so_passes_and_its_opposite_fails(text: str) -> None:
    assert tried(text).passed
    turned = text.replace("expect not ", "EXPECT ").replace("expect ", "expect not ").replace("EXPECT ", "expect ")
    assert not any(outcome.passed for outcome in tried(turned).outcomes)


def test_what_fails_says_what_is_so_instead() -> None:
    assert message("at lead expect -> talk") == "`handoff lead -> talk` neither happens nor is allowed"
    assert message("at lead expect -> customer") == "No way leads from `lead` to `customer`"
    assert message("at talk expect -> lead") == "Only a time limit leads from `talk` to `lead`, and none is tried here"
    assert message("at talk expect not -> gone") == "`move any -> gone` is allowed to `marketing`"
    assert message("at lead expect stays") == "`move lead -> later` happens by itself"
    assert message("at talk expect not stays") == "Nothing takes the buyer out of `talk` by itself"
    assert message("at talk expect to desk") == "No handoff leaves `talk`, so nobody receives this buyer"
    fit = "given size = 100, is_customer = false"
    assert message(f"{fit} at lead expect to desk") == (
        "No line of the route of `handoff lead -> talk` takes this buyer"
    )
    assert message(f"{fit}, country = US at lead expect to desk") == "This buyer goes to `sales`"
    assert message("given size = 600 expect qualified") == "`qualified` is unknown"


def test_closest_is_what_has_to_come_out_otherwise() -> None:
    def closest(text: str) -> tuple[str, ...]:
        return next(outcome.closest for outcome in tried(text).outcomes if not outcome.passed)

    assert closest("given size = 600 expect qualified") == ("not is_customer",)
    assert closest("given is_customer = false, size = 6 expect qualified") == ("good_fit",)
    assert closest("given size = 100, country = US, is_customer = false at lead expect to desk") == ("size >= 500",)
    assert closest("given size = 600, is_customer = false expect not qualified") == ("not good_fit",)
    assert closest("at lead expect stays") == ("not no page_view in 30 days",)


def test_a_date_that_matters_has_to_be_named() -> None:
    asks = "It depends on the day, through `renewal_on within 90 days`; add `on` and a date"
    assert message("given renewal_on = 2027-02-28 at talk expect -> later") == asks
    assert message("given renewal_on = 2027-02-28 at talk expect stays") == asks
    assert tried("given renewal_on = 2027-02-28 at talk expect -> gone").passed
    assert tried("at talk expect not -> later").passed
    assert "no page_view in 30 days" in message("given 1 page_view 1 month ago at lead expect -> later")
    assert tried("given 1 page_view 1 month ago at lead expect not -> customer").passed
    assert tried("given 1 page_view 4 weeks ago at lead expect not -> later").passed


def test_what_cannot_be_tried_says_why() -> None:
    assert tried("at lead").problem == "It expects nothing; add `expect` and what is to happen"
    assert tried("expect stays").problem == "It does not say where the buyer is; add `at` and a stage"
    for many in ("999_999_999 page_view 1 day ago", "6k page_view 1 day ago, 6k page_view 2 days ago"):
        assert tried(f"given {many} expect small").problem == "Its buyer does more than 10,000 things"


# ---- parts and coverage


def test_every_part_has_its_truth_and_the_value_that_decided() -> None:
    outcome = tried("given size = 600, 3 page_view 2 days ago expect qualified").outcomes[0]
    told = {part.text: (part.truth, part.value) for part in every_part(outcome.asked)}
    assert told["good_fit"] == (True, "fit is 50, held inside its range from 60")
    assert told["add 30 when size >= 100"] == (True, "gives 30: size is 600")
    assert told["add 10 per page_view in 30 days"] == (True, "gives 30: 3 page_view")
    assert told["is_customer"] == (None, "is_customer is missing")


def trees(depth: int) -> list[Part]:
    """Every shape of condition up to a depth, its tests without a truth of their own."""
    if depth == 0:
        return [Part("test", "", None, "", ())]
    below = trees(depth - 1)
    both = [Part(kind, "", None, "", pair) for kind in ("all", "any") for pair in itertools.product(below, repeat=2)]
    return [*below, *(Part("not", "", None, "", (one,)) for one in below), *both]


def told(part: Part, truths: dict[str, bool | None], names: list[str]) -> Part:
    """The shape with its tests named in order and every truth worked out."""
    if part.kind == "test":
        name = f"t{len(names)}"
        names.append(name)
        return Part("test", name, truths.get(name, False), "", ())
    parts = tuple(told(inner, truths, names) for inner in part.parts)
    found = [inner.truth for inner in parts]
    if part.kind == "not":
        truth = None if found[0] is None else not found[0]
    else:
        wins = part.kind == "any"
        truth = wins if wins in found else None if None in found else not wins
    return Part(part.kind, part.text, truth, "", parts)


@pytest.mark.parametrize("wanted", [True, False])
def test_putting_right_what_is_needed_puts_the_whole_right(wanted: bool) -> None:
    for shape in trees(2):
        names: list[str] = []
        told(shape, {}, names)
        for truths in itertools.product((True, False, None), repeat=len(names)):
            now = dict(zip(names, truths, strict=True))
            lacking = needed(told(shape, now, []), wanted=wanted)
            after = now | {text.removeprefix("not "): not text.startswith("not ") for text in lacking}
            assert told(shape, after, []).truth is wanted


def test_coverage_counts_what_expectations_asked() -> None:
    graph = shop(
        'scenario "A" { given size = 600, is_customer = false at lead expect -> talk expect to desk }',
        'scenario "B" { given size = 6 expect not large }',
    )
    trials = [try_scenario(graph, one) for one in graph.journey.scenarios]
    items = coverage(graph.journey, trials, Reasoning(graph.journey, date(2026, 11, 22)))
    found = {item.text: (item.was_true, item.was_untrue) for item in items}
    assert found["qualified"] == (True, False)
    assert found["large"] == (False, True)
    assert found["small"] == (False, False)
    assert found["handoff lead -> talk"] == (True, False)
    assert found["recycle talk -> later"] == (False, False)
    assert found["to desk when size >= 500 in handoff lead -> talk"] == (True, None)
    assert "move any -> gone" not in found
    assert share(item for item in items if item.kind != "condition") == 100 * 4 // 18
    assert found["size >= 500 in to desk when size >= 500 in handoff lead -> talk"] == (True, False)


# ---- facts


def test_facts_are_read_by_the_type_of_their_field() -> None:
    found = facts_of(
        "size=1_00", "budget=9.5k EUR", "rate=0.25", "country=New Zealand", "products=[crm, billing]", 'email="A=B"',
        "not is_customer", "renewal_on=2027-02-28", "2 demo_request 5 days ago", "page_view today",
        "page_view on 2027-01-01", "3 page_view 2 business days ago", "rate is missing",
    )  # fmt: skip
    assert found.problems == ()
    assert found.buyer.values == {
        "size": 100, "budget": 9500, "country": "New Zealand", "products": frozenset({"crm", "billing"}),
        "email": "A=B", "is_customer": False, "renewal_on": date(2027, 2, 28),
    }  # fmt: skip
    demo, view = Happening("demo_request", date(2027, 1, 26)), Happening("page_view", date(2027, 1, 1))
    assert found.buyer.happenings.count(demo) == 2
    assert found.buyer.happenings.count(view) == 1
    assert len(found.buyer.happenings) == 7
    assert facts_of("rate=0.25").buyer.values["rate"] == Fraction(1, 4)


@pytest.mark.parametrize(
    ("fact", "problem"),
    [
        ("sise=10", "No field is called `sise`. Did you mean `size`?"),
        ("size=many", "`many` is no number, which `size` is"),
        ("size=1.5", "`1.5` is no whole number, which `size` is"),
        ("size=2000", "`2000` is above 1,000, the most that `size` can be"),
        ("size=", "`size` has no value; where it is missing, leave it out"),
        ("budget=9k USD", "`9k USD` of `budget` is in USD, and amounts here are in EUR"),
        ("country=UK", "`UK` is not one of the values of `country`, which are `US`, `GB`, `New Zealand`"),
        ("products=crm,biling", "`biling` is not one of the values of `products`. Did you mean `billing`?"),
        ("is_customer=maybe", "`maybe` is neither `true` nor `false`, which `is_customer` is"),
        ("renewal_on=2027-02-30", "`2027-02-30` of `renewal_on` is no day; write it like 2027-01-31"),
        ("email", "`email` says no value; write `email=…`"),
        ("demo_request", "`demo_request` does not say when; write `demo_request 5 days ago`"),
        ("demo_requst today", "No activity is called `demo_requst`. Did you mean `demo_request`?"),
        ("demo_request 5 dayz ago", "`dayz` is no unit of time"),
        ("99999 demo_request today", "`99999 demo_request today` is more than 10,000 at once"),
        ("?", "`?` is no fact; write `FIELD=VALUE`, or `2 ACTIVITY 5 days ago`"),
    ],
)
def test_a_fact_that_is_not_understood_gets_one_sentence(fact: str, problem: str) -> None:
    (said,) = facts_of(fact).problems
    assert said.startswith(problem)


def test_a_buyer_is_read_from_an_object_and_from_a_row() -> None:
    journey = shop().journey
    given = {"size": 40, "products": ["crm"], "is_customer": True, "email": None, "activities": ["page_view today"]}
    read = from_object(journey, given, TODAY)
    assert read.problems == ()
    assert read.buyer.values == {"size": 40, "products": frozenset({"crm"}), "is_customer": True}
    assert read.buyer.happenings == (Happening("page_view", TODAY),)
    row = {"Lead.Size": "1,000", "budget": "", "products": "crm;billing", "page_view": "2027-01-01; 2027-01-02"}
    found = from_row(journey, row | {"Id": "7"})
    assert found.problems == ()
    assert found.buyer.values == {"size": 1000, "products": frozenset({"crm", "billing"})}
    assert len(found.buyer.happenings) == 2
    assert found.unread == ("Id",)
    assert from_object(journey, {"size": {}, "sise": 1}, TODAY).problems == (
        "`size` has a value that no field can have",
        "No field is called `sise`. Did you mean `size`?",
    )


# ---- the commands


def test_junit_is_xml_whatever_a_title_holds(tmp_path: Path) -> None:
    text = SHOP + 'scenario "A <b> & “c”" { at lead expect -> talk }'
    (tmp_path / "shop.journey").write_text(text, "utf-8")
    printed, code = console.journey("test --format junit", tmp_path)
    suite = ElementTree.fromstring(printed[printed.index("<") : printed.rindex(">") + 1].encode())
    assert code == 1
    assert [case.get("name") for case in suite.iter("testcase")] == ["A <b> & “c”"]


def test_bad_files_are_said(tmp_path: Path) -> None:
    (tmp_path / "shop.journey").write_text(SHOP, "utf-8")
    (tmp_path / "list.json").write_text("[1]", "utf-8")
    (tmp_path / "bad.json").write_text("{", "utf-8")
    (tmp_path / "rows.csv").write_text("size\n10\n", "utf-8")
    for words, said in [
        ("--buyer none.json", "`none.json` is not there"),
        ("--buyer list.json", "`list.json` holds no object"),
        ("--buyer bad.json", "`bad.json` cannot be read as JSON"),
        ("--csv rows.csv --row 2", "`rows.csv` has no row 2: it has 1 below its header"),
        ("--csv rows.csv", "`--csv` needs the row"),
        ("--row 1", "A buyer comes from `--buyer FILE`"),
    ]:
        printed, code = console.journey(f"why shop.journey --at lead {words}", tmp_path)
        assert (code, said in printed) == (2, True), printed
    assert console.journey("why shop.journey --at lead --csv rows.csv --row 1", tmp_path)[1] == 0


def test_the_scenarios_of_the_examples_pass() -> None:
    journeys = Path(__file__).parent.parent / "journeys"
    for name in ("acme", "agency"):
        printed, code = console.journey(f"test {name}", journeys)
        assert code == 0, printed
