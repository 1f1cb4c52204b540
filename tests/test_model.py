"""The model: what resolving understands, and each kind of fault that it notices."""

import json
import random
import re
from fractions import Fraction
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from journeydsl.model import faults
from journeydsl.model.as_json import journey_as_json
from journeydsl.model.buyers import ScorePerLine
from journeydsl.model.conditions import AllOf, ChoiceIn, DateAgo, FlagIs, Happened, NumberCompare, names_used, walk
from journeydsl.model.faults import Fault
from journeydsl.model.journey import Journey
from journeydsl.model.resolve import Resolution, resolve
from journeydsl.model.rhythm import GivenValue
from journeydsl.model.schema import model_schema, model_schema_text
from journeydsl.syntax.parse import parse
from journeydsl.text.source import Source

ROOT = Path(__file__).parent.parent
WHOLE = Path(__file__).with_name("whole.journey").read_text("utf-8")

SMALL = """
journey small "A small journey" { currency USD }
team marketing
team sales
calendar london { timezone "Europe/London" }
role champion
field employees integer 1..1000
field rate decimal
field budget money 0..
field country one of US, GB, "New Zealand"
field urgency one of low, medium, high in order
field products any of crm, billing
field email text
field is_customer boolean
field renewal_on date
activity demo_request
activity pricing_view
score fit 0..100 { add 30 when employees >= 200  band good_fit 50..100 }
rule qualified when good_fit
segmentation size { segment large when employees >= 100  segment small when employees < 100 }
entry stage lead { owner marketing }
stage sal { owner sales }
won stage customer
lost stage churned
content guide { text "Read me." }
"""


def resolved(*texts: str, **used: str) -> Resolution:
    """Resolves a text, with the files that it uses as `name="text"` for `use "name"`."""
    files = {"root": "\n".join(texts), **used}
    uses = {(here, there): there for here in files for there in used}
    return resolve("root", {path: parse(Source(path, text)) for path, text in files.items()}, uses)


def journey(*texts: str) -> Journey:
    """The journey of texts without faults."""
    resolution = resolved(*texts)
    assert resolution.faults == ()
    assert resolution.journey is not None
    return resolution.journey


def one_fault(text: str) -> Fault:
    """The only fault that a text adds to the small journey, and that its place is inside that text."""
    found = resolved(SMALL, text).faults
    assert len(found) == 1, found
    assert found[0].span.start >= len(SMALL)
    return found[0]


def test_the_whole_example_of_the_language_has_no_faults() -> None:
    whole = journey(WHOLE)
    assert whole.is_whole
    assert list(whole.stages)[:3] == ["visitor", "lead", "nurture"]
    assert whole.label == "Acme: new business"
    assert [reason.name for reason in whole.reasons.values()][:3] == ["competitor", "student", "bad_fit"]
    assert whole.teams["sdr_lead"].stand_in is not None
    assert whole.plans["q1"].conversions[0].rate.share == Fraction(3, 100)


def test_values_say_themselves_as_people_write_them() -> None:
    whole = journey(WHOLE)
    handoff = whole.handoffs[0]
    assert handoff.accept is not None
    assert handoff.contact is not None
    assert handoff.accept.duration.text == "4 business hours"
    assert handoff.contact.duration.text == "1 business day"
    assert whole.plans["q1"].deal is not None
    assert whole.plans["q1"].deal.text == "40,000 USD"
    assert handoff.name == "lead -> sal"
    assert whole.stages["sal"].name_span.text == "sal"


def test_any_leaves_every_stage_that_is_no_end_and_not_the_target() -> None:
    move = journey(SMALL, "move any -> sal by marketing").moves[0]
    assert move.leaves_any
    assert [origin.name for origin in move.origins] == ["lead"]
    assert move.name == "any -> sal"


def test_a_list_of_stages_leaves_each_of_them() -> None:
    move = journey(SMALL, "move [lead, sal] -> churned by sales").moves[0]
    assert [origin.name for origin in move.origins] == ["lead", "sal"]


@pytest.mark.parametrize(
    ("condition", "kind"),
    [
        ("employees >= 200", NumberCompare),
        ("count of pricing_view in 14 days >= 2", NumberCompare),
        ("is_customer = false", FlagIs),
        ("is_customer", FlagIs),
        ("urgency between low and medium", ChoiceIn),
        ("country not in [US, GB]", ChoiceIn),
        ("renewal_on before 90 days ago", DateAgo),
        ("no demo_request in 7 days", Happened),
        ("good_fit and (large or qualified)", AllOf),
    ],
)
def test_conditions_are_typed(condition: str, kind: type) -> None:
    assert type(journey(SMALL, f"rule tried when {condition}").rules["tried"].when) is kind


