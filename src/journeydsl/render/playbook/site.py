"""Which page tells of what, under which name, and how words come to lead there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from posixpath import commonpath, dirname

from journeydsl.diagnostics.finding import Diagnostic
from journeydsl.diagnostics.places import FindingPlaces
from journeydsl.graph.blocks import blocks_of_stage
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.conditions import Condition
from journeydsl.model.journey import PLACES, Journey
from journeydsl.model.path import Handoff, Passed
from journeydsl.model.values import Declaration, Duration, Kind, Reference, Text
from journeydsl.numbers.plan_outlook import Outlook, outlook
from journeydsl.render.diagrams.journey_picture import team_colours
from journeydsl.render.phrases import Conjunction, Mention, Phrase, Value, sentence
from journeydsl.render.playbook.composing import said, words
from journeydsl.render.playbook.document import Branch, Link, Own, Plain, Run, Soft, TeamMark, When, Words
from journeydsl.render.tongues.tongue import Tongue, tongue_of
from journeydsl.render.wording import worded
from journeydsl.text.file_names import free_name
from journeydsl.text.record import Record
from journeydsl.text.source import Span
from journeydsl.text.words import capitalized
from journeydsl.travel.known import knowledge
from journeydsl.travel.tables import Tables

FRONT, STAGES, HANDOFFS, TEAMS, RULES, KNOWN, BUYERS = (
    "index", "stages", "handoffs", "teams", "qualification", "buyer-facts", "roles",
)  # fmt: skip
AGREEMENT, NUMBERS, GLOSSARY, FINDINGS, CALENDAR = "agreement", "numbers", "glossary", "findings", "calendar"
CONTENT, CADENCES, OFFERS, STORY, OBJECTIONS = "content", "cadences", "offers", "story", "objections"
CHANGES = "changes"
START, MARKET, MAP, CRM, AUDIENCES = "start", "who-we-sell-to", "journey-map", "crm", "for"

FOR_TEAMS = "For the teams"
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", (FRONT, START)),
    ("The journey", (MAP, STAGES, HANDOFFS, TEAMS)),
    (FOR_TEAMS, ()),
    ("Buyers", (MARKET, BUYERS, RULES, KNOWN)),
    ("What we say and send", (STORY, OBJECTIONS, CONTENT, CADENCES, OFFERS)),
    ("What we agreed", (AGREEMENT, NUMBERS, CALENDAR)),
    ("To look things up", (CRM, GLOSSARY, FINDINGS)),
)
"""The headings of the navigation, each with its pages; below one stands a page for each audience."""
_PAGES: Mapping[Kind, str] = {
    "team": TEAMS, "calendar": TEAMS, "field": KNOWN, "activity": KNOWN, "score": RULES, "band": RULES,
    "rule": RULES, "segmentation": RULES, "segment": RULES, "reason": HANDOFFS, "promise": AGREEMENT,
    "plan": NUMBERS, "kpi": NUMBERS, "content": CONTENT, "cadence": CADENCES, "meeting": CALENDAR,
    "term": GLOSSARY,
}  # fmt: skip
SEARCHED: tuple[Kind, ...] = ("stage", "role", *_PAGES, "offer")
MOST_PAGES, MOST_SIDES = 250, 60
"""So many stages, handoffs, roles and offers have pages of their own, and so many teams; of a kind of which there are
more, all stand on one list."""

_LEADERSHIP, _OPERATIONS = "leaders", "revenue-operations"


class Appearance(Record):
    """How a workspace wants its playbooks: `source` is the address of a line of a file, with `{file}` and `{line}` in
    it, or an empty text; `folder`, with its slash, is what paths of files begin with and `{file}` leaves out.
    `has_single_file` where the whole is wanted as one file, too.

    `templates` are its own, by name, and `style` its own style sheet; `logo` is an address that holds the picture
    itself; `colours` and `dark_colours` are those of `style.py` by name; `order` names the pages that come first, and
    `audiences` the pages that a team reads first.
    """

    source: str = ""
    folder: str = ""
    has_single_file: bool = False
    templates: Mapping[str, str] = {}
    style: str = ""
    logo: str = ""
    colours: Mapping[str, str] = {}
    dark_colours: Mapping[str, str] = {}
    order: tuple[str, ...] = ()
    audiences: Mapping[str, tuple[str, ...]] = {}


Address = tuple[str, str]
"""A page, and an id on it; without one the whole page is meant."""


class Site(Record):
    """Where stages, roles and offers are told of, by name, and handoffs, by `Way.name`; `sides` are the teams at the
    top of `part of`, by name. Each has a page of its own; where a kind has too many, a line on a list.
    """

    stages: Mapping[str, Address]
    handoffs: Mapping[str, Address]
    roles: Mapping[str, Address]
    offers: Mapping[str, Address]
    sides: Mapping[str, Address]
    leadership: str
    operations: str

    def own_address(self, kind: Kind, name: str) -> Address | None:
        """Where one declaration is told of, for the kinds that may have pages of their own."""
        places = {"stage": self.stages, "role": self.roles, "offer": self.offers}
        return places[kind].get(name) if kind in places else None


def has_pages(places: Mapping[str, Address]) -> bool:
    """Whether all of one kind have pages of their own."""
    return not any(mark for _, mark in places.values())


def marks(places: Mapping[str, Address]) -> list[str]:
    """The ids of the lines of a list that tells of all of one kind; empty where each has a page of its own."""
    return [mark for _, mark in places.values()]


class Book(Record):
    """All that a page can be made of; `colours` are those of teams in pictures, `tables` what reasoning says.

    `handoffs` are by `Way.name`, `collecting` has the stages that collect a field, `places` where findings are.
    `outlooks` are plans by name with their figures, none where a plan has no answer. `folder` is
    the one that all files of the journey lie in, with its slash, or an empty text.
    """

    journey: Journey
    graph: JourneyGraph
    handoffs: Mapping[str, Handoff]
    collecting: Mapping[str, tuple[str, ...]]
    diagnostics: tuple[Diagnostic, ...]
    places: FindingPlaces
    site: Site
    colours: Mapping[str, int]
    tables: Tables
    outlooks: Mapping[str, Outlook | None]
    tongue: Tongue
    appearance: Appearance
    folder: str

    # ---- names that lead to their page

    def team(self, reference: Reference | str) -> Run:
        """A team behind its colour."""
        name = reference if isinstance(reference, str) else reference.name
        return TeamMark(self.journey.teams[name].label, TEAMS, anchor("team", name), self.colours[name])

    def stage(self, reference: Reference | str) -> Run:
        """A stage, as a link to its page."""
        name = reference if isinstance(reference, str) else reference.name
        return Link(self.journey.stages[name].label, *self.site.stages[name])

    def named(self, kind: Kind, reference: Reference | str) -> Run:
        """Anything that is declared, as a link to where the playbook tells of it."""
        name = reference if isinstance(reference, str) else reference.name
        # A name may be known while a fault took what it stands for.
        found = declared(self.journey, kind).get(name)
        return self.mention(Mention(kind, name, found.label)) if found else Own(name)

    def handoff(self, handoff: Handoff) -> Run:
        """A handoff, as a link to its contract."""
        return Link(self.handoff_text(handoff), *self.site.handoffs[handoff.name])

    def handoff_text(self, handoff: Handoff) -> str:
        """What people call a handoff: its title, else the stages that it joins."""
        ends = {"origin": self.origins_text(handoff), "target": self.label(handoff.target)}
        return handoff.title or self.tongue.fill("{origin} to {target}", **ends)

    def label(self, stage: Reference) -> str:
        """What people call a stage."""
        return self.journey.stages[stage.name].label

    def origins_text(self, way: Handoff) -> str:
        """The stages that a handoff leaves, on one line."""
        labels = [self.tongue.say("Any stage")] if way.leaves_any else [self.label(origin) for origin in way.origins]
        last = f" {self.tongue.say('or')} {labels[-1]}"
        return labels[0] if len(labels) == 1 else ", ".join(labels[:-1]) + last

    def passed(self, passed: Passed) -> Run:
        """A field, score or activity that goes along."""
        return self.named(passed.kind, passed.name)

    def holds(self, reference: Reference) -> Run:
        """The segment, band or rule of a `where`."""
        kinds: tuple[Kind, ...] = ("segment", "band", "rule")
        found = [kind for kind in kinds if reference.name in declared(self.journey, kind)]
        return self.named(found[0], reference) if found else Own(reference.name)

    def mention(self, mention: Mention) -> Run:
        """A name of a phrase, as a link where a page tells of it."""
        if mention.kind == "team" and mention.name in self.colours:
            return self.team(mention.name)
        found = self.address(mention.kind, mention.name)
        return Link(mention.text, *found) if found else Own(mention.text)

    def address(self, kind: Kind, name: str) -> tuple[str, str] | None:
        """The page and the id that tell of a declaration, if there is one."""
        if (own_address := self.site.own_address(kind, name)) is not None:
            return own_address
        page = _PAGES.get(kind)
        return (page, anchor(kind, name)) if page and name in declared(self.journey, kind) else None

    def find(self, name: str) -> tuple[str, str] | None:
        """Where a name in backticks leads: a handoff (`lead -> sal`), or what is declared by that name, a term last."""
        if name in self.site.handoffs:
            return self.site.handoffs[name]
        for kind in SEARCHED:
            found = self.address(kind, name)
            if found:
                return found
        return None

    # ---- conditions in words

    def words(self, phrase: Phrase) -> Words:
        """A phrase with its mentions as links."""
        return words(*(self._run(part) for part in phrase))

    def _run(self, part: str | Mention | Value) -> Run:
        match part:
            case Mention():
                return self.mention(part)
            case Value(text=text):
                return Own(text)
            case str():
                return Plain(part, is_spoken=True)

    def condition(self, condition: Condition) -> Words:
        """A condition on one line."""
        return self.words(sentence(worded(self.journey, condition, self.tongue), self.tongue))

    def when(self, condition: Condition) -> When:
        """A condition as a list, with the words of the file below."""
        return When(self._tree(worded(self.journey, condition, self.tongue)), condition.span.words)

    def _tree(self, tree: Conjunction | Phrase) -> Branch | Words:
        if isinstance(tree, Conjunction):
            return Branch(tree.intro, tuple(self._tree(part) for part in tree.parts))
        return _begun(self.words(tree))

    # ---- places

    def place_text(self, span: Span) -> str:
        """`acme.journey:35`, without the folder that all files are in."""
        return f"{span.source.path.removeprefix(self.folder)}:{span.line}"

    def place_address(self, span: Span) -> str:
        """Where a line of the journey's files is shown, if the workspace says so."""
        file = _quoted(span.source.path.removeprefix(self.appearance.folder))
        return self.appearance.source.replace("{file}", file).replace("{line}", str(span.line))

    # ---- findings

    def found_in(self, *spans: Span) -> tuple[Diagnostic, ...]:
        """The findings whose place lies in one of these places."""
        return self.places.within(*spans)


