"""Histories of routing, each told in another way of writing: every step says what many buyers say."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from journeydsl.model.resolve import resolve
from journeydsl.syntax.parse import parse
from journeydsl.text.source import Source
from versions import Step, check_step, put_names

HEAD = """
journey pumps "Pumps for the world" { currency USD }
team marketing "Marketing" { channel "#marketing" }
team sdr "Sales development" { channel "#sdr" }
team sales "Sales" { channel "#sales" }
"""


@dataclass(frozen=True)
class Edit:
    """What one version says otherwise than the one before; `same` where no buyer may notice."""

    changes: tuple[tuple[str, str], ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    same: bool = False

    def apply(self, text: str) -> str:
        for old, new in self.changes:
            assert old in text, old
            text = text.replace(old, new)
        parts = re.split(r'("[^"\n]*"|#[^\n]*)', text)
        return "".join(put_names(part, self.names) if n % 2 == 0 else part for n, part in enumerate(parts))


def edit(*changes: tuple[str, str], **names: str) -> Edit:
    return Edit(changes, names)


def form(*changes: tuple[str, str], **names: str) -> Edit:
    return Edit(changes, names, same=True)


TERRITORIES = f"""{HEAD}
team emea_desk "EMEA desk" {{ part of sales  people 4 }}
team amer_desk "AMER desk" {{ part of sales  people 6 }}
team apac_desk "APAC desk" {{ part of sales  people 2 }}
team public_desk "Public sector desk" {{ part of sales  people 2 }}
team queue "Queue" {{ part of sales }}
field employees integer 0..1_000_000
field country one of US, CA, BR, GB, DE, FR, AE, JP, AU, IN
field email text
segmentation size {{
  segment large "Large" when employees >= 2_001
  segment mid "Mid-Market" when employees in 101..2_000
  segment smb "Small" when employees in 0..100
  segment unknown_size "Unknown" when employees is missing
}}
rule emea "EMEA" when country in [GB, DE, FR, AE]
rule amer "AMER" when country in [US, CA, BR]
rule apac "APAC" when country in [JP, AU, IN]
rule government "Government" when email ends with ".gov" or email ends with ".mil"
entry stage inquiry "Inquiry" {{ owner marketing  leave within 90 days else -> cold }}
stage accepted "Accepted" {{ owner sales  leave within 30 days else -> cold }}
resting stage cold "Cold" {{ owner marketing }}
won stage customer "Customer" {{ owner sales }}
handoff inquiry -> accepted "Routing" {{
  by marketing
  when employees is known or country is known
  pass email
  route first {{
    to public_desk when government and country = US
    to emea_desk when emea and (large or mid)
    to amer_desk when amer and not smb
    to apac_desk when apac
    to queue otherwise
  }}
  accept within 4 hours else escalate to marketing
}}
move accepted -> customer by sales
"""
TERRITORY_STEPS = (
    edit(("employees in 101..2_000", "employees in 100..2_000"), ("employees in 0..100", "employees in 0..99")),
    edit(('email ends with ".mil"', 'email ends with ".mil" or email contains "army"')),
    edit(("to apac_desk when apac", "to emea_desk when country in [DE, AE] and smb\n    to apac_desk when apac")),
    form(("to emea_desk when emea and (large or mid)\n    to amer_desk when amer and not smb",
          "to amer_desk when not smb and amer\n    to emea_desk when (mid or large) and emea")),
    edit(emea_desk="europe_desk", amer="americas"),
    edit(("country in [GB, DE, FR, AE]", "country in [GB, DE, FR]"),
         ("country in [JP, AU, IN]", "country in [JP, AU, IN, AE]")),
    edit(("JP, AU, IN\n", "JP, AU, IN, SG, KR\n"), ("[JP, AU, IN, AE]", "[JP, AU, SG, KR, AE, IN]")),
    edit(("to queue otherwise", "to amer_desk when large\n    to queue otherwise")),
    form(("rule government", 'rule uncle_sam "Uncle Sam" when government and country = US\nrule government'),
         ("to public_desk when government and country = US", "to public_desk when uncle_sam")),
    edit(("to queue otherwise", "to queue when mid or smb")),
    edit(("route first {", "route first {\n    to queue when email is missing and unknown_size")),
    edit(("    to queue when mid or smb\n", "")),
)  # fmt: skip

ACCOUNTS = f"""{HEAD}
team first_order "First Order" {{ part of sales  people 4 }}
team named "Named accounts" {{ part of sales  people 6 }}
team territory "Territory" {{ part of sales  people 9 }}
team expand "Expand" {{ part of sales  people 3 }}
field headcount integer -1..900_000
field carr money 0..
field active_subscription boolean
field subscription_ended_on date
field potential one of low, middle, high in order
field parked_until date
entry stage mql "MQL" {{ owner sdr  leave within 20 days else -> nurture }}
stage sao "Sales Accepted" {{
  owner sales
  leave within 60 days else -> nurture
  where big_fish {{ leave within 90 days else -> nurture }}
}}
resting stage nurture "Nurture" {{ owner marketing }}
won stage closed "Closed won" {{ owner sales }}
rule lapsed "Lapsed" {{
  when active_subscription = false
    and (subscription_ended_on is missing or subscription_ended_on before 180 days ago)
}}
rule big_fish "Big fish" when carr >= 48k USD or potential = high
rule due "Due" when parked_until <= 2026-12-31
handoff mql -> sao {{
  by sdr
  when headcount >= 0 or active_subscription
  route unique {{
    to first_order when headcount >= 500 and lapsed
    to named when active_subscription and potential >= middle
    to territory when headcount < 500 and not active_subscription
    to expand when carr > 48k USD
  }}
  accept within 8 hours else escalate to sdr
  where big_fish {{ accept within 2 hours else escalate to sdr }}
}}
move sao -> closed by sales
move nurture -> mql "Back" when due
recycle sao -> nurture "Too small" when potential = low and not big_fish
"""
ACCOUNT_STEPS = (
    edit(("before 180 days ago", "before 365 days ago")),
    edit(("carr >= 48k USD", "carr > 48k USD")),
    edit(("carr > 48k USD\n  }", "carr > 60k USD and active_subscription\n  }")),
    edit(("potential >= middle", "potential = middle or active_subscription and potential > middle")),
    edit(("low, middle, high in order", "low, middle, high, strategic in order")),
    edit(("parked_until <= 2026-12-31", "parked_until between 2026-06-01 and 2027-01-15")),
    edit(("parked_until between 2026-06-01 and 2027-01-15", "parked_until within 60 days")),
    edit(big_fish="whale", sao="accepted_deal", headcount="employees_all"),
    edit(("not active_subscription\n", "active_subscription = false\n")),
    form(("active_subscription = false\n    to expand", "active_subscription != true\n    to expand")),
    edit(("route unique", "route first")),
    edit(("  where whale { accept within 2 hours else escalate to sdr }\n", "")),
    edit(("where whale { leave", "where lapsed { leave within 10 days else -> nurture }\n  where whale { leave")),
    edit(("where lapsed { leave within 10 days", "where LAPSED { leave within 10 days"),
         ("where whale { leave within 90 days", "where lapsed { leave within 10 days"),
         ("where LAPSED { leave within 10 days", "where whale { leave within 90 days")),
)  # fmt: skip

POINTS = f"""{HEAD}
team inbound "Inbound" {{ part of sdr  people 4 }}
team outbound "Outbound" {{ part of sdr  people 4 }}
field seniority one of junior, manager, director, chief in order
field business_mail boolean
field tier one of t1, t2, t3
activity demo "Asked for a demo" hand raise
activity visit "Visited"
score demographic "Demographic" -40..60 {{
  add 20 when business_mail
  subtract 10 when business_mail = false
  add 20 when seniority >= director
  add 15 when seniority = manager
  add 5 when tier in [t1, t2]
  band fitting "Fitting" 20..60
  band odd "Odd" -40..19
}}
score behaviour "Behaviour" 0..200 {{
  add 100 when any demo in 30 days
  add 5 per visit in 14 days, up to 20
  subtract 10 when no visit in 30 days
}}
rule mql "MQL" when behaviour >= 20 and (fitting or any demo in 7 days)
rule hot "Hot" when behaviour >= 100
entry stage raw "Raw" {{ owner marketing }}
stage mine "MQL" {{ owner sdr  leave within 30 days else -> parked }}
resting stage parked "Parked" {{ owner marketing }}
won stage done "Done" {{ owner sales }}
handoff raw -> mine {{
  when mql
  route first {{
    to inbound when hot and demographic >= 0
    to outbound when tier = t1 or demographic > 40
    to inbound otherwise
  }}
  accept within 1 hour else escalate to marketing
  where hot {{ accept within 30 minutes else escalate to marketing }}
}}
move raw -> parked "Not our kind" when demographic < 0 and not hot
handoff mine -> done {{ by sdr  accept within 1 day else escalate to sdr }}
"""
POINT_STEPS = (
    edit(("behaviour >= 20 and", "behaviour >= 15 and")),
    edit(("add 15 when seniority = manager", "add 10 when seniority = manager")),
    edit(("up to 20", "up to 15")),
    edit(("-40..60 {", "-40..40 {"), ("20..60", "20..40")),
    edit(("20..40", "25..40"), ("-40..19", "-40..24")),
    edit(("any demo in 7 days", "any demo in 14 days")),
    edit(("demographic > 40", "demographic >= 35")),
    edit(behaviour="engagement", raw="fresh", hot="burning"),
    form(("add 20 when seniority >= director", "add 20 when seniority in [director, chief]")),
    edit(("to inbound otherwise", "to outbound otherwise")),
    edit(("in 14 days, up to", "in 30 days, up to")),
    edit(("fitting or any", "demographic >= 25 and business_mail or any")),
)  # fmt: skip

PRODUCTS = f"""{HEAD}
team cloud_desk "Cloud desk" {{ part of sales }}
team edge_desk "Edge desk" {{ part of sales }}
team partner_desk "Partner desk" {{ part of sales }}
external team reseller "Reseller" {{ part of sales }}
field products any of cloud, edge, training
field source text
field consent boolean
field seats decimal 0..
rule suite "The suite" when products includes all of [cloud, edge]
rule through_partner "Through a partner" when source starts with "Partner:" or source = "Referral"
rule reachable "Reachable" when consent or not (source is missing)
entry stage ask "Ask" {{ owner marketing }}
stage offer_made "Offer" {{ owner sales }}
lost stage gone "Gone" {{ owner marketing }}
won stage signed "Signed" {{ owner sales }}
handoff ask -> offer_made {{
  by marketing
  when reachable
  route first {{
    to partner_desk when through_partner and not suite
    to cloud_desk when products includes cloud and seats >= 2.5
    to edge_desk when products includes any of [edge, training]
    to partner_desk when source contains "hub"
  }}
}}
handoff offer_made -> signed {{ by sales  when seats > 0 }}
move ask -> gone "No" when consent = false and products is missing
move [ask, offer_made] -> gone "Spam" by marketing when source in ["spam", "junk"]
"""
PRODUCT_STEPS = (
    edit(("includes all of [cloud, edge]", "includes any of [cloud, edge]")),
    edit(('source = "Referral"', 'source in ["Referral", "partner:x"]')),
    edit(("consent or not (source is missing)", "consent or not (source is missing and products is missing)")),
    edit(("seats >= 2.5", "seats > 2.5")),
    form(('source in ["spam", "junk"]', 'source in ["JUNK", "Spam"]')),
    form(("products includes any of [edge, training]", "products includes training or products includes edge")),
    edit(('to partner_desk when source contains "hub"', 'to reseller when source contains "hub"')),
    edit(("through_partner and not suite", "not suite and through_partner and consent != false")),
    edit(products="interests", cloud_desk="platform_desk", reachable="callable"),
    edit(("  when seats > 0 }", " }")),
    edit(('  route first {', '  route first {\n    to edge_desk when source ends with "edge"')),
    edit(("interests includes cloud and", "not interests includes cloud and")),
)  # fmt: skip

STAGES = f"""{HEAD}
team closers "Closers" {{ part of sales }}
team farmers "Farmers" {{ part of sales }}
field budget money 0..
field region one of north, south, east, west
field vip boolean always known
field renewal_on date
activity call "Call" hand raise
entry stage lead "Lead" {{ owner marketing  collects region }}
stage working "Working" {{ owner sdr  leave within 20 days else -> rest }}
stage deal "Deal" {{ owner sales  leave within 60 days else -> rest }}
resting stage rest "Rest" {{ owner marketing }}
won stage client "Client" {{ owner farmers }}
lost stage never "Never" {{ owner marketing }}
rule wanted "Wanted" when budget >= 5k USD or vip
handoff lead -> working {{
  by marketing
  when wanted and region != west
  accept within 1 day else escalate to marketing
}}
handoff working -> deal {{
  by sdr
  when budget is known
  route first {{ to closers when budget >= 50k USD  to farmers when vip  to sales otherwise }}
  accept within 1 day else escalate to sdr
}}
move deal -> client by sales
move rest -> lead "Called" when any call in 7 days priority 1
move rest -> client "Renews" when renewal_on within 90 days and vip priority 2
move any -> never "Never" by marketing when region = west and not vip
recycle deal -> rest "Quiet" when no call in 30 days and budget < 20k USD
"""
STAGE_STEPS = (
    edit(("priority 1", "priority 3")),
    edit(("region != west", "region not in [west, south]")),
    edit(("renewal_on within 90 days", "renewal_on within 120 days")),
    edit(lead="prospect", working="in_work", wanted="worth_it"),
    edit(("  route first { to closers when budget >= 50k USD  to farmers when vip  to sales otherwise }\n", "")),
    edit(("stage deal \"Deal\" { owner sales", "stage deal \"Deal\" { owner closers")),
    edit(("any call in 7 days", "count of call in 14 days >= 2")),
    edit(("north, south, east, west", "north, south, east, west, centre")),
    edit(("resting stage rest",
          'stage proposal "Proposal" { owner sales  leave within 30 days else -> rest }\nresting stage rest'),
         ("move deal -> client by sales", "move deal -> proposal by sales\nmove proposal -> client by sales")),
    edit(("recycle deal -> rest", "recycle [deal, proposal] -> rest")),
    edit(("budget >= 5k USD or vip", "budget > 5k USD and not (region is missing) or vip")),
    edit(("by sdr\n  when budget is known", "when budget is known and region is known")),
)  # fmt: skip

HISTORIES = {
    "territories": (TERRITORIES, TERRITORY_STEPS),
    "accounts": (ACCOUNTS, ACCOUNT_STEPS),
    "points": (POINTS, POINT_STEPS),
    "products": (PRODUCTS, PRODUCT_STEPS),
    "stages": (STAGES, STAGE_STEPS),
}


def steps(history: str) -> Iterator[tuple[int, Step, bool]]:
    text, edits = HISTORIES[history]
    for number, one in enumerate(edits):
        newer = one.apply(text)
        yield number, Step(text, newer, one.names), one.same
        text = newer


@pytest.mark.parametrize("history", [*HISTORIES])
def test_every_version_of_a_history_says_who_moves_and_nobody_else(
    history: str, request: pytest.FixtureRequest
) -> None:
    most = max(300, int(request.config.getoption("--instances")))
    for number, step, same in steps(history):
        for there in (step, Step(step.newer, step.older, {new: old for old, new in step.names.items()})):
            found = check_step(there, random.Random(number), most)
            is_silent = (
                not found.rerouted and not found.reclocked and all(one.verdict == "same" for one in found.meanings)
            )
            assert is_silent or not same, there
            if there.names:
                renamed = {(one.old_key[1], one.key[1]) for one in found.changes if one.kind == "renamed"}
                assert renamed == set(there.names.items()), found.changes
                assert is_silent, there


def random_edit(text: str, dice: random.Random) -> str:
    """A number, a comparison, a value, a joining word, a line of a route or a window that is another."""
    body = text.index("entry stage")
    edits = (
        (
            r"(?<=[=<>] )\d[\d_]*(?=k? )",
            lambda one: str(max(1, int(one[0].replace("_", "")) + dice.choice((-1, 1, 7)))),
        ),
        (r" (>=|<=|<|>) ", lambda one: f" {dice.choice(('>=', '<=', '<', '>'))} "),
        (r" and (?!-)", lambda one: " or "),
        (r" or ", lambda one: " and "),
        (r"\[(\w+), ", lambda one: "["),
        (r"(?<=in )\d+(?= days)", lambda one: str(int(one[0]) + dice.choice((-2, 3)))),
        (r"(?m)^    to \w+ when .*\n", lambda one: ""),
        (r"(?m)^(    to \w+ when .*\n)(    to \w+ when .*\n)", lambda one: one[2] + one[1]),
        (r"(?m)(?<=^    to )\w+(?= when )", lambda one: dice.choice(re.findall(r"(?m)^    to (\w+)", text))),
        (r"(?<= when )(?=\w+ )", lambda one: "not "),
        (r" is known", lambda one: " is missing"),
        (r"(?<=add )\d+", lambda one: str(int(one[0]) + dice.choice((-5, 5)))),
    )
    for _ in range(20):
        pattern, change = dice.choice(edits)
        places = [one for one in re.finditer(pattern, text) if one.start() > body or not one[0].startswith("[")]
        if not places:
            continue
        place = dice.choice(places)
        changed = text[: place.start()] + change(place) + text[place.end() :]
        read = parse(Source("root.journey", changed))
        if changed != text and not read.faults and not resolve("root.journey", {"root.journey": read}, {}).faults:
            return changed
    return text


@pytest.mark.parametrize("history", [*HISTORIES])
def test_random_versions_of_a_history_say_who_moves_and_nobody_else(
    history: str, request: pytest.FixtureRequest
) -> None:
    """`python3 run.py test -k history --instances 3000` makes 20 edits of each, and tries 3,000 buyers on each."""
    wanted, first = (int(request.config.getoption(name)) for name in ("--instances", "--first"))
    for number in range(first, first + max(2, wanted // 150)):
        dice = random.Random(number)
        versions = [one.newer for _, one, _ in steps(history)]
        older = dice.choice(versions)
        newer = older
        for _ in range(dice.choice((1, 1, 2, 3))):
            newer = random_edit(newer, dice)
        check_step(Step(older, newer, {}), dice, max(300, wanted))
