"""The words for what the reader could not take as it stood, and the edits that would mend it."""

from __future__ import annotations

import re

from journeydsl.checks._blocks import blocks_of, is_block, phrases
from journeydsl.checks._words import a, quoted
from journeydsl.syntax.faults import SyntaxFault
from journeydsl.text.record import Record
from journeydsl.text.spelling import distance, nearest
from journeydsl.text.words import joined

_KINDS_OF_VALUE = {
    "<NAME>": "a name",
    "<STRING>": "a text in quotes",
    "<PROSE>": 'a text in `"""`',
    "<NUMBER>": "a number",
    "<PERCENT>": "a percentage",
    "<DATE>": "a date such as `2027-03-31`",
    "<TIME>": "a time such as `09:00`",
    "<UNIT>": "a unit of time such as `days`",
    "<FINGERPRINT>": "a fingerprint",
    "<END>": "the end of the text",
}
# Short forms and other words for exactly the same thing.
_SURE = {
    "h", "hr", "hrs", "min", "mins", "d", "wk", "wks", "mo", "yr", "yrs", "owned", "escalates", "goes", "then",
    "string", "bool", "equals",
}  # fmt: skip
_SURE_SIGNS = {"=>", "-->", "==>", "–>", "—>", "→", "⇒", "➔", "==", "<>", "≠", "=<", "≤", "≥", "&&", "||", "-", "//"}
_FEW_HOMES = 2  # a word that begins something in more blocks than this says little about where it belongs
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f]")
_HIDDEN = re.compile("[\u200b\u00ad\u2060-\u2064\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0e-\x1f\x7f]")
_AMOUNT = re.compile(r"[ \t]*(\d[\d_]*(?:\.\d+)?[kM]?)([ \t]*[A-Z]{3}\b)?")
_REST_OF_WORD = re.compile(r'[^\s{}\[\](),#"]*')
_WEEKDAYS = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
_LAST_WORD = re.compile(r'("[^"\n]*"|[^\s"]+)$')


class Put(Record):
    """Text to put between two characters."""

    start: int
    end: int
    text: str


class Slip(Record):
    """What is said of a fault.

    `order` is what to do, if that is known; `puts` do it, and are sure where nothing else can have been meant. From
    `begun` on stands something that belongs to it, as `begun_words` say.
    """

    message: str
    order: str = ""
    puts: tuple[Put, ...] = ()
    is_sure: bool = False
    evidence: tuple[str, ...] = ()
    begun: int | None = None
    begun_words: str = ""


def slip(text: str, fault: SyntaxFault) -> Slip:
    """The words for a fault in a text."""
    found, wanted = quoted(fault.found), fault.wanted[0] if fault.wanted else ""
    whole = (Put(fault.start, fault.end, wanted),)
    match fault.problem:
        case "unexpected":
            return _unexpected(text, fault)
        case "misspelt":
            return _misspelt(fault, whole)
        case "missing":
            return _missing(text, fault)
        case "surplus":
            return _surplus(fault)
        case "needs quotes":
            return _needs_quotes(text, fault)
        case "needs no quotes":
            is_same = fault.found[1:-1] == wanted
            return Slip(f"{found} stands where a name belongs", f"Write `{wanted}`, without quotes", whole, is_same)
        case "needs percent":
            is_sure = "." not in fault.found
            return Slip(f"{found} is a percentage without its sign", f"Write `{wanted}`", whole, is_sure)
        case "unit first":
            return _unit_first(text, fault)
        case "other sign":
            message = f"{found} begins no comment" if wanted == "#" else f"{found} is no sign of this language"
            return Slip(message, f"Write `{wanted}`", whole, fault.found in _SURE_SIGNS or fault.found[:1] == "-")
        case "curly quotes":
            return Slip(f"{found} has typographic quotes", f"Write `{wanted}`", whole, fault.end > fault.start)
        case "single quotes":
            return Slip(f"{found} has single quotes", f"Write `{wanted}`", whole, fault.end > fault.start)
        case "unclosed text":
            put = (Put(fault.end, fault.end, '"'),)
            return Slip(f"The text that begins with {found} is never closed", 'Close it with `"`', put)
        case "unclosed prose":
            return Slip('The text that begins here with `"""` is never closed', 'Close it with `"""`')
        case "unclosed block":
            return _unclosed_block(fault)
        case "conflict":
            order = "Keep what both sides want, and take out the marks `<<<<<<<`, `=======` and `>>>>>>>`"
            return Slip("This file has an unresolved merge conflict", order)
        case "encoding":
            message = f"This file is written in {fault.found}, not in UTF-8"
            if _NO_TEXT.search(text):
                order = "Save it as plain text in UTF-8: a Word document, a PDF or a picture is none"
                return Slip("This file is no plain text", order)
            surely = fault.found.startswith("UTF")
            return Slip(message if surely else "This file is not written in UTF-8", "Save the file as UTF-8")
        case "zero byte":
            return Slip("This file has zero bytes in it, as UTF-16 and binary files do", "Save the file as UTF-8")
        case "invisible":
            return _invisible(text, fault)
        case "foreign name":
            return _foreign_name(fault, whole)
        case "unknown sign":
            return Slip(f"{found} is no sign of this language", f"Take out {found}")
        case "too deep":
            order = "Give the inner part a name with `rule`, or close what stands open"
            return Slip("Parentheses or braces stand deeper in one another here than anybody can read", order)
        case "too many":
            return Slip("The rest of this file is not read: too much before it makes no sense", "Mend the first places")


