"""Which known word somebody meant."""

from collections.abc import Iterable


def distance(first: str, second: str, most: int | None = None) -> int:
    """How many letters must be added, dropped, changed or swapped with their neighbour to get from one to the other.

    Where that is more than `most`, any number above it.
    """
    most = max(len(first), len(second)) if most is None else most
    above = most + 1
    if abs(len(first) - len(second)) > most:
        return above
    before: list[int] = []
    last = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        start, end = max(1, row - most), min(len(second), row + most)
        now = [above] * (len(second) + 1)
        now[0] = row
        for column in range(start, end + 1):
            other = second[column - 1]
            cost = min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == second[column - 2] and first[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            now[column] = cost
        if min(now[start - 1 : end + 1], default=above) > most and min(last) > most:
            return above
        before, last = last, now
    return last[-1]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one known word that is so close that somebody probably meant it; none where two are as close.

    Case does not count. A third of the letters may differ, at most three; in words of one or two letters none.
    """
    if len(word) > 60:
        return None
    allowed = min(3, len(word) // 3) if len(word) > 2 else 0
    best: list[str] = []
    word = word.lower()
    letters = set(word)
    for candidate in known:
        # Each change brings in one letter at most.
        if abs(len(candidate) - len(word)) > allowed or len(letters.difference(candidate.lower())) > allowed:
            continue
        away = distance(word, candidate.lower(), allowed)
        if away < allowed:
            allowed, best = away, [candidate]
        elif away == allowed:
            best.append(candidate)
    return best[0] if len(set(best)) == 1 else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str | None = None) -> str:
    """``Did you mean `sal`?`` where one known word is close, else another sentence, or all that is known."""
    words = list(known)
    close = nearest(word, words)
    if close:
        return f"Did you mean `{close}`?"
    listed = ", ".join(f"`{one}`" for one in words)
    return f"There {'is' if len(words) == 1 else 'are'} {listed}." if otherwise is None else otherwise
