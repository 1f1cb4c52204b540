"""Journeys of one kind of thing in great numbers, each of a shape that once took far longer than its length."""

import sys
from collections.abc import Callable

HEAD = """journey bulk "Bulk" {}
team a "A" {}
team b "B" {}
entry stage s0 "S" { owner a }
stage s1 "T" { owner b }
won stage w "W" { owner b }
move s0 -> s1 by a
move s1 -> w by b
field n integer 0..9_999
field yes boolean
"""
SHAPES: dict[str, tuple[str, Callable[[int], str], str]] = {
    "stages": ("", lambda k: f'stage q{k} "Q" {{ owner a }}', ""),
    "teams that are part of the next": ("", lambda k: f'team t{k} "T" {{ part of t{k + 1} stand in t{k // 2} }}', ""),
    "measures": ("", lambda k: f"kpi k{k} measures conversion of s0 -> s1 target {k % 90 + 1}%", ""),
    "offers to the same": (
        "role r {}\n", lambda k: f"offer o{k} by a {{ runs 2027-01-01..2027-12-31 for r in s0 }}", ""),
    "words that are not said": (
        'stage y "Y" { owner a ', lambda k: f'never say "claim {k}" say "we claim {k + 1}"', "}\n"),
    "allows": ("", lambda k: f"# allow unused-name: {k}\nfield f{k} text", ""),
    "values that nobody lists": (
        f"field l one of {', '.join(f'value{k}' for k in range(400))}\n", lambda k: f"rule r{k} when l = valu{k}", ""),
    "a list of numbers": (
        f"rule r when n > 9_000 or n in [{', '.join(str(3 * k) for k in range(2_000))}]\n", lambda k: "", ""),
    "bands": ("score fit 0..9_999 { add 5 when yes\n", lambda k: f"band d{k} {k * 3}..{k * 3 + 2}", "}\n"),
    "lines of a route": (
        "handoff s0 -> s1 { by a route first {\n", lambda k: f"to a when n >= {9_999 - k}", "} }\n"),
    "lines that are apart": (
        "handoff s0 -> s1 { by a route unique {\n", lambda k: f"to a when n = {k} and yes", "} }\n"),
    "owners after each other": (
        "", lambda k: f'team t{k} "T" {{}}\nstage q{k} {{ owner t{k} }}\nmove q{max(k - 1, 0)} -> q{k} by t{k}',
        "move s0 -> q0 by a\n"),
}  # fmt: skip


def bulk(shape: str, signs: int) -> str:
    """A journey of a shape, of about so many signs."""
    before, one, after = SHAPES[shape]
    lines: list[str] = []
    length = len(HEAD) + len(before) + len(after)
    while length < signs:
        lines.append(one(len(lines)))
        length += len(lines[-1]) + 1
    return HEAD + before + "\n".join(lines) + "\n" + after


def calls_in(work: Callable[[], object]) -> int:
    """How many functions are called."""
    count = 0

    def counted(_: object, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