def _needs_quotes(text: str, fault: SyntaxFault) -> Slip:
    rest = _REST_OF_WORD.match(text, fault.end)
    end = rest.end() if rest else fault.end
    end += text.startswith('"', end)
    words = text[fault.start : end].rstrip('"')
    wanted = '"' + words.replace('"', "'") + '"'
    if text[end - 1] == '"':
        put = (Put(fault.start, end, wanted),)
        return Slip(f"The text {quoted(words)} has no quote before it", f"Write `{wanted}`", put)
    put = (Put(fault.start, end, wanted),)
    return Slip(f"{quoted(words)} is a text and stands without quotes", f"Write `{wanted}`", put)


def _unexpected(text: str, fault: SyntaxFault) -> Slip:
    if not fault.found:
        can_stand = _can_stand(fault.wanted)
        return Slip(f"The file ends in the middle of {_phrase_before(text, fault)}", evidence=can_stand)
    is_first = fault.opened is None or fault.opened >= fault.start
    if is_first and fault.found.isidentifier():
        return _unknown_property(fault)
    if is_first:
        inside = f"in {a(fault.inside)}" if is_block(fault.inside) else "here"
        return Slip(f"Nothing {inside} begins with {quoted(fault.found)}", evidence=_can_stand(fault.wanted))
    before = _phrase_before(text, fault)
    order = f"Write {_said(fault.wanted[0])}" if len(fault.wanted) == 1 else ""
    evidence = () if order else _can_stand(fault.wanted)
    return Slip(f"{quoted(fault.found)} cannot follow {before}", order, evidence=evidence)


def _unknown_property(fault: SyntaxFault) -> Slip:
    """A word begins a property or statement where nothing begins with it."""
    found, here = quoted(fault.found), phrases(fault.inside) if is_block(fault.inside) else phrases("")
    is_known = is_block(fault.inside) or not fault.inside
    words = tuple(here) if is_known else fault.wanted
    begun = tuple(here.get(word, word) for word in words if word.isalpha())
    homes = tuple(block for block in blocks_of(fault.found) if block != fault.inside)
    inside = fault.inside if is_known else f"`{fault.inside}`"
    if homes and fault.found not in words:
        listed = joined([a(home) for home in homes], "or")
        place = f"not in {a(inside)}" if fault.inside else "not on its own"
        return Slip(f"{found} belongs in {listed}, {place}", f"Move {found} into the braces of {listed}")
    if fault.inside and fault.found in phrases(""):
        order = f"Close the {inside} with `}}` before it" if is_block(fault.inside) else ""
        return Slip(f"{found} is a statement of its own and cannot stand in {a(inside)}", order)
    meant = nearest(fault.found, words)
    order = f"Use `{here.get(meant, meant)}`" if meant else ""
    if not fault.inside:
        return Slip(f"No statement begins with {found}", order, evidence=(f"statements: {', '.join(begun)}",))
    return Slip(f"Nothing in {a(inside)} begins with {found}", order,
                evidence=(f"what can stand in {a(inside)}: {', '.join(begun)}",))  # fmt: skip


def _misspelt(fault: SyntaxFault, whole: tuple[Put, ...]) -> Slip:
    found, wanted = fault.found, fault.wanted[0]
    if found == "unless":
        return Slip("`unless` is no word of this language", "Write `when not (…)`")
    close = nearest(found, [wanted]) == wanted and distance(found.lower(), wanted) <= 2
    is_turned = sorted(found.split()) == sorted(wanted.split())
    place = "in the wrong order" if is_turned else f"where `{wanted}` belongs"
    message = f"{quoted(found)} stands {place}"
    is_sure = close or is_turned or found.lower() in _SURE or wanted.isdigit()
    return Slip(message, f"Write `{wanted}`", whole, is_sure)


