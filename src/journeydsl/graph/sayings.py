"""Questions about words: what is said to buyers, where it stands, and what may not be said there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from journeydsl.graph.blocks import blocks_of_stage
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.path import Stage, StageWhere
from journeydsl.model.people import Words
from journeydsl.model.values import Prose, Reference, Text
from journeydsl.text.record import Record
from journeydsl.text.source import Span

# Where words are in force: `("stage", "lead")`, `("role", "champion")`, `("offer", "webinar")`, `("where", "lead 0")`.
Scope = tuple[str, str]
_LETTERS = re.compile(r"[^\W_]+")
_SAME_LETTER = str.maketrans("\u0130\u0131\u017f\u212a", "iisk")  # Letters that a search takes for plain ones.


class Saying(Record):
    """Words said to buyers: what says them (`stage lead`), in which form (`say`, `answer` …), and in which scopes."""

    place: str
    form: str
    text: str
    span: Span
    scopes: frozenset[Scope]


class Ban(Record):
    """Words that may not be said, in a scope or anywhere; `by` is what forbids them: `journey acme`, `term mql`."""

    phrase: Text
    scope: Scope | None
    by: str


class Breach(Record):
    """Words that are said where they may not be; `span` is the very words."""

    saying: Saying
    ban: Ban
    span: Span


def breaches(graph: JourneyGraph, spend: Callable[[int], None]) -> Iterator[Breach]:
    """Every saying with the first ban in force that it breaks, for each phrase; whole words, whatever their case.

    Looking for a phrase is told to `spend`.
    """
    known = [(ban, words) for ban in bans(graph) if (words := ban.phrase.text.lower().split())]
    found = _by_rarest([_letters(" ".join(words)) for _, words in known])
    patterns: dict[int, re.Pattern[str]] = {}
    for saying in sayings(graph):
        told: set[str] = set()
        text = _plain(saying.text)
        for number in found(_letters(text)):
            spend(4 + len(text) // 20)
            ban, words = known[number]
            phrase = " ".join(words)
            if phrase in told or not (ban.scope is None or ban.scope in saying.scopes):
                continue
            pattern = patterns.setdefault(number, patterns.get(number) or _pattern(ban.phrase.text))
            if pattern.search(text):
                told.add(phrase)
                yield Breach(saying, ban, _very_words(saying.span, pattern))


def _by_rarest(phrases: Sequence[Collection[str]]) -> Callable[[Collection[str]], list[int]]:
    """Asks which phrases may stand in a text that has these words: those whose rarest word is one of them."""
    counts = Counter(word for phrase in phrases for word in phrase)
    by_word: dict[str, list[int]] = {}
    for number, phrase in enumerate(phrases):
        plain = [word for word in phrase if word.isascii()]
        by_word.setdefault(min(plain, key=counts.__getitem__) if plain else "", []).append(number)

    def found(words: Collection[str]) -> list[int]:
        return sorted(number for word in ("", *words) for number in by_word.get(word, ()))

    return found


def _letters(text: str) -> dict[str, None]:
    """The words of a text, split at every sign, as a search that does not look at case sees them."""
    return dict.fromkeys(_LETTERS.findall(text.translate(_SAME_LETTER).lower()))


def bans(graph: JourneyGraph) -> Iterator[Ban]:
    """All that is never to be said: of the journey, of terms, of stages and their `where` blocks, roles and offers."""
    journey = graph.journey
    yield from (Ban(text, None, f"journey {journey.name}") for text in journey.words.never_says)
    for term in journey.terms.values():
        yield from (Ban(text, None, f"term {term.name}") for text in term.never)
    for stage in journey.stages.values():
        for number, block in enumerate(blocks_of_stage(stage)):
            scope = ("where", f"{stage.name} {number}") if number else ("stage", stage.name)
            yield from (Ban(text, scope, f"stage {stage.name}") for text in block.words.never_says)
    for role in journey.roles.values():
        yield from (Ban(text, ("role", role.name), f"role {role.name}") for text in role.words.never_says)
    for offer in journey.offers.values():
        yield from (Ban(text, ("offer", offer.name), f"offer {offer.name}") for text in offer.never_says)


def sayings(graph: JourneyGraph) -> Iterator[Saying]:
    """All that is said to buyers: `say`, `quote` and `answer`, what content asks and says, and what they are titled.

    What the journey says is said in every stage; content and offers are used in their stages and for their roles.
    """
    journey = graph.journey
    everywhere = frozenset([("stage", name) for name in journey.stages])
    yield from _of_words(f"journey {journey.name}", journey.words, everywhere)
    for stage in journey.stages.values():
        for number, block in enumerate(blocks_of_stage(stage)):
            scopes = _scopes_of(stage, block, number)
            yield from _of_words(f"stage {stage.name}", block.words, scopes)
            yield from _each(f"stage {stage.name}", "title", [one.title for one in block.contents], scopes)
    for role in journey.roles.values():
        yield from _of_words(f"role {role.name}", role.words, [("role", role.name)])
    for content in journey.contents.values():
        scopes = _scopes(content.stages, content.roles)
        place = f"content {content.name}"
        yield Saying(place, "title", content.label, content.name_span, frozenset(scopes))
        yield from _each(place, "asks", (content.asks,) if content.asks else (), scopes)
        yield from _each(place, "text", (content.text,) if content.text else (), scopes)
    for offer in journey.offers.values():
        scopes = [("offer", offer.name), *_scopes(offer.stages, offer.roles)]
        yield Saying(f"offer {offer.name}", "title", offer.label, offer.name_span, frozenset(scopes))
        yield from _each(f"offer {offer.name}", "say", offer.says, scopes)
        yield from _each(f"offer {offer.name}", "quote", offer.quotes, scopes)


def kernel(text: str) -> str:
    """What two sentences share that say the same: case, signs and articles taken away."""
    words = re.findall(r"\w+", _plain(text).lower().replace("'", ""))
    return " ".join(word for word in words if word not in ("a", "an", "the"))


def _scopes_of(stage: Stage, block: Stage | StageWhere, number: int) -> list[Scope]:
    """A `where` block that forbids words of its own does not stand under those of its stage."""
    if number == 0:
        return [("stage", stage.name)]
    own: list[Scope] = [("where", f"{stage.name} {number}")]
    return own if block.words.never_says else [*own, ("stage", stage.name)]


def _scopes(stages: Iterable[Reference], roles: Iterable[Reference]) -> list[Scope]:
    return [("stage", stage.name) for stage in stages] + [("role", role.name) for role in roles]


def _of_words(place: str, words: Words, scopes: Iterable[Scope]) -> Iterator[Saying]:
    yield from _each(place, "say", words.says, scopes)
    yield from _each(place, "answer", [one.answer for one in words.objections if one.answer], scopes)


def _each(place: str, form: str, texts: Iterable[Text | Prose], scopes: Iterable[Scope]) -> Iterator[Saying]:
    yield from (Saying(place, form, text.text, text.span, frozenset(scopes)) for text in texts)


def _pattern(phrase: str) -> re.Pattern[str]:
    # Between two words of a phrase there may be line breaks and the stars of Markdown.
    words = r"[\s*_]+".join(re.escape(word) for word in _plain(phrase).split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _plain(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'")


def _very_words(span: Span, pattern: re.Pattern[str]) -> Span:
    found = pattern.search(_plain(span.text))
    return Span(span.source, span.start + found.start(), span.start + found.end()) if found else span
