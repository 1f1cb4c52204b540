"""The mends that can be tried where the reader is stuck, each with what it changes, costs and says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from journeydsl.syntax.faults import Problem
from journeydsl.syntax.reader import Reader
from journeydsl.syntax.sayings import MEANT, NUMBERS
from journeydsl.syntax.tables import language_words
from journeydsl.syntax.tokens import DATE, END, NAME, NUMBER, PERCENT, PROSE, STRING, TIME, UNIT, UNITS
from journeydsl.text.record import Record
from journeydsl.text.spelling import nearest

Way = Literal["misspelt", "other kind", "missing", "surplus", "rewound"]

_LONGEST_LINE = 80  # tokens that are tried
_MADE_UP = {NAME: "", STRING: '""', NUMBER: "0", PERCENT: "0%", UNIT: "days", DATE: "", TIME: ""}


class Mend(Record):
    """Takes `drop` tokens away from `place` on and puts (kind, text) tokens there; `made_up` where meaning was guessed.

    `back` is the token to read again from, where the mend lies behind the stuck place; `fault` places are offsets.
    """

    way: Way
    cost: float
    place: int
    drop: int
    put: tuple[tuple[str, str], ...]
    problem: Problem
    start: int
    end: int
    found: str = ""
    wanted: tuple[str, ...] = ()
    made_up: bool = False
    back: int | None = None
    level: int = 0

    def left(self, reader: Reader) -> int:
        """How many tokens there are still to read behind the mend."""
        return len(reader.tokens.kinds) - self.place - self.drop

    def reach(self, reader: Reader, ahead: int) -> int:
        """How many tokens behind the mend can be read once it is made; -1 where not even the mend itself can."""
        kinds = reader.tokens.kinds
        follow = [kind for kind, _ in self.put] + kinds[self.place + self.drop : self.place + self.drop + ahead]
        if self.back is None:
            return reader.reach(reader.states, follow) - len(self.put)
        before = kinds[self.back : self.place]
        reached = reader.reach(reader.states[: self.level + 1], before + follow)
        return reached - len(before) - len(self.put)

    def completes_line(self, reader: Reader) -> bool:
        """Whether, once it is made, the rest of its line can be read and what it says is complete."""
        after = self.place + self.drop
        kinds, rest = reader.tokens.kinds, after
        while not line_ends_before(reader, rest):
            rest += 1
            if rest > after + _LONGEST_LINE:
                return False
        follow = [kind for kind, _ in self.put] + kinds[after:rest]
        before = [] if self.back is None else kinds[self.back : self.place]
        states = reader.states if self.back is None else reader.states[: self.level + 1]
        whole = before + follow
        return any(reader.reach(states, [*whole, end]) > len(whole) for end in ("}", END))

    def apply(self, reader: Reader) -> None:
        """Makes it, and notes what was wrong."""
        if not _told(reader, self):
            reader.fault(self.problem, self.start, self.end, found=self.found, wanted=self.wanted)
        if self.made_up:
            reader.skipped.append((self.start, max(self.end, self.start)))
        if self.back is not None:
            del reader.values[self.level :], reader.starts[self.level :], reader.states[self.level + 1 :]
            del reader.taken[self.back :]
            reader.place = self.back
        reader.replace(self.place, self.drop, self.put)


def _told(reader: Reader, mend: Mend) -> bool:
    """One slip makes one fault: what stands where a fault is already, and a guess on its line, is not told again."""
    if any(fault.start == mend.start for fault in reader.tokens.faults):
        return True
    return mend.problem in ("missing", "surplus", "unexpected") and said_on_line(reader, mend.start)


def said_on_line(reader: Reader, start: int) -> bool:
    """Whether a fault is noted already on the line of a character."""
    first = reader.text.rfind("\n", 0, start) + 1
    last = reader.text.find("\n", start)
    return any(first <= fault.start <= (last if last >= 0 else start) for fault in reader.tokens.faults)


def _here(reader: Reader) -> tuple[str, str, int, int]:
    tokens, place = reader.tokens, reader.place
    return tokens.kinds[place], tokens.texts[place], tokens.starts[place], tokens.ends[place]


def misspelt_mends(reader: Reader, accepted: list[str]) -> Iterator[Mend]:
    """Nearly a word of the language, a word that people say instead, or a sign that another is meant by."""
    kind, text, start, end = _here(reader)
    if kind == "->" and ">=" in accepted and reader.text[start:end] == "=>":
        reader.tokens.faults[:] = [fault for fault in reader.tokens.faults if fault.start != start]
        yield Mend("misspelt", 0, reader.place, 1, ((">=", ">="),), "other sign", start, end, "=>", (">=",))
    if kind in (">", "<", "=", "-", "..") and "->" in accepted:
        yield Mend("misspelt", 0, reader.place, 1, (("->", "->"),), "other sign", start, end, text, ("->",))
    if not kind.isidentifier():
        return
    words = [word for word in accepted if word.isalpha()] + (sorted(UNITS) if UNIT in accepted else [])
    close = None if text in language_words() else nearest(text, words)
    meant = [word for word in MEANT.get(text.lower(), ()) if word in words or word in accepted]
    for word in [*([close] if close else []), *meant]:
        yield Mend("misspelt", 0, reader.place, 1, ((word, word),), "misspelt", start, end, text, (word,))


def other_kind_mends(reader: Reader, accepted: list[str]) -> Iterator[Mend]:
    """A value in the wrong dress: quotes too many or too few, a percentage without its sign, the unit first."""
    kind, text, start, end = _here(reader)
    place, tokens = reader.place, reader.tokens
    if kind == STRING and NAME in accepted:
        name = _as_name(text[1:-1])
        yield Mend("other kind", 0.5, place, 1, ((NAME, name),), "needs no quotes", start, end, text, (name,))
    if kind == PROSE and STRING in accepted:
        yield Mend("other kind", 0.5, place, 1, ((STRING, '""'),), "unexpected", start, end, '"""', (STRING,), True)
    if kind == NUMBER and PERCENT in accepted:
        yield Mend(
            "other kind", 0.5, place, 1, ((PERCENT, text + "%"),), "needs percent", start, end, text, (text + "%",)
        )
    if kind == PERCENT and NUMBER in accepted:
        yield Mend("other kind", 0.5, place, 1, ((NUMBER, text[:-1].strip()),), "surplus", end - 1, end, "%", (), True)
    if kind.isidentifier() and NUMBER in accepted:
        if text.lower() in NUMBERS:
            number = NUMBERS[text.lower()]
            yield Mend("misspelt", 0.5, place, 1, ((NUMBER, number),), "misspelt", start, end, text, (number,))
        if tokens.kinds[place + 1] == NUMBER and text.isupper():
            number, last = tokens.texts[place + 1], tokens.ends[place + 1]
            yield Mend(
                "other kind",
                0,
                place,
                2,
                ((NUMBER, number), (text, text)),
                "unit first",
                start,
                last,
                f"{text} {number}",
                (f"{number} {text}",),
            )
    if STRING in accepted and kind not in (STRING, END, "{", "}") and not line_ends_before(reader, place):
        yield from _quoting(reader)
    if kind == NUMBER and NAME in accepted:
        yield Mend("other kind", 1.5, place, 1, ((NAME, ""),), "unexpected", start, end, text, (NAME,), True)


