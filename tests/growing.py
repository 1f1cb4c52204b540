"""Journeys grown from the grammar: every form of the language, with names that sometimes mean something.

`Scene` is what there is to speak of: a few names of each kind. `Grower` follows the rules of `grammar/journey.lark` as
Lark reads them, and asks the dice at each turn; where a name stands, `MEANT` says what kind of thing is probably meant.
The dice may be those of Hypothesis.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import pages

TODAY = date(2026, 11, 22)
DEEPEST = 26
STATEMENTS = (
    "calendar", "team", "role", "field", "activity", "score", "rule", "segmentation", "stage", "move", "recycle",
    "handoff", "promise", "plan", "kpi", "content", "cadence", "offer", "meeting", "term", "scenario",
)  # fmt: skip

# What the names in a form mean, one after the other; the last holds for all that follow. "new" is a name of its own.
MEANT: Mapping[str, tuple[str, ...]] = {
    "journey": ("new",), "for_rule": ("holding",), "source_field": ("field",), "sponsor": ("team",),
    "currency": ("currency",), "calendar_property": ("calendar",), "fiscal_year": ("month",),
    "language": ("language",), "signature": ("team",), "calendar": ("new",), "weekdays": ("weekday",),
    "holidays": ("country", "region"), "team": ("new",), "stand_in": ("team",), "staffed_by": ("team",),
    "part_of": ("team",), "capacity": ("stage",), "role": ("new",), "field": ("new",), "one_of_type": ("option",),
    "any_of_type": ("option",), "activity": ("new",), "score": ("new",), "score_per_line": ("activity",),
    "score_sum_line": ("score",), "band": ("band",), "rule": ("new",), "segmentation": ("new",),
    "segment": ("segment",), "stage": ("new",), "owner": ("team",), "requires": ("field",), "collects": ("field",),
    "expects": ("role",), "help_from": ("team",), "leave_within": ("stage",), "stage_where": ("holding",),
    "move": ("stage",), "recycle": ("stage",), "handoff": ("stage",), "pass_along": ("passed",),
    "work_first": ("passed",), "reject": ("stage",), "feedback": ("field",), "handoff_where": ("holding",),
    "route_line": ("team",), "escalation": ("team",), "reason": ("reason",), "promise": ("new",),
    "promise_sides": ("team",), "step_within": ("stage",), "deliver": ("stage",), "answer": ("stage",),
    "plan": ("new",), "target": ("stage",), "plan_entry": ("stage", "team"), "convert": ("stage",), "kpi": ("new",),
    "step_kpi": ("stage",), "count_kpi": ("activity",), "average_kpi": ("number",), "shared_by": ("team",),
    "kpi_for": ("team",), "content": ("new",), "audience": ("role",), "in_stages": ("stage",), "by": ("team",),
    "cadence": ("new",), "touch": ("touch", "content"), "offer": ("new",), "purpose": ("purpose",),
    "offer_for": ("role", "stage"), "brings": ("stage",), "announce": ("team",), "follow_up": ("content",),
    "meeting": ("new", "team"), "on_weekday": ("weekday",), "after_offer": ("offer",),
    "meeting_kind": ("meeting_kind",),
    "reading": ("read", "stage"), "term": ("new",), "term_is": ("rule",), "given_value": ("field",),
    "given_list": ("field",), "given_missing": ("field",), "given_activity": ("activity",), "at_stage": ("stage",),
    "expect_way": ("stage",), "expect_team": ("team",), "expect_holds": ("holding",), "holds": ("holding",),
    "compare": ("compared", "option"), "compare_ago": ("date",), "in_list": ("field", "option"),
    "in_range": ("number",), "between": ("number", "option"), "is_known": ("field",), "text_matches": ("text",),
    "includes": ("set", "option"), "includes_of": ("set", "option"), "date_within": ("date",),
    "date_before_ago": ("date",), "happened": ("activity",), "count_compare": ("activity",),
    "count_in_range": ("activity",), "count_between": ("activity",), "quantity": ("currency",),
}  # fmt: skip

THROUGH = ("name", "value_list", "stage_list")  # What a name in them means, the form around them says.
WORDS: Mapping[str, tuple[str, ...]] = {
    "currency": ("USD",) * 12 + ("EUR", "k"),
    "month": ("jan", "february", "apr", "oct", "dec"),
    "language": ("en", "de", "fr"),
    "weekday": ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    "country": ("GB", "US", "DE", "IN", "JP"),
    "region": ("ENG", "SCT", "BY", "CA"),
    "option": ("us", "gb", "de", "other", "true", "false"),
    "touch": ("call", "email", "visit"),
    "purpose": ("plant", "cultivate", "harvest", "weed"),
    "meeting_kind": ("audit", "review", "calls", "training", "onboarding", "social"),
    "reason": ("bad_fit", "not_now", "bad_data", "student"),
}
JOINED: Mapping[str, tuple[str, ...]] = {
    "holding": ("rule", "segment", "band", "boolean"),
    "compared": ("field", "score", "field"),
    "passed": ("field", "score", "activity"),
    "read": ("kpi", "promise", "offer", "stage"),
}
TYPED: Mapping[str, tuple[str, ...]] = {
    "number": ("integer_type", "decimal_type"),
    "text": ("text_type",),
    "date": ("date_type",),
    "set": ("any_of_type",),
    "boolean": ("boolean_type",),
}
REPEATED = frozenset(
    [
        "score_line",
        "score_per_line",
        "score_sum_line",
        "band",
        "segment",
        "stage_content",
        "stage_where",
        "handoff_where",
        "route_line",
        "reject",
        "given",
        "convert",
        "expect",
        "closed",
        "open_hours",
        "objection",
        "say",
        "never_say",
        "buyer_line",
        "cadence_day",
        "deliver",
        "answer",
        "accept_within",
    ]
)
WITH_CURRENCY = ("money_type", "deal", "costs", "target")
DECLARED = tuple(kind for kind in STATEMENTS if MEANT.get(kind, ("",))[0] == "new")
TYPES = (
    "integer_type", "decimal_type", "money_type", "boolean_type", "text_type", "date_type", "one_of_type",
    "any_of_type",
)  # fmt: skip
TEXTS = (
    "Ready to buy",
    "A demo",
    "",
    "Say `lead` first",
    "“Quoted”",
    'a\\"b\\\\c\\n',
    "https://acme.example/a?b=c&d",
    "é ü 漢字 🚀",
    "Europe/Berlin",
    "America/New_York",
    "UTC",
    "Nowhere/Land",
    "sales@acme.example",
    "#sales",
    "x" * 200,
    "{{ 7 * 7 }}",
    "</script><script>",
    "=1+1",
    "2026 cohort, n = 412",
    "two  spaces",
    " edges ",
    "%s %d {0}",
    "Not now",
)
STRANGE_TEXTS = ("\u202eright to left", "x" * 9_000, "\u0301", "\\", "\\q", "`", "``a`", "a\nb", "\0",
    "[a](b) ![c](d) <b>")  # fmt: skip
NUMBERS = ("0", "1", "2", "3", "5", "7", "10", "20", "30", "50", "100", "1_000", "40k", "2M")
STRANGE = (
    "-1",
    "-10",
    "0.5",
    "2.25",
    "9" * 30,
    "0" * 12 + "7",
    "1e9",
    "99999999999999k",
    "-0",
    "0.000000000000000001",
    "3M",
    "1_0_0",
    "9" * 400,
)
UNITS = ("minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "quarter", "year")
STRANGE_DATES = ("0001-01-01", "9999-12-31", "2026-02-30", "0000-00-00", "2024-02-29", "1900-01-01", "2999-13-01")
STRANGE_TIMES = ("00:00", "24:00", "23:59", "99:99", "9:05", "25:00", "03:30")
SPACES = (*[" "] * 10, "\n", "\n", "\n  ", "\n  ", "  ", "  ", "\t", "\r\n", " # a remark\n", "\n\n\n", "\f",
          "\n# allow ownerless-stage: agreed\n", " # allow unknown-name until 2026-01-01\n")  # fmt: skip


class Form(NamedTuple):
    """One way to write a rule: its label, and the rules (lower case) and terminals it is made of."""

    label: str
    symbols: tuple[str, ...]


@cache
def forms() -> Mapping[str, tuple[Form, ...]]:
    """The ways to write each rule of the grammar."""
    found: dict[str, list[Form]] = {}
    for rule in _lark().rules:
        passes = rule.options.template_source or rule.origin.name.startswith("_") or rule.options.expand1
        label = rule.alias or ("" if passes or rule.origin.name in THROUGH else rule.origin.name)
        symbols = tuple(str(symbol.name) for symbol in rule.expansion)
        found.setdefault(str(rule.origin.name), []).append(Form(str(label), symbols))
    return {rule: tuple(ways) for rule, ways in found.items()}


@cache
def words() -> Mapping[str, str]:
    """The terminals that are always the same text."""
    from lark.lexer import PatternStr

    return {one.name: one.pattern.value for one in _lark().terminals if isinstance(one.pattern, PatternStr)}


@cache
def _lark():  # type: ignore[no-untyped-def]
    from lark import Lark

    grammar = (pages.ROOT / "grammar" / "journey.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual", maybe_placeholders=True)


@cache
def depths() -> Mapping[str, int]:
    """How deep each rule goes at least."""
    found: dict[str, int] = {}
    while True:
        before = dict(found)
        for rule, ways in forms().items():
            deep = [_depth(way, found) for way in ways]
            if min(deep) < 1_000:
                found[rule] = 1 + min(deep)
        if found == before:
            return found


def _depth(way: Form, known: Mapping[str, int]) -> int:
    return max((known.get(symbol, 1_000) for symbol in way.symbols if symbol in forms()), default=0)


class Scene:
    """What a journey speaks of: names by kind, and the types of its fields."""

    def __init__(self, dice: random.Random, size: int) -> None:
        most = {"stage": size, "field": size, "rule": size, "team": 4, "plan": 2, "calendar": 2, "scenario": 2}
        self.names = {kind: [f"{kind}_{n}" for n in range(dice.randint(0, most.get(kind, 3)))] for kind in DECLARED}
        for kind in ("team", "stage", "field"):
            self.names[kind] = self.names[kind] or [f"{kind}_0"]
        self.names["band"] = [f"band_{n}" for n in range(1, 4)]
        self.names["segment"] = [f"segment_{n}" for n in range(1, 4)]
        for kind in ("stage", "field"):
            if dice.random() < 0.1:
                self.names[kind].append(dice.choice(("when", "day", "stage", "to", "any", "Stage_0", "_")))
        self.types = {name: dice.choice(TYPES) for name in self.names["field"]}

    def of(self, kind: str, dice: random.Random) -> str:
        """A name of this kind, of another kind where there is none."""
        kind = dice.choice(JOINED[kind]) if kind in JOINED else kind
        if kind in TYPED:
            fitting = [name for name, type_ in self.types.items() if type_ in TYPED[kind]]
            return dice.choice(fitting or self.names["field"])
        choices = WORDS.get(kind) or self.names.get(kind) or ["nobody"]
        return dice.choice(choices)


class Grower:
    """Writes statements about a scene; `wildness` is how often a name or a value is not what it could be."""

    def __init__(self, dice: random.Random, scene: Scene, wildness: float) -> None:
        self.dice, self.scene, self.wildness = dice, scene, wildness
        self.written: list[str] = []
        self.counts: list[int] = []
        self.met: list[set[str]] = []
        self.declared = self.field = ""
        self.fresh = 0

    def statement(self, rule: str, name: str = "") -> str:
        """A statement of this kind, which declares the name where it declares one."""
        self.written, self.declared, self.field = [], name, ""
        self._grow(rule, "", 0)
        return self._laid_out()

    def _grow(self, rule: str, label: str, depth: int) -> None:
        way = self._way(rule, label, depth)
        inner = way.label or label
        if way.label:
            self.counts.append(0)
            self.met.append(set())
        for symbol in way.symbols:
            if symbol in forms():
                self._grow(symbol, inner, depth + 1)
            else:
                self.written.append(words().get(symbol) or self._terminal(symbol, inner))
        if way.label:
            self.counts.pop()
            self.met.pop()

    def _way(self, rule: str, label: str, depth: int) -> Form:
        ways = forms()[rule]
        if depth > DEEPEST:
            return min(ways, key=lambda way: _depth(way, depths()))
        if self.dice.random() >= self.wildness:
            ways = self._fitting(rule, label, ways)
        longer = [way for way in ways if rule in way.symbols]
        if longer and len(longer) < len(ways):
            goes_on = self.dice.random() < (0.7 if "_item}" in rule else 0.25)
            ways = tuple(longer) if goes_on else tuple(way for way in ways if way not in longer)
        way = self.dice.choice(ways)
        if self.met and rule.endswith(("_item", "_clause")) and _kind(way) not in REPEATED:
            self.met[-1].add(_kind(way))
        return way

    def _fitting(self, rule: str, label: str, ways: tuple[Form, ...]) -> tuple[Form, ...]:
        """The ways that suit the type of the field that is declared or spoken of, and what was said before."""
        type_ = self.scene.types.get(self.declared if rule == "type" else self.field, "")
        match rule:
            case "type":
                fits = [way for way in ways if way.label == type_]
            case "value":
                wanted = {"text_type": "text", "date_type": "date", "boolean_type": "name", "one_of_type": "name",
                          "any_of_type": "name"}.get(type_, "quantity")  # fmt: skip
                fits = [way for way in ways if way.symbols == (wanted,)]
            case "range":
                fits = [way for way in ways if len(way.symbols) > 1]
            case "quantity":
                has_currency = label in WITH_CURRENCY or type_ == "money_type"
                fits = [way for way in ways if ("name" in way.symbols) == has_currency]
            case _ if rule.endswith(("_item", "_clause")) and self.met:
                fits = [way for way in ways if _kind(way) not in self.met[-1]]
            case _:
                fits = []
        return tuple(fits) or ways

    def _terminal(self, terminal: str, label: str) -> str:
        match terminal:
            case "NAME":
                return self._name(label)
            case "STRING" if label == "timezone" and self.dice.random() >= self.wildness:
                return f'"{self.dice.choice(("Europe/Berlin", "America/New_York", "UTC", "Australia/Lord_Howe"))}"'
            case "STRING":
                return f'"{self._odd(TEXTS, STRANGE_TEXTS)}"'
            case "PROSE":
                return f'"""{self._odd(TEXTS, STRANGE_TEXTS)}\n  {self.dice.choice(TEXTS)}"""'
            case "NUMBER" if self.written[-1] == ".." and self.dice.random() >= self.wildness:
                return self.dice.choice(("100", "250", "40k"))
            case "NUMBER":
                return self._odd(NUMBERS, STRANGE)
            case "PERCENT":
                return f"{self._odd(NUMBERS, STRANGE)}%".replace("k%", "%").replace("M%", "%").replace("1e9", "1")
            case "DATE":
                days = self.dice.randint(0, 400) if self.written[-1] == ".." else self.dice.randint(-400, 60)
                return self._odd(((TODAY + timedelta(days=days)).isoformat(),), STRANGE_DATES)
            case "TIME":
                return self._odd(("17:00", "18:15") if self.written[-1] == ".." else ("09:00", "12:30"), STRANGE_TIMES)
            case "UNIT" if self.written[-1] == "business" and self.dice.random() >= self.wildness:
                return self.dice.choice(("hours", "days"))
            case "UNIT":
                return self.dice.choice(UNITS)
            case "FINGERPRINT":
                return self.dice.choice(("7f3a91", "000000", "deadbeef" * 8))
            case _:
                raise AssertionError(f"no text for {terminal}")

    def _odd(self, usual: tuple[str, ...], strange: tuple[str, ...]) -> str:
        return self.dice.choice(strange if self.dice.random() < self.wildness / 2 else usual)

    def _name(self, label: str) -> str:
        meant = MEANT[label]
        place = self.counts[-1]
        self.counts[-1] += 1
        kind = meant[min(place, len(meant) - 1)]
        if label in ("segment", "band") and not place and self.dice.random() >= self.wildness:
            self.fresh += 1
            return f"{label}_{self.fresh}"
        if kind == "new":
            return self.declared or "new"
        if self.dice.random() < self.wildness:
            kind = self.dice.choice([*sorted(self.scene.names), "option", "nothing"])
        name = self.scene.of(kind, self.dice)
        if (
            label in ("compare", "in_list", "between", "in_range", "given_value", "given_list", "includes")
            and not place
        ):
            self.field = name
        return name

    def _laid_out(self) -> str:
        tidy = self.dice.random() < 0.7
        return "".join(word + (" " if tidy else self.dice.choice(SPACES)) for word in self.written).rstrip(" ")


class Grown(NamedTuple):
    """The statements of a journey, by what they declare where they do, and the files they are spread over."""

    scene: Scene
    statements: tuple[str, ...]
    files: Mapping[str, str]


def grown(dice: random.Random) -> Grown:
    """A journey of one to three files, small as a rule."""
    scene = Scene(dice, dice.choice((3, 5, 8, 14)))
    grower = Grower(dice, scene, dice.choice((0.0, 0.01, 0.03, 0.1, 0.5)))
    statements = [grower.statement(kind, name) for kind in DECLARED for name in scene.names[kind]]
    for kind in ("move", "recycle", "handoff", "scenario"):
        statements += [grower.statement(kind) for _ in range(dice.randint(0, 6))]
    if dice.random() < 0.3:
        dice.shuffle(statements)
    return Grown(scene, tuple(statements), spread(statements, grower))


def spread(statements: list[str], grower: Grower) -> Mapping[str, str]:
    """Files that hold the statements, and use each other."""
    dice = grower.dice
    number = dice.choice((1, 1, 1, 2, 3))
    names = ["a.journey", "b.journey", "c.journey"][:number]
    head = grower.statement("journey", "grown")
    texts = {name: [] if n else [head] for n, name in enumerate(names)}
    for statement in statements:
        texts[dice.choice(names)].append(statement)
    for name in names:
        used = [other for other in names if other != name] if name == names[0] or dice.random() < 0.2 else []
        if dice.random() < grower.wildness:
            used.append(dice.choice((name, "missing.journey", "../out.journey", "/etc/passwd", "", ".")))
        texts[name] = [f'use "{other}"' for other in used] + texts[name]
    between = dice.choice(("\n", "\n\n", " ", "\n# about this\n", "\r\n"))
    return {name: between.join(lines) + "\n" for name, lines in texts.items()}


def edited(dice: random.Random, files: Mapping[str, str]) -> Mapping[str, str]:
    """Another version: words of some lines changed, lines left out, moved or doubled, a thing under another name."""
    changed = {}
    for name, text in files.items():
        lines = text.splitlines(keepends=True)
        for _ in range(dice.randint(0, 4)):
            if lines:
                _edit(dice, lines)
        changed[name] = "".join(lines)
    if dice.random() < 0.4:
        old = dice.choice(sorted(set(re.findall(r"\b[a-z]+_\d\b", "".join(files.values())))) or ["nothing"])
        changed = {name: re.sub(rf"\b{old}\b", "renamed", text) for name, text in changed.items()}
    return changed


def _edit(dice: random.Random, lines: list[str]) -> None:
    place = dice.randrange(len(lines))
    match dice.choice(("leave out", "move", "number", "word", "double")):
        case "leave out":
            del lines[place]
        case "move":
            lines.insert(dice.randrange(len(lines)), lines.pop(place))
        case "double":
            lines.insert(place, lines[place])
        case "number":
            lines[place] = re.sub(
                r"\b\d+\b", lambda _: str(dice.randint(0, 40)), lines[place], count=dice.randint(1, 3)
            )
        case _:
            lines[place] = re.sub(r"(\w+)_(\d)\b", lambda met: f"{met[1]}_{dice.randint(0, 5)}", lines[place], count=2)


def _kind(way: Form) -> str:
    return way.label or way.symbols[0]


def labels_with_names() -> Iterator[str]:
    """The forms of the grammar in which a name stands, however deep in a list or a choice."""
    for rule in forms():
        for way in forms()[rule]:
            if way.label and any(_leads_to_name(symbol, frozenset()) for symbol in way.symbols):
                yield way.label


def _leads_to_name(symbol: str, met: frozenset[str]) -> bool:
    if symbol == "name":
        return True
    if symbol in met or symbol not in forms():
        return False
    return any(
        not way.label and any(_leads_to_name(inner, met | {symbol}) for inner in way.symbols) for way in forms()[symbol]
    )
