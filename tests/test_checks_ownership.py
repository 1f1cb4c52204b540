"""Ownership and handoffs: what is silent although it looks like a finding, and what is one although it hides."""

from datetime import date

import pytest

from journeydsl.checks._catalogue import catalogue
from journeydsl.checks._subject import Subject
from journeydsl.checks.vague_reason import is_vague
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.values import Kind
from readings import half_read

TEAMS = """
journey shop "Shop" {}
team marketing "Marketing"
team sales "Sales"
team north "North" { part of sales }
team south "South" { part of sales }
team founder "Founder"
team founder_sells "Founder, selling" { staffed by founder }
field budget "Budget" integer 0..
field size "Size" integer 0..
field plan "Plan" one of small, large always known
activity demo "Asked for a demo" hand raise
activity click "Clicked"
score interest 0..100 { add 50 per demo in 30 days, up to 100  band hot 50..100  band cold 0..49 }
segmentation sizes {
  segment big "Big" when size >= 100
  segment small_firm "Small" when size < 100 or size is missing
}
rule wants_big "Wants big" when big and any demo in 7 days
"""
STAGES = """
entry stage lead "Lead" { owner marketing }
stage talk "Talk" { owner sales }
won stage customer "Customer" { owner sales }
resting stage later "Later" { owner marketing }
lost stage gone "Gone" { owner marketing }
"""
TERMS = "pass budget  accept within 1 day else escalate to sales  reject -> lead because early"


def found(name: str, text: str, used_elsewhere: frozenset[tuple[Kind, str]] = frozenset()) -> list[str]:
    """The subjects of what one check finds in a journey."""
    journey = half_read(text)
    check = next(check for check in catalogue() if check.name == name)
    assert check.check_journey is not None
    subject = Subject(journey, JourneyGraph(journey), date(2027, 1, 1), used_elsewhere)
    return [finding.subject for finding in check.check_journey(subject)]


def shop(*statements: str) -> str:
    return "\n".join((TEAMS, STAGES, *statements))


def handoff(block: str, step: str = "lead -> talk") -> str:
    return shop(f"handoff {step} {{ {block} }}")


# ---- moves between owners


@pytest.mark.parametrize(
    "statement",
    [
        "move lead -> later by marketing",
        "move talk -> later by sales",
        "move talk -> gone by sales",
        "move any -> gone by sales",
        "move talk -> customer by sales",
        "stage desk_stage { owner north } move talk -> desk_stage by sales",
        "stage desk_stage { owner north } stage other_desk { owner south } move desk_stage -> other_desk by north",
        "stage one { owner founder } stage two { owner founder_sells } move one -> two by founder",
        "stage nobodys move lead -> nobodys by marketing",
        "stage first { owner marketing leave within 1 day else -> talk }",
        "recycle talk -> lead by sales",
    ],
)
def test_a_move_that_keeps_the_side_or_ends_changes_no_owner_in_silence(statement: str) -> None:
    assert found("silent-ownership-change", shop(statement)) == []


def test_a_move_to_another_team_is_found_once_however_many_stages_it_leaves() -> None:
    assert found("silent-ownership-change", shop("move [lead, later] -> talk when any demo")) == [
        "move [lead, later] -> talk"
    ]
    assert found("silent-ownership-change", shop("move any -> talk when any demo")) == ["move any -> talk"]


def test_nothing_is_said_of_owners_while_a_team_is_half_read() -> None:
    text = shop("move lead -> talk by sales").replace('team sales "Sales"', 'team sales "Sales" { part of markting }')
    assert found("silent-ownership-change", text) == []


def test_a_handoff_is_idle_between_stages_of_the_very_same_team_alone() -> None:
    stage = "stage deal { owner sales }"
    assert found("idle-handoff", shop(stage, "handoff talk -> deal { by sales }")) == ["handoff talk -> deal"]
    assert found("idle-handoff", shop(stage, "handoff talk -> deal { by marketing }")) == []
    assert found("idle-handoff", shop(stage, "handoff [lead, talk] -> deal {}")) == []
    assert found("idle-handoff", shop(stage, "handoff talk -> deal { route first { to north otherwise } }")) == []
    routed = "handoff lead -> talk { route first { to north otherwise } }"
    assert found("idle-handoff", shop(stage, routed, "handoff talk -> deal {}")) == []
    assert found("idle-handoff", shop("stage deal { owner north }", "handoff talk -> deal {}")) == []