def _quoting(reader: Reader) -> Iterator[Mend]:
    """Words up to the end of the line, or one word, that are meant as a text."""
    tokens, place, last = reader.tokens, reader.place, reader.place
    while True:
        said = reader.text[tokens.starts[place] : tokens.ends[last]]
        quoted = '"' + said.replace('"', "'") + '"'
        yield Mend(
            "other kind",
            0.5,
            place,
            last - place + 1,
            ((STRING, quoted),),
            "needs quotes",
            tokens.starts[place],
            tokens.ends[last],
            said,
            (quoted,),
        )
        last += 1
        if last - place > 12 or tokens.kinds[last] in (END, "{", "}"):
            return
        if "\n" in reader.text[tokens.ends[last - 1] : tokens.starts[last]]:
            return


def missing_mends(reader: Reader, accepted: list[str]) -> Iterator[Mend]:
    """Something was left out before the stuck place: a sign, a word of the language, or a value."""
    place, tokens = reader.place, reader.tokens
    at = tokens.ends[place - 1] if place else 0
    for kind in accepted:
        if kind == END or kind in (PROSE, "<FINGERPRINT>"):
            continue
        value = kind in _MADE_UP
        if value and not line_ends_before(reader, place):
            continue
        cost = 2.0 if value else 1.0 if not kind.isalpha() else 1.2
        cost += 0.5 if kind == "or" else 0.0
        text = _MADE_UP.get(kind, kind)
        yield Mend(
            "missing",
            cost,
            place,
            0,
            ((kind, text),),
            "missing",
            max(at - 1, 0),
            at,
            tokens.texts[place],
            (kind,),
            kind not in (",", "->", "{", "]", ")", "else", "within", "of"),
        )
    if NAME in accepted and tokens.kinds[place] == STRING:
        here = (max(at - 1, 0), at, tokens.texts[place])
        yield Mend("missing", -1, place, 0, ((NAME, ""),), "missing", *here, (NAME,), True)
    if "{" in accepted and line_ends_before(reader, place):
        yield Mend(
            "missing",
            1,
            place,
            0,
            (("{", "{"), ("}", "}")),
            "missing",
            max(at - 1, 0),
            at,
            tokens.texts[place],
            ("{",),
            True,
        )
    if "," in accepted and not line_ends_before(reader, place):
        yield from _missing_commas(reader)


