"""Which words of the language can begin something inside which block, as the grammar's tables say."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from journeydsl.syntax.reader import Reader
from journeydsl.syntax.tables import Tables, load_tables
from journeydsl.syntax.tokens import read_tokens

# The shortest beginning of each block, so that the tables can be asked what may follow.
_BEGINNINGS = {
    "journey": "journey a {",
    "calendar": "calendar a {",
    "team": "team a {",
    "role": "role a {",
    "score": "score a {",
    "rule": "rule a {",
    "segmentation": "segmentation a {",
    "stage": "stage a {",
    "handoff": "handoff a -> b {",
    "route": "handoff a -> b { route first {",
    "promise": "promise a {",
    "plan": "plan a 2027-01-01..2027-03-31 {",
    "content": "content a {",
    "cadence": "cadence a {",
    "offer": "offer a {",
    "meeting": "meeting a every week on mon {",
    "scenario": 'scenario "a" {',
}
_LONGEST_PHRASE = 4


@cache
def phrases(block: str) -> Mapping[str, str]:
    """What can begin in a block, by first word: `leave` is `leave within`; outside all where `block` is empty."""
    tables = load_tables()
    reader = _begun(tables, _BEGINNINGS.get(block, ""))
    words = [word for word in reader.accepted() if word.isalpha()]
    return {word: _phrase(reader, word) for word in words}


@cache
def blocks_of(word: str) -> tuple[str, ...]:
    """The blocks that something beginning with this word can stand in."""
    return tuple(block for block in _BEGINNINGS if word in phrases(block))


def is_block(word: str) -> bool:
    """Whether there is a block of this name; `where` is none, since it takes after the block around it."""
    return word in _BEGINNINGS


def _begun(tables: Tables, beginning: str) -> Reader:
    tokens = read_tokens(beginning)
    reader = Reader(tables, (), beginning, tokens)
    for kind in tokens.kinds[:-1]:
        reader.advance(reader.states, kind)
    return reader


def _phrase(reader: Reader, word: str) -> str:
    """The word with those that always follow it."""
    states, said = list(reader.states), [word]
    reader.advance(states, word)
    while len(said) < _LONGEST_PHRASE:
        follow = [kind for kind in reader.tables.actions[states[-1]] if reader.advance(list(states), kind)]
        if len(follow) != 1 or not follow[0].isalpha():
            break
        reader.advance(states, follow[0])
        said.append(follow[0])
    return " ".join(said)
