"""What the keyboard, the clipboard and merges leave in a text: read as what was meant, and noted. Needed seldom."""

from __future__ import annotations

import re
import unicodedata

from journeydsl.syntax.faults import Problem
from journeydsl.syntax.tokens import NUMBER, PROSE, STRING, Comment, Tokens

_OTHER_SIGNS = {
    "=>": "->", "-->": "->", "==>": "->", "–>": "->", "—>": "->", "→": "->", "⇒": "->", "➔": "->", "==": "=",
    "<>": "!=", "≠": "!=", "=<": "<=", "≤": "<=", "≥": ">=", "…": "..", "...": "..", "&&": "and", "||": "or",
    "&": "and", "|": "or", "“": '"', "–": "..", ".": "..", "—": "..",
}  # fmt: skip
_OTHER_SIGN = re.compile("|".join(re.escape(sign) for sign in sorted(_OTHER_SIGNS, key=len, reverse=True)))
_CURLY = re.compile(r"[“”„«‟][^“”„«»‟\"\n]*[“”»‟\"]")
_SINGLE = re.compile(r"['‘’‚‹][^'‘’‚‹›\n]*['‘’›]")
_FOREIGN = re.compile(r"[^\W\d](?:[\w\u200b-\u200d\u2060\u00ad]|-(?=[^\W\d]))*")
_CONFLICT = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?=[ \t\r\n]|$).*$", re.MULTILINE)
_INVISIBLE = re.compile("[\u200b-\u200f\u00ad\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufe00-\ufe0e]")
_HIDDEN_IN_TEXT = re.compile("[\u200b\u00ad\u2060-\u2064\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0e-\x1f\x7f]")
_BROKEN_ARROW = re.compile(r"-(?:[ \t]+>|(?=[ \t]))")
_NO_ACCENT = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "þ": "th", "Ø": "O", "Ł": "L"}
)
_CURRENCY_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}


def _meant(sign: str, start: int, tokens: Tokens) -> int:
    end = start + len(sign)
    tokens.add(_OTHER_SIGNS[sign], _OTHER_SIGNS[sign], start, end)
    tokens.fault("other sign", start, end, sign, (_OTHER_SIGNS[sign],))
    return end


def note_hidden(text: str, start: int, end: int, tokens: Tokens) -> None:
    """Notes a fault at the first character of a stretch that nobody can see."""
    hidden = _HIDDEN_IN_TEXT.search(text, start, end)
    if hidden:
        tokens.fault("invisible", hidden.start(), hidden.end(), _character_name(hidden.group()))


def read_slip(text: str, start: int, tokens: Tokens) -> int:
    """Reads what begins with a character that no token begins with; gives where to go on."""
    for pattern, problem in ((_CURLY, "curly quotes"), (_SINGLE, "single quotes")):
        quoted = pattern.match(text, start)
        if quoted:
            inner = quoted.group()[1:-1].replace('"', '\\"')
            tokens.add(STRING, f'"{inner}"', start, quoted.end())
            tokens.fault(problem, start, quoted.end(), quoted.group(), (f'"{inner}"',))  # type: ignore[arg-type]
            return quoted.end()
    character = text[start]
    if character == '"':
        return _unclosed(text, start, tokens)
    if text[start] == "#":
        return _unquoted_channel(text, start, tokens)
    if text.startswith("//", start):
        return _slashed_comment(text, start, tokens)
    if character == "-" and _follows_name(start, tokens) and text[start + 1 : start + 2].isalpha():
        return _hyphenated(text, tokens)
    sign = _OTHER_SIGN.match(text, start)
    if sign:
        return _meant(sign.group(), start, tokens)
    name = _FOREIGN.match(text, start)
    if name:
        return _odd_name(name, tokens)
    if character == "\0":
        return _zero_bytes(text, start, tokens)
    broken = _BROKEN_ARROW.match(text, start)
    if broken:
        tokens.add("->", "->", start, broken.end())
        tokens.fault("other sign", start, broken.end(), broken.group(), ("->",))
        return broken.end()
    if _INVISIBLE.match(character):
        tokens.fault("invisible", start, start + 1, _character_name(character))
    elif character in _CURRENCY_SIGNS:
        end = _currency_sign(text, start, tokens)
        tokens.fault("unit first", start, end, character, (_CURRENCY_SIGNS[character],))
        return end
    elif not _same_line_fault(text, start, tokens):
        tokens.fault("unknown sign", start, start + 1, character)
    return start + 1


def _same_line_fault(text: str, start: int, tokens: Tokens) -> bool:
    """Signs that nobody knows come in company; the first of a line stands for all."""
    return bool(tokens.faults) and "\n" not in text[tokens.faults[-1].start : start]


def _currency_sign(text: str, start: int, tokens: Tokens) -> int:
    number = re.compile(r"[ \t]*(\d[\d_]*(?:\.\d+)?[kM]?)").match(text, start + 1)
    if not number:
        return start + 1
    tokens.add(NUMBER, number.group(1), *number.span(1))
    unit = _CURRENCY_SIGNS[text[start]]
    if not text.startswith(unit, number.end() + 1):
        tokens.add(unit, unit, number.end(), number.end())
    return number.end()