# ---- what is said for some buyers alone


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("unaccepted-handoff", "accept within 1 day"),
        ("silent-receiver", "feedback every 1 week on budget"),
        ("empty-handoff", 'brief "Why they came"'),
        ("empty-handoff", "pass budget"),
    ],
)
def test_what_is_said_for_some_buyers_alone_is_missing_for_the_rest(name: str, said: str) -> None:
    here = ["handoff lead -> talk"]
    assert found(name, handoff("by marketing")) == here
    assert found(name, handoff(said)) == []
    assert found(name, handoff(f"where big {{ {said} }}")) == here
    assert found(name, handoff(f"where wants_big {{ {said} }} where big {{ {said} }}")) == here
    assert found(name, handoff(f"where big {{ {said} }} where small_firm {{ {said} }}")) == []
    assert found(name, handoff(f"where hot {{ {said} }} where cold {{ {said} }}")) == []
    assert found(name, handoff(f"when big and any demo  where big {{ {said} }}")) == []
    assert found(name, handoff(f"when wants_big  where big {{ {said} }}")) == []
    assert found(name, handoff(f"when size >= 100  where big {{ {said} }}")) == []
    assert found(name, handoff(f"when big or any demo  where big {{ {said} }}")) == here
    assert found(name, handoff(f"when not big  where big {{ {said} }}")) == here


@pytest.mark.parametrize("step", ["[lead, later] -> talk", "any -> talk"])
def test_a_handoff_out_of_several_stages_is_found_once(step: str) -> None:
    assert found("unaccepted-handoff", handoff("by marketing", step)) == [f"handoff {step}"]
    assert found("irreversible-handoff", handoff("by marketing", step)) == [f"handoff {step}"]


def test_nothing_is_missing_in_a_handoff_that_is_half_read() -> None:
    half = handoff("by the_press")
    names = ("unaccepted-handoff", "irreversible-handoff", "silent-receiver", "empty-handoff", "uncontacted-handoff")
    assert [name for name in names if found(name, half)] == []


def test_every_clock_needs_somebody_to_be_asked() -> None:
    here = ["handoff lead -> talk"]
    asked = "accept within 1 day else escalate to north"
    assert found("unescalated-handoff", handoff("by marketing")) == []
    assert found("unescalated-handoff", handoff(asked)) == []
    assert found("unescalated-handoff", handoff("accept within 1 day")) == here
    assert found("unescalated-handoff", handoff(f"{asked}  where big {{ accept within 1 hour }}")) == here
    assert found("unescalated-handoff", handoff("accept within 1 day else escalate to norht")) == []


# ---- the way back


@pytest.mark.parametrize(
    ("back", "is_a_way"),
    [
        ("recycle talk -> lead by sales", True),
        ("recycle talk -> later by north", True),
        ("move talk -> later by sales", True),
        ("handoff talk -> lead {}", True),
        ("recycle talk -> later by sales when no click in 30 days", False),
        ("recycle talk -> later by marketing", False),
        ("move talk -> gone by sales", False),
        ("move any -> gone by sales", False),
        ("resting stage shelf { owner sales } move talk -> shelf by sales", False),
    ],
)
def test_a_receiver_can_send_back_by_a_decision_that_is_theirs_at_any_time(back: str, is_a_way: bool) -> None:
    text = shop("handoff lead -> talk { by marketing }", back)
    assert ("handoff lead -> talk" in found("irreversible-handoff", text)) != is_a_way


def test_each_rejection_has_its_own_reasons() -> None:
    block = "reject -> lead because early  reject -> later"
    assert found("unexplained-rejection", handoff(block)) == ["handoff lead -> talk reject -> later"]


@pytest.mark.parametrize(
    "text",
    ["Other", "other", "OTHER (please specify)", "Misc.", "n/a", "N.A.", "Don't know", "Don’t know", "don_t_know",
     "Unknown / other", "Other reasons", "No reason", "Sonstiges", "other_reason", "unknown", "not specified"],
)  # fmt: skip
def test_a_reason_that_fits_any_buyer_is_vague(text: str) -> None:
    assert is_vague(text)


@pytest.mark.parametrize(
    "text",
    ["Other priorities", "Chose another firm's price", "Unknown company", "No budget", "no_need", "Nothing to deliver",
     "Went with other vendor", "Missing data", "Brother works here", "Not known to be in Europe", "Mother company", "",
     "General contractor"],
)  # fmt: skip
def test_a_reason_that_says_something_is_not_vague(text: str) -> None:
    assert not is_vague(text)