def open_book(
    journey: Journey, graph: JourneyGraph, diagnostics: Iterable[Diagnostic], today: date, appearance: Appearance
) -> Book:
    """A book with a page for every stage and handoff, in the language that the journey asks for."""
    site = _site(journey, [name for name in journey.teams if graph.top(name) == name])
    colours = team_colours(journey)
    tables = Tables(knowledge(graph), today)
    tongue, folder = tongue_of(journey.language), _folder(journey)
    found, plans = tuple(diagnostics), _outlooks(graph)
    places = FindingPlaces(found)
    handoffs = {way.name: way for way in reversed(journey.handoffs)}
    return Book(
        journey,
        graph,
        handoffs,
        _collecting(journey),
        found,
        places,
        site,
        colours,
        tables,
        plans,
        tongue,
        appearance,
        folder,
    )


def _site(journey: Journey, sides: list[str]) -> Site:
    """A page for each of a kind, as long as there are not too many pages."""
    stages = _paths("stages", {name: name for name in journey.stages})
    handoffs = _paths("handoffs", {way.name: _handoff_name(way) for way in journey.handoffs})
    roles = _paths("roles", {name: name for name in journey.roles})
    offers = _paths("offers", {name: name for name in journey.offers})
    teams = _paths(AUDIENCES, {name: name for name in sides}, _LEADERSHIP, _OPERATIONS)
    numbered = {name: f"handoff-{number}" for number, name in enumerate(handoffs, 1)}
    room = MOST_PAGES

    def placed(paths: Mapping[str, str], page: str, marked: Mapping[str, str]) -> Mapping[str, Address]:
        nonlocal room
        if len(paths) > room:
            return {name: (page, marked[name]) for name in paths}
        room -= len(paths)
        return {name: (path, "") for name, path in paths.items()}

    return Site(
        placed(stages, STAGES, {name: anchor("stage", name) for name in stages}),
        placed(handoffs, HANDOFFS, numbered),
        placed(roles, BUYERS, {name: anchor("role", name) for name in roles}),
        placed(offers, OFFERS, {name: anchor("offer", name) for name in offers}),
        {name: (path, "") if len(teams) <= MOST_SIDES else (TEAMS, anchor("team", name))
         for name, path in teams.items()},
        f"{AUDIENCES}/{_LEADERSHIP}",
        f"{AUDIENCES}/{_OPERATIONS}",
    )  # fmt: skip