def test_walking_a_condition_meets_its_parts_in_order() -> None:
    when = journey(SMALL, "rule tried when good_fit and not (large or fit > 3)").rules["tried"].when
    assert when is not None
    assert [type(part).__name__ for part in walk(when)] == [
        "AllOf", "BandHolds", "Not", "AnyOf", "SegmentHolds", "NumberCompare",
    ]  # fmt: skip
    assert list(names_used(when)) == [("band", "good_fit"), ("segment", "large"), ("score", "fit")]


def test_used_names_and_mentions_in_prose_are_known() -> None:
    found = journey(SMALL, 'rule tried when large because "As `sal` and `nothing` say."')
    assert ("field", "employees") in found.used
    assert ("segmentation", "size") in found.used
    assert ("role", "champion") not in found.used
    assert [(mention.name, mention.is_declared) for mention in found.mentions] == [
        ("sal", True),
        ("nothing", False),
    ]


def test_a_subtraction_and_its_limits_are_read() -> None:
    text = "score more { subtract 5 per pricing_view in 30 days, once per day, up to 25 }"
    first = journey(SMALL, text).scores["more"].lines[0]
    assert isinstance(first, ScorePerLine)
    assert first.points == -5
    assert first.once_per is not None
    assert (first.once_per.amount, first.once_per.unit) == (1, "day")
    assert first.cap is not None
    assert first.cap.number == 25


def test_given_values_are_typed_by_their_fields() -> None:
    text = 'scenario "One" { given products = [crm], is_customer = true, budget = 9k USD  at lead  expect stays }'
    given = journey(SMALL, text).scenarios[0].given
    assert [one.value for one in given if isinstance(one, GivenValue)] == [("crm",), True, 9000]


@pytest.mark.parametrize(
    ("text", "nearest"),
    [("stage x { owner salse }", "sales"), ("stage x { owner nobody_at_all }", None)],
)
def test_an_unknown_name_is_told_with_the_name_that_was_meant(text: str, nearest: str | None) -> None:
    fault = one_fault(text)
    assert isinstance(fault, faults.UnknownName)
    assert fault.nearest == nearest
    assert fault.known == ("marketing", "sales")


def test_a_misspelt_name_is_read_as_the_one_that_was_meant() -> None:
    found = resolved(SMALL, "stage x { owner salse }").journey
    assert found is not None
    assert found.stages["x"].owner is not None
    assert found.stages["x"].owner.name == "sales"
    assert found.stages["x"].is_whole


def test_a_declaration_that_is_missing_is_one_mistake_in_however_many_places() -> None:
    fault = one_fault("stage x { owner board  help from board }\nteam desk { part of board }")
    assert isinstance(fault, faults.UnknownName)
    assert len(fault.other_spans) == 2


def test_a_way_to_an_unknown_stage_is_lost_and_the_journey_not_whole() -> None:
    found = resolved(SMALL, "move lead -> somewhere_else by sales").journey
    assert found is not None
    assert found.moves == ()
    assert not found.is_whole