def _missing_commas(reader: Reader) -> Iterator[Mend]:
    """A list whose members stand side by side: the commas up to the end of the line are one thing left out."""
    tokens, place, last = reader.tokens, reader.place, reader.place
    put: list[tuple[str, str]] = []
    states = list(reader.states)
    while not line_ends_before(reader, last) and _is_value(tokens.kinds[last]):
        if not (reader.advance(states, ",") and reader.advance(states, tokens.kinds[last])):
            break
        put += [(",", ","), (tokens.kinds[last], tokens.texts[last])]
        last += 1
        if tokens.kinds[last] == ",":
            break
    if put:
        at = tokens.ends[place - 1]
        yield Mend(
            "missing",
            -0.5 - 0.5 * len(put),
            place,
            last - place,
            tuple(put),
            "missing",
            max(at - 1, 0),
            at,
            tokens.texts[place],
            (",",),
        )


def _is_value(kind: str) -> bool:
    return kind.isidentifier() or kind in (STRING, NUMBER)


def surplus_mends(reader: Reader) -> Iterator[Mend]:
    """Some tokens of this line do not belong here."""
    tokens, place = reader.tokens, reader.place
    for count in range(1, 9):
        last = place + count - 1
        if tokens.kinds[last] in (END, "{") or (tokens.kinds[last] == "}" and count > 1):
            return
        if count > 1 and line_ends_before(reader, last):
            return
        start, end = tokens.starts[place], tokens.ends[last]
        yield Mend(
            "surplus", 0.6 + 0.5 * count, place, count, (), "surplus", start, end, reader.text[start:end], (), True
        )


def line_ends_before(reader: Reader, place: int) -> bool:
    """Whether the token there is the first of its line, or opens or closes a block, or is the end."""
    tokens = reader.tokens
    return tokens.kinds[place] in (END, "}", "{") or "\n" in reader.text[tokens.ends[place - 1] : tokens.starts[place]]


def _as_name(text: str) -> str:
    name = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in text).strip("_").lower()
    if text.isidentifier() and text.isascii():
        return text
    return name if name[:1].isalpha() else f"_{name}"
