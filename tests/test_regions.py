"""Gaps of routing tables as companies write them: few conditions each, exact, with buyers that a person can picture."""

from statistics import median

import pytest

from instances import TODAY
from journeydsl.conditions.answers import Example, Gap, Gaps
from journeydsl.conditions.buyer import Case
from journeydsl.conditions.evaluate import holds
from journeydsl.conditions.questions import Reasoning
from journeydsl.model.conditions import Condition
from readings import journey_of

COMMON = """
journey j { currency USD }
field employees integer 1..500_000
field segment one of smb, mid_market, large, public in order
field region one of amer, emea, apac, latam
field country one of US, CA, GB, IE, DE, AT, CH, FR, ES, IT, NL, BE, SE, NO, DK, PL, JP, KR, AU, NZ, SG, IN, BR, MX,
  AR, other
field company_type one of company, university, government, startup
field has_owner boolean always known
field budget money 0..
field email text
field wants any of demo, pricing, training
field trial_ends_on date
activity visit
activity demo_request
score fit 0..100 { add 40 when employees >= 1_000  add 20 when employees >= 100  add 20 when country in [US, CA, GB, DE]
  add 20 when budget >= 10k USD  subtract 50 when company_type = university }
score interest 0..100 { add 40 when any demo_request in 30 days  add 5 per visit in 14 days, up to 30
  subtract 20 when no visit in 60 days }
"""
TABLES = {
    "segments by size": (
        "employees < 100", "employees in 100..1_999 and region in [amer, emea]", "employees >= 2_000",
        "company_type = government",
    ),
    "regions by country": (
        "country in [US, CA]", "country in [GB, IE, DE, AT, CH, FR, ES, IT, NL, BE, SE, NO, DK, PL]",
        "country in [JP, KR, AU, NZ, SG, IN]",
    ),
    "segments and regions": (
        "segment = smb and region = amer", "segment = smb and region in [emea, apac]",
        "segment = mid_market and region != latam",
        "segment >= large and region = amer", "segment >= large and region = emea", "segment = public and country = US",
    ),
    "owners first": (
        "has_owner", "segment >= large and country in [US, CA, GB, DE, FR]", "segment = mid_market and fit >= 40",
        "segment = smb and interest >= 30", 'email ends with "@gmail.com"',
    ),
    "scores and bands": (
        "fit >= 60 and interest >= 40", "fit >= 60 and interest < 40 and any visit in 14 days",
        "fit in 30..59 and interest >= 60",
        "interest >= 80",
    ),
    "what is wanted": (
        "wants includes demo and employees >= 50", "wants includes pricing and budget >= 5k USD",
        "wants includes training and company_type in [company, startup]", "count of demo_request in 30 days >= 2",
    ),
    "renewals": (
        "trial_ends_on within 30 days and employees >= 200",
        "trial_ends_on within 30 days and count of visit in 14 days >= 3",
        "trial_ends_on before 1 day ago and segment != smb",
    ),
    "everything known": (
        "employees is known and employees >= 500 and country is known and segment is known",
        "employees < 500 and country != other",
        "company_type = startup and (region is missing or region = latam)",
    ),
}  # fmt: skip


def gaps_of(*lines: str) -> tuple[Reasoning, list[Condition], Gaps]:
    rules = "".join(f"rule r{number} when {line}\n" for number, line in enumerate(lines))
    journey = journey_of(COMMON + rules)
    whens = [rule.when for rule in journey.rules.values() if rule.when]
    reasoning = Reasoning(journey, TODAY)
    found = reasoning.uncovered([], whens)
    assert isinstance(found, Gaps)
    return reasoning, whens, found


def sizes(gaps: list[Gap]) -> list[int]:
    return [len(gap.region) for gap in gaps]


@pytest.mark.parametrize("name", TABLES)
def test_a_region_is_short_and_its_example_is_left_out(name: str) -> None:
    reasoning, whens, found = gaps_of(*TABLES[name])
    assert median(sizes(list(found.gaps))) <= 4, [gap.region for gap in found.gaps]
    for gap in found.gaps:
        case = Case(reasoning.space.journeys[0], gap.example.buyer, TODAY)
        assert not any(holds(case, when) for when in whens)
        assert "more" not in " ".join(gap.region)
        said = {fact.split(" ")[0] for fact in gap.facts}
        assert all(
            any(name in condition for condition in gap.region) for name in said if name[0].isalpha() and name != "no"
        )


def test_the_median_region_of_all_tables_has_at_most_three_conditions() -> None:
    found = [gap for lines in TABLES.values() for gap in gaps_of(*lines)[2].gaps]
    assert median(sizes(found)) <= 3
    assert median(sizes([gap for gap in found if gap.is_missing_data])) <= 3


UNLIMITED = """
journey j
activity visit
activity chat
activity trial
activity webinar
activity form
activity call
score interest 0.. {
  add 5 per visit
  add 100 per chat, once per day
  add 65 per trial, once per day
  add 30 per webinar
  add 60 per form, once per day
  add 10 per call
  subtract 20 when no visit in 30 days
}
rule ready when interest >= 100
rule busy when interest >= 100 and count of visit in 30 days >= 7
"""


def test_of_whom_an_example_tells_as_little_has_happened_as_can_be() -> None:
    journey = journey_of(UNLIMITED)
    whens = {name: rule.when for name, rule in journey.rules.items() if rule.when}
    ready = Reasoning(journey, TODAY).can_hold(whens["ready"])
    busy = Reasoning(journey, TODAY).can_hold(whens["busy"])
    assert isinstance(ready, Example)
    assert isinstance(busy, Example)
    assert len(ready.buyer.happenings) <= 3
    assert len(busy.buyer.happenings) <= 9
    for name, one in (("ready", ready), ("busy", busy)):
        assert holds(Case(journey, one.buyer, TODAY), whens[name])
