"""A reason that says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix

GROUP = "Ownership and handoffs"
SEVERITY = "warning"
COSTS = "reasons such as these fill up first, and nobody learns what to change"
ABOUT = ("reasons",)


_VAGUE = frozenset((
    "other", "others", "another", "misc", "miscellaneous", "unknown", "not known", "unspecified", "not specified",
    "undefined", "not defined", "unclear", "not clear", "unsure", "not sure", "uncertain", "undecided", "don t know",
    "dont know", "do not know", "doesn t know", "no idea", "dunno", "n a", "na", "not applicable", "not available",
    "not stated", "not given", "none", "none given", "nothing", "no reason", "no reason given", "something",
    "something else", "anything else", "everything else", "various", "varied", "diverse", "general", "generic", "etc",
    "tbd", "tba", "to be decided", "to be determined", "to be defined", "default", "catch all", "catchall", "remaining",
    "reason", "reasons", "sonstige", "sonstiges", "sonstiger", "anderer", "anderes", "unbekannt",
    "keine angabe", "divers", "autre", "autres", "inconnu", "inconnue", "otro", "otra", "otros", "otras", "desconocido",
    "altro", "altra", "altri", "sconosciuto", "outro", "outros", "desconhecido", "anders", "overig", "onbekend",
))  # fmt: skip
_FILLERS = frozenset((
    "a", "an", "the", "or", "and", "just", "some", "any", "please", "specify", "explain", "describe", "see", "in", "my",
    "note", "notes", "comment", "comments", "text", "field", "reason", "reasons", "oder", "und", "bitte", "angeben",
))  # fmt: skip
_LONGEST = max(len(words.split()) for words in _VAGUE)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every reason whose title, or name where it has none, is made of words that fit any buyer."""
    for reason in subject.journey.reasons.values():
        if is_vague(reason.title or reason.name):
            yield Finding(
                reason.name_span,
                f"The reason `{reason.title or reason.name}` fits any buyer and tells nobody anything",
                f"reason {reason.name}",
                fix=Fix(f"Replace `{reason.name}` with the reasons that people mean by it"),
            )


def is_vague(text: str) -> bool:
    """Whether nothing is left of a text when vague phrases and the small words between them are taken away."""
    words = re.findall(r"\w+", text.lower().replace("_", " "))
    place, found = 0, False
    while place < len(words):
        phrases = (words[place : place + length] for length in range(_LONGEST, 0, -1))
        phrase = next((phrase for phrase in phrases if " ".join(phrase) in _VAGUE), None)
        if phrase is None and words[place] not in _FILLERS:
            return False
        found = found or phrase is not None
        place += len(phrase or words[place : place + 1])
    return found