def declared(journey: Journey, kind: Kind) -> Mapping[str, Declaration]:
    """Everything of one kind, by name."""
    found: Mapping[str, Declaration] = getattr(journey, PLACES[kind]) if kind in PLACES else {}
    return found


def anchor(kind: Kind, name: str) -> str:
    """The id of a declaration on its page; names are ASCII words, so nothing needs to be spelt out."""
    return f"{kind}-{name}"


def own(text: Text | None) -> Words:
    """The author's words, if there are any."""
    return (Own(text.text),) if text else ()


def mapped(text: Text | None) -> Words:
    """A name in the CRM, if there is one."""
    return (Soft(text.text),) if text else ()


def within(duration: Duration | None) -> Words:
    """`within 4 business hours`"""
    return (said("within {time:dative}", time=duration),) if duration else ()


def _outlooks(graph: JourneyGraph) -> Mapping[str, Outlook | None]:
    found = {name: outlook(graph, plan) for name, plan in graph.journey.plans.items()}
    return {name: one if isinstance(one, Outlook) else None for name, one in found.items()}


def _collecting(journey: Journey) -> Mapping[str, tuple[str, ...]]:
    """The names of the stages that collect each field, by its name."""
    found: dict[str, dict[str, None]] = {}
    for stage in journey.stages.values():
        for block in blocks_of_stage(stage):
            for field in block.collects:
                found.setdefault(field.name, {})[stage.name] = None
    return {field: tuple(stages) for field, stages in found.items()}


