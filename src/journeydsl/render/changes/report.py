"""A comparison as plain data in words, in the order that people read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from journeydsl.analysis import Analysis
from journeydsl.conditions.answers import Gaps
from journeydsl.conditions.buyer import Buyer
from journeydsl.diagnostics.finding import Diagnostic
from journeydsl.diff.compare import Comparison, Version, compare
from journeydsl.diff.figures import Figure
from journeydsl.diff.meaning import Meaning
from journeydsl.diff.outcomes import Differing, Outcome
from journeydsl.diff.routes import Reclocked, Rerouted
from journeydsl.diff.weight import kinds_of
from journeydsl.numbers.plan_figures import people
from journeydsl.render.changes.picture import changes_picture
from journeydsl.render.changes.sayings import all_quoted, numbered, quoted, said
from journeydsl.render.changes.sentences import called, sentence
from journeydsl.render.changes.tried import Tried, tried, went
from journeydsl.render.changes.verdict import verdict
from journeydsl.render.diagrams.picture import Picture
from journeydsl.text.record import Record
from journeydsl.text.words import capitalized

EVERYBODY = "Everybody"


class Group(Record):
    """Some buyers on whom something changed: gained, lost, moved or taken.

    `example` are the facts of one of them, and `region` what all of them, and only they, meet; without any it is
    everybody. `note` says where none can come by, as the journey stands.
    """

    what: str
    example: tuple[str, ...]
    region: tuple[str, ...]
    note: str


class Buyers(Record):
    """Buyers on whom something changed: a sentence, what follows it at once, and the buyers group by group.

    `more` is how many groups are not told.
    """

    sentence: str
    follows: tuple[str, ...]
    groups: tuple[Group, ...]
    more: int


class Seen(Record):
    """A finding: the name of its check, its severity, its sentence and its place, `file:line`."""

    name: str
    severity: str
    message: str
    place: str


class Report(Record):
    """What changed in one journey; `root` is its file.

    `kinds` are those of `--fail-on`. `audiences` are teams as people call them, each with sentences; `same` what is
    written differently and means the same. `exemptions` and `voided` are sentences. `picture` marks what changed.
    """

    root: str
    title: str
    verdict: str
    kinds: tuple[str, ...]
    audiences: tuple[tuple[str, tuple[str, ...]], ...]
    buyers: tuple[Buyers, ...]
    same: tuple[str, ...]
    open_questions: tuple[str, ...]
    figures: tuple[str, ...]
    scenarios: tuple[str, ...]
    tried: Tried | None
    new_findings: tuple[Seen, ...]
    fixed_findings: tuple[Seen, ...]
    known_findings: int
    exemptions: tuple[str, ...]
    voided: tuple[str, ...]
    picture: Picture | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.kinds and self.tried is None


def report_of_pair(
    root: str,
    older: Analysis | None,
    newer: Analysis | None,
    today: date,
    buyers: Iterable[tuple[str, Buyer, str]] = (),
) -> Report | None:
    """The report on two analyses of one journey; none where one of them holds no journey."""
    if older is None or newer is None or older.graph is None or newer.graph is None:
        return None
    before = Version(older.graph, older.diagnostics, older.allows)
    now = Version(newer.graph, newer.diagnostics, newer.allows)
    return report(root, compare(now, before, today, buyers))


def report(root: str, found: Comparison) -> Report:
    """The report on one journey; `root` is the path of its file."""
    journey = found.graph.journey
    return Report(
        root,
        journey.title or journey.name,
        verdict(found),
        kinds_of(found),
        _audiences(found),
        tuple(_buyers(found)),
        tuple(_same(found)),
        tuple(f"Whom {called(key)} takes now stays open: {reason}." for key, reason in found.open_questions),
        tuple(_figure(one) for one in found.figures),
        tuple(_scenario(one) for one in found.scenarios),
        tried(found) if found.tried else None,
        tuple(_seen(one) for one in found.new_findings),
        tuple(_seen(one) for one in found.fixed_findings),
        found.known_findings,
        tuple(_exemption(one.name, one.reason, one.until_text) for one in found.exemptions),
        tuple(
            f"The signature of {said(one.team)} of {one.day.date.isoformat()} no longer holds: what it agreed to means "
            "something else now."
            for one in found.voided
        ),
        changes_picture(found) if not found.is_empty else None,
    )


def _audiences(found: Comparison) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Sentences by team: a change that concerns several teams is told to each of them."""
    told: dict[str, list[str]] = {}
    for change in found.changes:
        for team in change.teams or ("",):
            told.setdefault(team, []).append(sentence(change))
    teams = {**found.older.journey.teams, **found.graph.journey.teams}
    ordered = [team for team in teams if team in told]
    named = [(teams[team].label, tuple(dict.fromkeys(told[team]))) for team in ordered]
    return (*named, (EVERYBODY, tuple(dict.fromkeys(told[""])))) if "" in told else tuple(named)