def _odd_name(found: re.Match[str], tokens: Tokens) -> int:
    """A name with letters beyond ASCII, hyphens or invisible characters; read as the plain name it resembles."""
    written = found.group()
    visible = _INVISIBLE.sub("", written)
    plain = _in_ascii(visible)
    problem: Problem = "foreign name" if visible == written else "invisible"
    hidden = _INVISIBLE.search(written)
    shown = _character_name(hidden.group()) if hidden else written
    tokens.add(plain, plain, found.start(), found.end())
    tokens.fault(problem, found.start(), found.end(), shown, (plain,))
    return found.end()


def _in_ascii(written: str) -> str:
    """The nearest name in plain letters; letters that have none near become their number."""
    letters = unicodedata.normalize("NFKD", written.translate(_NO_ACCENT))
    plain = "".join(
        letter if letter.isascii() else "" if unicodedata.combining(letter) else f"{ord(letter):x}"
        for letter in letters
    )
    name = re.sub(r"\W+", "_", plain).strip("_") or "_"
    return name if name[0].isalpha() or name[0] == "_" else f"_{name}"


def _unquoted_channel(text: str, start: int, tokens: Tokens) -> int:
    """`channel #sales`, where the sign begins no comment."""
    found = re.compile(r"#[\w-]+").match(text, start)
    end = found.end() if found else start + 1
    tokens.add(STRING, f'"{text[start:end]}"', start, end)
    tokens.fault("needs quotes", start, end, text[start:end], (f'"{text[start:end]}"',))
    return end


def _follows_name(start: int, tokens: Tokens) -> bool:
    return bool(tokens.ends) and tokens.ends[-1] == start and tokens.texts[-1].isidentifier()


def _hyphenated(text: str, tokens: Tokens) -> int:
    """`lead-gen`: the word before the hyphen is there already."""
    start = tokens.starts[-1]
    found = re.compile(r"[\w-]*").match(text, start)
    written = found.group() if found else tokens.texts[-1]
    name = written.replace("-", "_")
    tokens.kinds[-1] = tokens.texts[-1] = name
    tokens.ends[-1] = start + len(written)
    tokens.fault("foreign name", start, tokens.ends[-1], written, (name,))
    return tokens.ends[-1]


def _slashed_comment(text: str, start: int, tokens: Tokens) -> int:
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    tokens.comments.append(Comment(start, end, text[start:end].rstrip()))
    tokens.fault("other sign", start, start + 2, "//", ("#",))
    return end


def _zero_bytes(text: str, start: int, tokens: Tokens) -> int:
    end = start
    while end < len(text) and text[end] == "\0":
        end += 1
    if not any(fault.problem == "zero byte" for fault in tokens.faults):
        tokens.fault("zero byte", start, end)
    return end


def _unclosed(text: str, start: int, tokens: Tokens) -> int:
    """A quote that nothing closes: prose up to the end, a text up to the end of its line, without a `{` there."""
    if text.startswith('"""', start):
        tokens.add(PROSE, text[start:] + '"""', start, len(text))
        tokens.fault("unclosed prose", start, start + 3)
        return len(text)
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    inside = text[start:end].rstrip()
    if inside.endswith("{"):
        inside = inside[:-1].rstrip()
    elif " { " in inside and inside.endswith("}"):
        inside = inside[: inside.index(" { ")]
    elif inside.endswith("}") and "{" in text[text.rfind("\n", 0, start) + 1 : start]:
        inside = inside[:-1].rstrip()
    end = start + len(inside)
    said = inside[1:].replace("\\", "\\\\").replace('"', '\\"')
    tokens.add(STRING, f'"{said}"', start, end)
    tokens.fault("unclosed text", start, end, inside)
    return end


def jumps_over_conflicts(text: str, tokens: Tokens) -> dict[int, int]:
    """Where to jump over the markers of an unresolved merge: its first side is read, the second is not."""
    jumps: dict[int, int] = {}
    opened: int | None = None
    other: int | None = None
    for marker in _CONFLICT.finditer(text):
        sign = marker.group(1)
        if sign[0] == "<":
            opened = marker.start()
            jumps[marker.start()] = marker.end()
            tokens.fault("conflict", marker.start(), marker.end())
        elif opened is None:
            if sign[0] == ">":
                jumps[marker.start()] = marker.end()
                tokens.fault("conflict", marker.start(), marker.end())
        elif sign[0] in "|=" and other is None:
            other = marker.start()
        elif sign[0] == ">":
            jumps[marker.start() if other is None else other] = marker.end()
            opened = other = None
    if opened is not None and other is not None:
        jumps[other] = text.find("\n", other) if "\n" in text[other:] else len(text)
    return jumps


def _character_name(character: str) -> str:
    return unicodedata.name(character, f"character {ord(character)}").lower()