def test_the_title_of_a_reason_counts_before_its_name() -> None:
    assert found("vague-reason", handoff('reject -> lead because other "Too small"')) == []
    assert found("vague-reason", handoff('reject -> lead because too_small "Misc"')) == ["reason too_small"]
    assert found("vague-reason", shop("move lead -> gone by marketing because misc")) == ["reason misc"]


def test_feedback_brings_back_what_is_set_after_the_handover() -> None:
    here = ["handoff lead -> talk"]

    def blind(block: str, collects: str = "") -> list[str]:
        text = handoff(f"pass size  {block}").replace("owner sales }", f"owner sales {collects} }}", 1)
        return found("blind-sender", text)

    assert blind("by marketing") == []
    assert blind("feedback every 1 week") == here
    assert blind("feedback every 1 week on size") == here
    assert blind("feedback every 1 week on plan") == here
    assert blind("feedback every 1 week on size, budget") == []
    assert blind("feedback every 1 week on budget") == []
    assert blind("when budget is known  feedback every 1 week on budget") == here
    assert blind("when budget is known  feedback every 1 week on budget", "collects budget") == []
    assert blind("feedback every 1 week on budget  where big { feedback every 1 day }") == here
    assert blind("feedback every 1 week on bugdet") == []


def test_feedback_is_read_where_a_meeting_reads_the_step_or_its_acceptance() -> None:
    meeting = "meeting monday every week on mon 09:00 for sales"
    block = f"by marketing  {TERMS}"
    kpi = "kpi kept measures acceptance of lead -> talk target 80% shared by sales"
    both = handoff(block, "[lead, later] -> talk")
    assert found("unread-feedback", handoff("by marketing")) == []
    assert found("unread-feedback", handoff(block)) == ["handoff lead -> talk"]
    assert found("unread-feedback", handoff(block) + meeting) == ["handoff lead -> talk"]
    assert found("unread-feedback", both + meeting + " { reads later -> talk }") == []
    assert found("unread-feedback", handoff(block) + meeting + " { reads kept } " + kpi) == []
    assert found("unread-feedback", handoff(block) + meeting + " { reads lead -> tlak }") == []


# ---- routes, escalations, people


def test_a_route_leads_to_the_owner_and_its_parts_in_any_hat() -> None:
    assert found("stranger-on-route", handoff("route first { to north when big to sales otherwise }")) == []
    assert found("stranger-on-route", handoff("route first { to founder when big to marketing otherwise }")) == [
        "handoff lead -> talk to founder",
        "handoff lead -> talk to marketing",
    ]
    text = handoff("route first { to founder_sells otherwise }")
    assert found("stranger-on-route", text) == ["handoff lead -> talk to founder_sells"]
    assert found("stranger-on-route", text.replace('"Founder"', '"Founder" { part of sales }')) == []


def test_an_escalation_goes_in_a_circle_to_the_same_people_alone() -> None:
    here = ["handoff lead -> talk"]
    accept = "accept within 1 day else escalate to"
    assert found("circular-escalation", handoff(f"{accept} sales")) == here
    assert found("circular-escalation", handoff(f"{accept} north")) == []
    assert found("circular-escalation", handoff(f"{accept} sales  route first {{ to north otherwise }}")) == []
    assert found("circular-escalation", handoff(f"{accept} north  route first {{ to north otherwise }}")) == here
    assert found("circular-escalation", handoff(f"{accept} north  where big {{ {accept} sales }}")) == here
    hats = handoff(f"{accept} founder").replace("owner sales }", "owner founder_sells }")
    assert found("circular-escalation", hats) == here


def test_contact_is_owed_where_buyers_are_accepted_and_wait_for_a_call() -> None:
    here, accept = ["handoff lead -> talk"], "accept within 1 day"
    contact = "contact within 2 days"
    assert found("uncontacted-handoff", handoff("by marketing")) == []
    assert found("uncontacted-handoff", handoff(accept)) == here
    assert found("uncontacted-handoff", handoff(f"{accept} {contact}")) == []
    assert found("uncontacted-handoff", handoff(f"{accept} where big {{ {contact} }}")) == here
    assert found("uncontacted-handoff", handoff(f"where big {{ {accept} {contact} }}")) == []
    assert found("uncontacted-handoff", handoff(f"where big {{ {accept} }}")) == here
    assert found("uncontacted-handoff", handoff(accept) + "cadence calls in talk by sales { day 0 call }") == []
    for end in ("customer", "later", "gone"):
        assert found("uncontacted-handoff", handoff(accept, f"talk -> {end}")) == []


