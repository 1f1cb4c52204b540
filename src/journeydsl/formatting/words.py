"""The words of one line of thought (a header, or an item of a block) with canonical commas and spacing."""

from __future__ import annotations

from bisect import bisect_left

from journeydsl.syntax.reader import Reader
from journeydsl.syntax.tokens import DATE, NAME, NUMBER, PERCENT, PROSE, STRING, TIME, Comment

_ENDS_OF_A_RANGE = (NUMBER, DATE, TIME, NAME)


class Note:
    """A comment inside a header or an item; `trails` where it stands behind a word on the word's line."""

    __slots__ = ("text", "trails")

    def __init__(self, text: str, trails: bool) -> None:
        self.text = text
        self.trails = trails


class Words:
    """Parallel lists: each word with its comma, its kind, where it stood, and whether it clings to the word before.

    `notes` are the comments before a word, by its index; those before the opening brace by the number of words.
    """

    __slots__ = ("_places", "clings", "kinds", "notes", "starts", "texts")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.kinds: list[str] = []
        self.starts: list[int] = []
        self.clings: list[bool] = []
        self.notes: dict[int, list[Note]] = {}
        self._places: dict[int, int] = {}

    @property
    def places(self) -> dict[int, int]:
        """The index of the word that stood at an offset."""
        if not self._places:
            self._places = {start: index for index, start in enumerate(self.starts)}
        return self._places

    @property
    def flat(self) -> str:
        """All words on one line."""
        pieces: list[str] = []
        for text, clings in zip(self.texts, self.clings, strict=True):
            if not clings:
                pieces.append(" ")
            pieces.append(text)
        return "".join(pieces)

    @property
    def has_prose(self) -> bool:
        """Whether prose in triple quotes stands among them."""
        return PROSE in self.kinds


def words_between(reader: Reader, first: int, after: int, moved: tuple[int, int] | None = None) -> Words:
    """The words of the tokens from `first` up to, and without, `after`.

    `moved` are the tokens of a title that stands late, and of the name behind which it goes.
    """
    texts, taken, starts = reader.tokens.texts, reader.taken, reader.tokens.starts
    order = range(first, after) if moved is None else _order(first, after, *moved)
    words = Words()
    add_text, add_kind = words.texts.append, words.kinds.append
    add_start, add_cling = words.starts.append, words.clings.append
    before, pauses = "", _pauses(taken, first, after)
    for index in order:
        kind = taken[index]
        if kind == ",":
            if not _is_pause(taken, index, moved):
                words.texts[-1] += ","
                before = kind
            continue
        if index in pauses:
            words.texts[-1] += ","
        clings = not before or before in "[(" or kind in "])"
        if kind == ".." or before == "..":
            clings = _clings_in_range(words.kinds, before, kind, taken[index + 1] if index + 1 < after else "")
        add_text(f"{texts[index][:-1].rstrip()}%" if kind == PERCENT else texts[index])
        add_kind(kind)
        add_start(starts[index])
        add_cling(clings)
        before = kind
    return words


def add_notes(words: Words, reader: Reader, comments: list[Comment]) -> None:
    """Gives each comment to the word that follows it."""
    tokens, in_order = reader.tokens, sorted(words.starts)
    for comment in comments:
        word = bisect_left(in_order, comment.start)
        before = bisect_left(tokens.starts, comment.start) - 1
        trails = "\n" not in reader.text[tokens.ends[before] : comment.start]
        notes = words.notes.setdefault(word, [])
        notes.append(Note(comment.text, trails and not notes))


def _order(first: int, after: int, title: int, name: int) -> list[int]:
    rest = [index for index in range(name + 1, after) if index != title]
    return [*range(first, name + 1), title, *rest]


def _is_pause(taken: list[str], index: int, moved: tuple[int, int] | None) -> bool:
    """Whether a comma stands between clauses: in a list, a value follows it, and that value is no title."""
    if index + 1 == len(taken) or (moved and index + 1 == moved[0]):
        return True
    return taken[index + 1][0] != "<"


def _pauses(taken: list[str], first: int, after: int) -> tuple[int, ...]:
    """The tokens with a canonical comma before them: `at least`, the `else` behind it, `once per` and `up to`."""
    opening = taken[first]
    if opening == "contact" and "least" in taken[first:after]:
        least = taken.index("least", first, after)
        return (least - 1, taken.index("else", least, after)) if "else" in taken[least:after] else (least - 1,)
    if opening in ("add", "subtract") and "per" in taken[first + 2 : after]:
        return tuple(index for index in range(first + 3, after) if taken[index] in ("once", "up"))
    return ()


def _clings_in_range(kinds: list[str], before: str, kind: str, following: str) -> bool:
    """Whether there is no space on one side of `..`; a range open at that side has one."""
    if before == "..":
        return kind in _ENDS_OF_A_RANGE
    if before in (NUMBER, DATE, TIME):
        return True
    return before == NAME and (kinds[-2] == NUMBER or following == NAME)


VALUES = frozenset((NAME, STRING, NUMBER, PERCENT, DATE, TIME, PROSE, "<UNIT>", "<FINGERPRINT>", "]", ")", ".."))