def _missing(text: str, fault: SyntaxFault) -> Slip:
    wanted = fault.wanted[0]
    after = _last_word(text, fault.end)
    place = f" after {quoted(after)}" if after else " here"
    if after in ("when", "and", "or", "not", "("):
        return Slip(f"A condition is missing{place}", "Add a condition")
    if wanted in _KINDS_OF_VALUE:
        value = _KINDS_OF_VALUE[wanted].split(" such as ")[0]
        return Slip(f"{value[0].upper()}{value[1:]} is missing{place}", f"Add {_KINDS_OF_VALUE[wanted]}")
    put = Put(fault.end, fault.end, wanted if wanted in (",", "]", ")") else f" {wanted}")
    return Slip(f"`{wanted}` is missing{place}", f"Add `{wanted}`{place}", (put,), wanted in (",", "->"))


def _surplus(fault: SyntaxFault) -> Slip:
    """Words too many; where they begin with what begins a property of another block, that is where they belong."""
    found, words = quoted(fault.found), fault.found.split()
    homes = blocks_of(words[0]) if len(words) > 1 else ()
    if 0 < len(homes) <= _FEW_HOMES and words[0] not in phrases(""):
        listed = joined([a(home) for home in homes], "or")
        return Slip(f"{quoted(words[0])} belongs in {listed}, not here", f"Move {found} into the braces of {listed}")
    return Slip(f"{found} does not belong here", f"Take out {found}", (Put(fault.start, fault.end, ""),))


def _unit_first(text: str, fault: SyntaxFault) -> Slip:
    found, wanted, end, is_sure = fault.found, fault.wanted[0], fault.end, True
    if not found[:1].isalpha():
        amount = _AMOUNT.match(text, fault.start + len(found))
        if not amount:
            return Slip(f"{quoted(found)} stands without an amount", f"Write an amount and currency: `40k {wanted}`")
        is_sure = found in "€£" or amount.group(2) is not None
        wanted = f"{amount.group(1)} {(amount.group(2) or wanted).strip()}"
        found, end = text[fault.start : amount.end()], amount.end()
    return Slip(f"The unit stands before the number in {quoted(found)}", f"Write `{wanted}`",
                (Put(fault.start, end, wanted),), is_sure)  # fmt: skip


def _unclosed_block(fault: SyntaxFault) -> Slip:
    whose = f"The block of this `{fault.inside}`" if fault.inside else "This block"
    words = f"before this, at the latest, {quoted('}')} is missing"
    return Slip(f"{whose} is never closed", "Close it with `}`", begun=fault.start, begun_words=words)


def _invisible(text: str, fault: SyntaxFault) -> Slip:
    message = f"An invisible character stands here: {fault.found}"
    if fault.wanted:
        wanted = fault.wanted[0]
        visible = [letter for letter in text[fault.start : fault.end] if letter.isascii()]
        is_sure = "".join(visible) == wanted
        return Slip(message, f"Write `{wanted}`", (Put(fault.start, fault.end, wanted),), is_sure)
    # All of a line go at once: the reader tells one of them.
    first, last = text.rfind("\n", 0, fault.start) + 1, text.find("\n", fault.start)
    hidden = [place.span() for place in _HIDDEN.finditer(text, first, last if last >= 0 else len(text))]
    places = sorted({*hidden, (fault.start, fault.end)})
    return Slip(message, "Take it out", tuple(Put(start, end, "") for start, end in places), True)


def _foreign_name(fault: SyntaxFault, whole: tuple[Put, ...]) -> Slip:
    wanted = fault.wanted[0]
    days = fault.found.split("-")
    if len(days) == 2 and _WEEKDAYS.issuperset(days):
        span = "..".join(days)
        put = (Put(fault.start, fault.end, span),)
        return Slip(f"{quoted(fault.found)} is no stretch of days", f"Write `{span}`", put, is_sure=True)
    sign = "a hyphen" if fault.found.isascii() else "letters beyond a to z"
    is_sure = len(wanted) >= len(fault.found)
    order = f"Write `{wanted}`" if is_sure else "Write it with the letters a to z, and the real words as its title"
    return Slip(f"The name {quoted(fault.found)} has {sign} in it", order, whole if is_sure else (), is_sure)


def _can_stand(wanted: tuple[str, ...]) -> tuple[str, ...]:
    shown = [_said(kind) for kind in sorted(wanted, key=lambda kind: kind not in _KINDS_OF_VALUE)]
    most = 12
    if not shown:
        return ()
    listed = joined(shown, "or") if len(shown) <= most else f"{', '.join(shown[:most])} and more"
    return (f"what can stand here: {listed}",)


def _said(kind: str) -> str:
    return _KINDS_OF_VALUE.get(kind, f"`{kind}`")


def _phrase_before(text: str, fault: SyntaxFault) -> str:
    """The last words of what was begun, in backticks."""
    begun = fault.opened if fault.opened is not None else text.rfind("\n", 0, fault.start) + 1
    words = text[begun : fault.start].split()
    return quoted(" ".join(words[-4:])) if words else "what stands before it"


def _last_word(text: str, end: int) -> str:
    found = _LAST_WORD.search(text[max(0, end - 60) : end].rstrip())
    return found.group() if found else ""
