"""What people write instead of a word of the language."""

from __future__ import annotations

# By what is written: the words or signs that may be meant, the first that can stand there.
MEANT: dict[str, tuple[str, ...]] = {
    "if": ("when",), "equals": ("=",), "is": ("=",), "less": ("<",), "more": (">",), "upto": ("up",),
    "to": ("->", ".."), "then": ("->",), "goes": ("->",), "until": ("..",), "through": ("..",),
    "h": ("hours",), "hr": ("hour",), "hrs": ("hours",), "min": ("minutes",), "mins": ("minutes",), "d": ("days",),
    "wk": ("week",), "wks": ("weeks",), "mo": ("months",), "yr": ("year",), "yrs": ("years",), "workdays": ("days",),
    "working": ("business",), "owned": ("owner",), "escalates": ("escalate",), "send": ("pass",),
    "int": ("integer",), "number": ("decimal",), "string": ("text",), "bool": ("boolean",), "currency": ("money",),
    "includes": ("contains",), "contains": ("includes",), "exists": ("known",), "empty": ("missing",),
    "unknown": ("missing",),
}  # fmt: skip
NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}