def _folder(journey: Journey) -> str:
    folders = [dirname(source.path) for source in journey.sources]
    if not folders or not all(folders):
        return ""
    common = commonpath(folders) if len({folder.startswith("/") for folder in folders}) == 1 else ""
    return f"{common.rstrip('/')}/" if common else ""


def _quoted(path: str) -> str:
    """A path as it stands in an address: letters, digits and a few signs as they are, other bytes spelt out."""
    plain = set(b"/-._~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return "".join(chr(byte) if byte in plain else f"%{byte:02X}" for byte in path.encode())


def _paths(folder: str, names: Mapping[str, str], *kept: str) -> Mapping[str, str]:
    """A page in a folder for each name; some file names are kept for pages of ours."""
    taken = {name.lower() for name in kept}
    return {name: f"{folder}/{free_name(file_name, taken)}" for name, file_name in names.items()}


def _begun(line: Words) -> Words:
    """The line as a sentence begins, where it begins with a word of ours."""
    match line:
        case (Plain(text=text, is_spoken=is_spoken), *rest):
            return (Plain(capitalized(text), is_spoken), *rest)
        case _:
            return line


def _handoff_name(way: Handoff) -> str:
    origins = ["any"] if way.leaves_any else [origin.name for origin in way.origins]
    listed = "-and-".join(origins) if len(origins) < 4 else f"{origins[0]}-and-{len(origins) - 1}-more"
    return f"{listed}-to-{way.target.name}"