def test_a_handoff_that_depends_on_signs_tells_of_them() -> None:
    here = ["handoff lead -> talk"]
    assert found("score-without-reasons", handoff("when interest >= 50  pass budget")) == here
    assert found("score-without-reasons", handoff("when hot  pass budget")) == here
    assert found("score-without-reasons", handoff("when wants_big  pass budget")) == here
    assert found("score-without-reasons", handoff("when count of click in 7 days >= 2")) == here
    assert found("score-without-reasons", handoff("when hot  pass interest")) == []
    assert found("score-without-reasons", handoff("when hot  pass demo")) == []
    assert found("score-without-reasons", handoff('when hot  brief "Why"')) == []
    assert found("score-without-reasons", handoff("when big  pass budget")) == []
    assert found("score-without-reasons", handoff("when big and no click in 7 days  pass budget")) == []
    assert found("score-without-reasons", handoff("when big and not any click in 7 days  pass budget")) == []
    assert found("score-without-reasons", handoff('when hot  where big { brief "Why" }')) == here


# ---- promises


def test_a_promise_is_returned_by_the_side_that_gets_it() -> None:
    given = "promise volume marketing to sales { deliver 5 lead -> talk per month }"
    back = "promise answers north to marketing { answer 90% of lead -> talk within 1 day }"
    assert found("one-sided-promise", handoff(TERMS) + given) == ["promise volume"]
    assert found("one-sided-promise", handoff(TERMS) + given + back) == []
    assert found("one-sided-promise", handoff(TERMS) + given + back.replace("to marketing", "to founder")) == [
        "promise volume",
        "promise answers",
    ]
    assert found("one-sided-promise", handoff(TERMS) + given + given.replace("volume", "more")) == ["promise volume"]
    assert found("one-sided-promise", handoff(TERMS) + "promise soon sales to buyer lead -> talk within 3 days") == []
    assert found("one-sided-promise", handoff(TERMS) + "promise soon lead -> talk within 3 days") == []
    assert found("one-sided-promise", handoff(TERMS) + given + back.replace("north", "nroth")) == []


def test_a_promised_number_is_measured_by_who_is_accepted() -> None:
    text = handoff(TERMS) + "promise volume marketing to sales { deliver 5 lead -> talk per month }"
    here = ["promise volume deliver lead -> talk"]
    move = "move talk -> customer by sales promise wins sales to marketing { deliver 2 talk -> customer per month }"
    assert found("volume-without-quality", text) == here
    assert found("volume-without-quality", shop(move)) == []
    for quality in (
        "kpi kept measures acceptance of lead -> talk target 80% shared by sales",
        "kpi won_share measures conversion of talk -> customer target 20% shared by sales",
        "promise answers sales to marketing { answer 90% of lead -> talk within 1 day }",
    ):
        assert found("volume-without-quality", f"{text} {quality} move talk -> customer by sales") == []
    assert found("volume-without-quality", f"{text} kpi many measures volume of lead -> talk target 9") == here


# ---- stages, calendars, teams


def test_buyers_who_help_themselves_wait_only_where_no_way_fires_itself() -> None:
    def waiting(*ways: str, prefers: str = "prefers self service") -> list[str]:
        return found(
            "self-service-by-hand", shop(*ways).replace("owner marketing }", f"owner marketing {prefers} }}", 1)
        )

    by_hand, fires = "handoff lead -> talk { by sales when hot }", "move lead -> customer when any demo"
    assert waiting() == []
    assert waiting(by_hand) == ["stage lead"]
    assert waiting(by_hand, prefers="prefers remote") == []
    assert waiting(by_hand, prefers="where big { prefers self service }") == ["stage lead"]
    assert waiting("handoff lead -> talk { pass budget }") == ["stage lead"]
    assert waiting("handoff lead -> talk { when hot }") == []
    assert waiting(by_hand, fires) == []
    assert waiting(by_hand, "move lead -> gone when any click") == ["stage lead"]
    assert waiting(by_hand, "move any -> customer when any demo") == []
    assert waiting("handoff lead -> talk { when htot }") == []


def test_a_team_is_reached_by_its_own_channel_or_that_of_its_whole_or_of_its_people() -> None:
    route = "route first { to north when big to founder_sells otherwise }"
    text = handoff(f"{route} accept within 1 day else escalate to sales")
    assert found("unreachable-team", text) == ["team sales", "team north", "team founder_sells"]
    text = text.replace('team sales "Sales"', 'team sales "Sales" { channel "#sales" }')
    assert found("unreachable-team", text) == ["team founder_sells"]
    text = text.replace('team founder "Founder"', 'team founder "Founder" { email "me@shop.example" }')
    assert found("unreachable-team", text) == []