NAMES = [
    ("stage x { owner lead }", faults.WrongKind),
    ("handoff sales -> sal", faults.WrongKind),
    ("stage sales", faults.DuplicateName),
    ("score other { band good_fit 1..2 }", faults.DuplicateName),
    ("handoff lead -> sal\nhandoff lead -> sal", faults.DuplicateWay),
    ("move lead -> sal when good_fit\nmove lead -> sal when good_fit", faults.DuplicateWay),
    ("meeting m every week on mon { reads lead -> customer }", faults.UnknownStep),
    ("stage x { owner sales owner marketing }", faults.RepeatedProperty),
    ("handoff lead -> sal { reject -> lead because a reject -> lead because b }", faults.RepeatedProperty),
    ("stage x { where large { owner sales } }", faults.MisplacedProperty),
    ("rule empty", faults.MissingProperty),
    ("rule a when b\nrule b when a", faults.CycleOfDefinitions),
    ("score s { add 1 when high  band high 1..2 }", faults.CycleOfDefinitions),
    ("team a { part of b }\nteam b { part of a }", faults.CycleOfDefinitions),
    ("journey again { currency USD }", faults.TwoHeaders),
    ("cadence c in sal { day 0 call with sales }", faults.WrongKind),
    ("offer o { follow up with guidee }", faults.UnknownName),
    ("handoff lead -> sal { work first champion }", faults.WrongKind),
    ("term mql is qualifid", faults.UnknownName),
    ('scenario "One" { at lead  expect sales }', faults.WrongKind),
]
VALUES = [
    ("rule x when employees >= yes", faults.WrongType),
    ('rule x when employees = "many"', faults.WrongType),
    ("rule x when renewal_on = 3", faults.WrongType),
    ("rule x when is_customer = 1", faults.WrongType),
    ("rule x when employees >= 20 USD", faults.WrongType),
    ("rule x when country", faults.WrongType),
    ('rule x when employees contains "x"', faults.UnfitTest),
    ("rule x when country < US", faults.UnfitTest),
    ("rule x when employees within 3 days", faults.UnfitTest),
    ("rule x when products = crm", faults.UnfitTest),
    ("rule x when country includes US", faults.UnfitTest),
    ("rule x when employees >= 2000", faults.OutsideRange),
    ("rule x when fit in 50..200", faults.OutsideRange),
    ("score s 0..10 { band b 5..20 }", faults.OutsideRange),
    ("stage x { probability 120% }", faults.OutsideRange),
    ("team x { people 0 }", faults.OutsideRange),
    ("rule x when employees >= 2.5", faults.NotWhole),
    ("score s { add 2.5 when large }", faults.NotWhole),
    ("rule x when budget >= 20", faults.MissingCurrency),
    ("rule x when budget in 10..20", faults.MissingCurrency),
    ("rule x when budget >= 20 EUR", faults.OtherCurrency),
    ("rule x when budget >= 20 dollars", faults.BadCurrency),
    ("stage x { leave within 2 business weeks else -> lead }", faults.UnfitBusiness),
    ("rule x when country = Mars", faults.ValueOffList),
    ("rule x when products includes any of [crm, mail]", faults.ValueOffList),
    ("field x one of a, b, a", faults.RepeatedValue),
    ("rule x when employees in 50..10", faults.ReversedRange),
    ("plan p 2027-03-31..2027-01-01 { deal 1 USD }", faults.ReversedRange),
    ("rule x when renewal_on < 2027-02-30", faults.BadDate),
    ("calendar c { open mon..fri 09:00..25:00 }", faults.BadTime),
    ("calendar c { open mon..fry 09:00..17:00 }", faults.UnknownWord),
    ("calendar c { holidays england }", faults.BadCountry),
    ('calendar c { timezone "london time" }', faults.BadTimezone),
    ("offer o { purpose harvst }", faults.UnknownWord),
    ("kpi k measures acceptance of lead -> sal target 30", faults.WrongType),
    ("kpi k measures average of budget target 30", faults.MissingCurrency),
    ('scenario "One" { given employees = many }', faults.WrongType),
    ('scenario "One" { given country = [US] }', faults.WrongType),
]


@pytest.mark.parametrize(("text", "kind"), NAMES + VALUES)
def test_what_makes_no_sense_is_one_fault(text: str, kind: type) -> None:
    assert type(one_fault(text)) is kind


@pytest.mark.parametrize(
    ("value", "fix"),
    [('"us"', "US"), ('"new  zealand"', "New Zealand"), ("New_Zealand", "New Zealand"), ("UK", None), ("Mars", None)],
)
def test_a_value_off_the_list_is_mended_only_where_one_value_was_surely_meant(value: str, fix: str | None) -> None:
    fault = one_fault(f"rule x when country = {value}")
    assert isinstance(fault, faults.ValueOffList)
    assert fault.fix == fix


def test_definitions_that_lead_back_to_themselves_are_cut() -> None:
    found = resolved(SMALL, "rule a when b or large\nrule b when c\nrule c when a\nrule d when a").journey
    assert found is not None
    assert [found.rules[name].when is None for name in "abcd"] == [True, True, True, False]


def test_files_in_use_come_before_those_that_use_them() -> None:
    root = 'use "teams"\njourney j { currency USD }\nentry stage lead { owner sales }'
    found = resolved(root, teams="team sales")
    assert found.faults == ()
    assert found.journey is not None
    assert [source.path for source in found.journey.sources] == ["teams", "root"]


