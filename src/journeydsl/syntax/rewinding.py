"""Mends behind the stuck place: the word before it was taken as a name, and is none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from journeydsl.syntax.mends import Mend, line_ends_before
from journeydsl.syntax.reader import Reader
from journeydsl.syntax.sayings import NUMBERS
from journeydsl.syntax.tables import language_words
from journeydsl.syntax.tokens import NAME, NUMBER

_KINDS = ("entry", "resting", "won", "lost", "external")


def rewound_mends(reader: Reader, level: int) -> Iterator[Mend]:
    """A value is missing before the word, or the word is too much, in the wrong order, or a number in letters.

    `level` is the height of the stack at the start of the statement, from which it is read again.
    """
    tokens, place = reader.tokens, reader.place
    if place < 2 or len(reader.taken) < place or reader.taken[place - 1] != NAME or len(reader.starts) <= level:
        return
    back = bisect_left(tokens.starts, reader.starts[level])
    start, end, text = tokens.starts[place - 1], tokens.ends[place - 1], tokens.texts[place - 1]
    if back >= place - 1:
        return
    before, here = tokens.texts[place - 2], tokens.texts[place]
    word = Mend("rewound", 0, place - 1, 1, (), "surplus", start, end, text, back=back, level=level)
    if tokens.kinds[place] == NUMBER and text.isupper() and not line_ends_before(reader, place):
        found, wanted = f"{text} {here}", (f"{here} {text}",)
        yield word.replace(
            drop=2, put=((NUMBER, here), (text, text)), problem="unit first", end=tokens.ends[place], found=found,
            wanted=wanted,
        )  # fmt: skip
    if before in ("stage", "team") and text in _KINDS:
        yield word.replace(
            cost=-2, place=place - 2, drop=3, put=((text, text), (before, before), (here, here)), problem="misspelt",
            start=tokens.starts[place - 2], found=f"{before} {text}", wanted=(f"{text} {before}",),
            back=min(back, place - 2),
        )  # fmt: skip
    if text.lower() in NUMBERS:
        number = NUMBERS[text.lower()]
        yield word.replace(put=((NUMBER, number),), problem="misspelt", wanted=(number,))
    if text == before:
        yield word.replace(cost=-2)
    if line_ends_before(reader, place - 1):
        at = tokens.ends[place - 2]
        begins = text in language_words()
        yield word.replace(
            cost=-1 if begins else 1.5, drop=0, put=((NAME, ""),), problem="missing", start=max(at - 1, 0), end=at,
            wanted=(NAME,), made_up=True,
        )  # fmt: skip
    elif tokens.kinds[place].isidentifier():
        yield word.replace(cost=1.2, made_up=True)