def test_business_time_counts_in_the_calendar_of_the_journey_or_of_whoever_keeps_the_clock() -> None:
    calendar = 'calendar office { timezone "Europe/London" open mon..fri 09:00..17:00 }'
    text = handoff("accept within 4 business hours") + calendar
    here = ["handoff lead -> talk"]
    assert found("missing-calendar", text) == here
    assert found("missing-calendar", text.replace("4 business", "4")) == []
    assert found("missing-calendar", text.replace('journey shop "Shop" {', "journey shop { calendar office ")) == []
    assert found("missing-calendar", text.replace('journey shop "Shop" {', "journey shop { calendar elsewhere ")) == []
    assert found("missing-calendar", text.replace('"Sales"', '"Sales" { calendar office }')) == []
    assert found("missing-calendar", text.replace('"Marketing"', '"Marketing" { calendar office }')) == here
    routed = text.replace("accept", "route first { to north when big to south otherwise } accept")
    assert found("missing-calendar", routed.replace('"Sales"', '"Sales" { calendar office }')) == []
    assert found("missing-calendar", routed.replace('North" { part', 'North" { calendar office part')) == here
    stage = shop(calendar, "stage wait { owner sales leave within 3 business days else -> later }")
    assert found("missing-calendar", stage) == ["stage wait"]
    promise = shop(calendar, "promise soon lead -> customer within 9 business days  move lead -> customer by sales")
    assert found("missing-calendar", promise) == ["promise soon"]
    assert found("missing-calendar", promise.replace('"Sales"', '"Sales" { calendar office }')) == []


def test_a_team_without_buyers_is_spared_where_it_has_another_part_to_play() -> None:
    def unfed(team: str, *statements: str) -> list[str]:
        fed = ("stage founders { owner founder }", "handoff lead -> talk { by marketing }")
        return found("unfed-team", shop(team, *fed, *statements))

    desk = "team desk { people 3 }"
    assert unfed(desk) == ["team desk"]
    assert unfed("external team desk") == []
    assert unfed("team desk { part of sales }") == []
    assert unfed(desk, "team inner { part of desk } stage inside { owner inner }") == []
    assert unfed(desk, "stage inside { owner marketing help from desk }") == []
    assert unfed(desk, "move lead -> gone by desk") == []
    assert unfed(desk, "team boss { stand in desk } stage inside { owner boss }") == []
    assert unfed(desk, "team hat { staffed by desk } stage inside { owner hat }") == []
    assert unfed(desk, "promise soon desk to sales { deliver 1 lead -> talk per month }") == []
    meeting = "meeting monday every week on mon 09:00 for sales, desk"
    assert unfed(desk, meeting) == []
    assert unfed("team desk { capacity 9 talk per month }", meeting) == ["team desk"]


def test_a_team_that_nothing_names_is_told_of_once() -> None:
    for team, name in (("team desk", "unfed-team"), ("external team desk", "unused-name")):
        told = [one for one in ("unfed-team", "unused-name") if "team desk" in found(one, shop(team))]
        assert told == [name], team


def test_a_desk_that_the_route_forgets_is_unfed() -> None:
    text = shop("stage founders { owner founder }", "handoff lead -> talk { route first { to north otherwise } }")
    assert found("unfed-team", text) == ["team south"]
    assert found("unfed-team", text + "move talk -> customer by sales") == ["team south"]
    assert found("unfed-team", text, frozenset({("team", "south")})) == []
    assert found("unfed-team", text + "move later -> talk when any demo") == []


def test_a_person_alone_on_a_route_needs_a_stand_in() -> None:
    text = handoff("route first { to north otherwise }")
    alone = text.replace('team north "North" {', 'team north "North" { people 1 ')
    assert found("single-person-team", text) == []
    assert found("single-person-team", alone) == ["team north"]
    assert found("single-person-team", alone.replace("people 1", "people 1 stand in south")) == []
    assert found("single-person-team", alone.replace("people 1", "people 1 staffed by founder")
                 .replace('"Founder"', '"Founder" { people 1 stand in south }')) == []  # fmt: skip
    assert found("single-person-team", handoff("by marketing").replace('"Sales"', '"Sales" { people 1 }')) == []