def test_a_file_that_is_not_there_is_told_once_and_its_names_are_not_missed() -> None:
    file = parse(Source("root", 'use "teams"\njourney j { currency USD }\nentry stage lead { owner sales }'))
    found = resolve("root", {"root": file}, {("root", "teams"): "outside"})
    assert [fault.why for fault in found.faults if isinstance(fault, faults.UsedFileMissing)] == ["outside"]
    assert len(found.faults) == 1
    assert found.journey is not None
    assert not found.journey.is_whole


def test_files_that_use_each_other_are_a_cycle() -> None:
    found = resolved('use "a"\njourney j { currency USD }', a='use "b"', b='use "a"')
    assert [fault.paths for fault in found.faults if isinstance(fault, faults.CycleOfUses)] == [("a", "b", "a")]


def test_a_library_alone_is_not_asked_for_names_that_its_roots_declare() -> None:
    found = resolved("stage lead { owner sales }\nstage lead\nfield x integer 5..1")
    assert found.journey is None
    assert [type(fault) for fault in found.faults] == [faults.DuplicateName, faults.ReversedRange]


def test_names_in_a_stretch_that_was_not_read_are_not_missed() -> None:
    found = resolved(SMALL, "stage x { owner desk }\nteem desk = = {\n")
    assert [fault for fault in found.faults if isinstance(fault, faults.UnknownName)] == []


def test_a_value_beside_words_that_were_not_read_is_no_second_mistake() -> None:
    found = resolved(SMALL, "segmentation other { segment a when employees >= 1000 skgment b when large }")
    assert found.faults == ()


def test_a_way_that_is_declared_twice_stands_in_the_model_once() -> None:
    found = resolved(SMALL, "handoff lead -> sal { by sales }\nhandoff [sal, lead] -> sal").journey
    assert found is not None
    assert [len(found.handoffs), found.is_whole] == [1, False]


def test_a_condition_too_deep_to_read_is_one_fault() -> None:
    deep = "rule x when " + "good_fit and (good_fit or (" * 40 + "good_fit" + "))" * 40
    assert [type(fault) for fault in resolved(SMALL, deep).faults] == [faults.TooDeep]


def test_a_chain_of_rules_too_long_to_follow_is_cut_where_it_gets_too_long() -> None:
    chain = (
        "".join(f"rule r{n} when r{n + 1} or employees > {n % 900 + 1}\n" for n in range(3000))
        + "rule r3000 when good_fit"
    )
    found = resolved(SMALL, chain)
    assert {type(fault) for fault in found.faults} == {faults.TooTangled}
    assert found.journey is not None
    assert found.journey.rules["r2999"].when is not None


def test_rules_that_read_each_other_twice_are_cut_before_they_double_for_ever() -> None:
    doubling = "".join(f"rule r{n} when (r{n + 1} or employees > {n + 1}) and not r{n + 1}\n" for n in range(60))
    found = resolved(SMALL, doubling + "rule r60 when good_fit")
    assert {type(fault) for fault in found.faults} == {faults.TooTangled}


def test_two_readings_of_one_text_are_equal_wherever_it_stands() -> None:
    assert journey(WHOLE) == journey("\n\n# moved down\n\n" + WHOLE)


def test_resolving_never_fails_and_every_place_is_in_its_file() -> None:
    dice = random.Random(7)
    words = re.findall(r'\w+|"[^"\n]*"|[^\s\w]', WHOLE)
    for _ in range(60):
        text = WHOLE
        for _ in range(dice.randint(1, 5)):
            place = dice.choice(list(re.finditer(r'\w+|"[^"\n]*"|[^\s\w]', text)))
            word = dice.choice((dice.choice(words), "", f"{place.group()} {dice.choice(words)}"))
            text = text[: place.start()] + word + text[place.end() :]
        found = resolved(text)
        assert all(0 <= fault.span.start <= fault.span.end <= len(text) for fault in found.faults)
        if found.journey:
            json.dumps(journey_as_json(found.journey))


def test_the_model_as_json_fits_its_schema() -> None:
    schema = model_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(json.dumps(journey_as_json(journey(WHOLE))))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(data)) == []
    assert data["stages"]["lead"]["leave"]["duration"]["amount"] == 60


def test_the_published_schema_is_fresh() -> None:
    published = (ROOT / "docs" / "model.schema.json").read_text("utf-8")
    assert model_schema_text() == published, "python -m journeydsl.model.schema > docs/model.schema.json"