def _buyers(found: Comparison) -> Iterator[Buyers]:
    for one in found.rerouted:
        yield _of_route(one)
    for clock in found.reclocked:
        yield _of_clock(clock)
    changed = {meaning.key for meaning in found.meanings}
    # What was written anew comes before what only stands on it.
    for meaning in sorted(found.meanings, key=lambda one: not one.is_rewritten):
        if meaning.verdict != "same" and meaning.follows not in changed:
            yield _of_meaning(meaning, tuple(one for one in found.meanings if one.follows == meaning.key))


def _of_route(one: Rerouted) -> Buyers:
    now = f"some now go to {all_quoted(one.now)}" if one.now else "some now go to nobody"
    before = f"went to {all_quoted(one.before)}" if one.before else "went to nobody"
    text = f"Of the buyers whom {called(one.key)} sends, {now} who {before}."
    return Buyers(text, (), *_groups("moved", one.buyers))


def _of_clock(one: Reclocked) -> Buyers:
    words = {"leave": "to leave", "accept": "to be accepted", "contact": "to be contacted"}
    now, before = (_time(clock) for clock in (one.now_said, one.before_said))
    whose = f"as {quoted(one.now)}" if one.now else "like the rest"
    where = f"in {called(one.key)}" if one.key[0] == "stage" else f"whom {called(one.key)} sends"
    word = words.get(one.property, "until the next feedback")
    text = f"Of the buyers {where}, some now count {whose} and have {now} {word}, was {before}."
    return Buyers(text, (), *_groups("moved", one.buyers))


def _time(clock: Any) -> str:
    """The time alone that a clock gives."""
    found = getattr(clock, "duration", None) or getattr(clock, "every", None)
    return said(found) if found else "no limit"


def _of_meaning(meaning: Meaning, followers: tuple[Meaning, ...]) -> Buyers:
    name = capitalized(called(meaning.key))
    gained, lost = ("more points", "fewer points") if meaning.key[0] == "score" else ("gained", "lost")
    gained = "taken" if meaning.verdict == "new" else gained
    groups, more = _groups(gained, meaning.gained)
    others, also = _groups(lost, meaning.lost)
    words = _VERDICTS_OF_SCORES if meaning.key[0] == "score" else _VERDICTS
    rivals = [f"It competes with {called(key)}: some buyers could take both." for key in meaning.rivals]
    follows = [
        f"So {'is' if meaning.verdict in ('wider', 'narrower') else 'does'} {called(one.key)}." for one in followers
    ]
    return Buyers(f"{name} {words[meaning.verdict]}.", (*follows, *rivals), (*groups, *others), more + also)


_VERDICTS = {
    "wider": "is wider", "narrower": "is narrower", "both": "takes some buyers more and some no longer",
    "new": "is new, and takes buyers", "gone": "is gone, and with it its buyers stay",
}  # fmt: skip
_VERDICTS_OF_SCORES = {
    "wider": "gives some buyers more points", "narrower": "gives some buyers fewer points",
    "both": "gives some buyers more points and some fewer",
}  # fmt: skip


def _groups(what: str, gaps: Gaps | None) -> tuple[tuple[Group, ...], int]:
    if gaps is None:
        return (), 0
    groups = []
    for gap in gaps.gaps:
        note = ""
        if gap.unexpected:
            are = "is" if len(gap.unexpected) == 1 else "are"
            note = f"Nobody comes by like this as it stands: {all_quoted(gap.unexpected)} {are} known by then."
        groups.append(Group(what, gap.example.facts, gap.region, note))
    return tuple(groups), gaps.more


def _same(found: Comparison) -> Iterator[str]:
    for one in found.meanings:
        if one.verdict == "same" and one.is_rewritten:
            yield f"{capitalized(called(one.key))} is written differently and means the same."
    for key in found.same_routes:
        yield f"The route of {called(key)} is written differently and gives the same buyers to the same teams."


def _figure(one: Figure) -> str:
    before, now = (people(number) if number is not None else "none" for number in (one.before, one.now))
    return f"{quoted(one.plan)} needs {now} arrivals in {quoted(one.stage)}, was {before}."


def _scenario(one: Differing) -> str:
    if (one.before.goes, one.before.may) != (one.now.goes, one.now.may):
        return f"“{one.who}”, in {quoted(one.stage)}: {went(one)}."
    return f"“{one.who}”, in {quoted(one.stage)}: is {_held(one.now, one.before)}, was {_held(one.before, one.now)}."


def _held(one: Outcome, other: Outcome) -> str:
    own = [name for name in one.holds if name not in other.holds]
    return ", ".join(quoted(name) for name in own) or "none of these"


def _seen(one: Diagnostic) -> Seen:
    return Seen(one.name, one.severity, one.finding.message, f"{one.span.source.path}:{one.span.line}")


def _exemption(name: str, reason: str, until: str) -> str:
    return f"`{name}` is allowed{f' until {until}' if until else ''}: {reason or 'no reason is given'}."


def more_words(more: int, is_open: bool) -> str:
    """`and 3 more groups`; where the counting stopped, that there are at least as many."""
    return f"and {'at least ' if is_open else ''}{numbered(more, 'more group')}"
