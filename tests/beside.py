"""What stands beside a journey, damaged: settings, templates, accepted findings, buyers in JSON and CSV.

The commands that read such a file answer about it as about everything: soon, and with an exit code that means
something.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping

from commanding import SLOWEST, Attempt

ODD = (
    "", " ", "0", "-1", "1e400", "9" * 5_000, "nan", "true", "null", '"', "'", "\\", "\\u0000", "\\ud800", "\0", "\r",
    "\n", "\ufeff", "é", "[", "]", "{", "}", "[[", "{{", "{%", "{{ 7 * 7 }}", "{% for a in range(10**9) %}",
    "{{ self }}", "=", "==", ",", ";", "..", "/", "../x", "/etc/passwd", "~", "<", "</script>", "<<<<<<< ", "#",
    "#12345", "url(x)", "}" * 900, "[" * 9_000,
)  # fmt: skip
SETTINGS = """
paths = ["."]
exclude = ["old/**"]
[severity]
vague-reason = "off"
stuck-buyer = "advice"
[build]
out = "site"
source = "https://code.example/{file}#L{line}"
[playbook]
logo = "logo.svg"
order = ["front", "stages"]
[playbook.colours]
accent = "#123456"
[playbook.colours.dark]
accent = "#abcdef"
[playbook.audiences]
team_0 = ["stages"]
sales = ["front"]
"""
TEMPLATE = """{% extends 'built-in/page.html' %}
{% block body %}{{ page.title }}{% for one in [1, 2] %}{{ one }}{% endfor %}
"""


def damaged(text: str, dice: random.Random) -> bytes:
    """A text with a few odd things in it; sometimes not even a text."""
    for _ in range(dice.choice((0, 1, 1, 2, 4))):
        start = dice.randrange(len(text) + 1)
        text = text[:start] + dice.choice(ODD) + text[start + dice.choice((0, 0, 1, 5, 40)) :]
    if dice.random() < 0.2:
        lines = text.splitlines(keepends=True)
        lines.insert(0, lines.pop(dice.randrange(len(lines)))) if lines else None
        text = "".join(lines)
    data = text.encode("utf-8", "surrogatepass")
    if dice.random() < 0.1:
        data = text.encode(dice.choice(("utf-16", "utf-16-le", "cp1252", "utf-32")), "replace")
    return data[: dice.choice((*([len(data)] * 9), len(data) // 2))]


def settings(attempt: Attempt) -> None:
    """Commands that ask `journey.toml`, and look at a logo and templates."""
    dice = attempt.dice
    (attempt.folder / "journey.toml").write_bytes(damaged(SETTINGS, dice))
    (attempt.folder / "logo.svg").write_bytes(damaged("<svg xmlns='http://www.w3.org/2000/svg'/>", dice))
    (attempt.folder / "templates").mkdir()
    name = dice.choice(("page.html", "front.html", "playbook.css", "stages.html", "é.html"))
    (attempt.folder / "templates" / name).write_bytes(damaged(TEMPLATE, dice))
    attempt.run("check", *dice.choice(([], attempt.files)), seconds=2 * SLOWEST)
    attempt.run("build", attempt.root, seconds=4 * SLOWEST)
    attempt.lay(attempt.folder, attempt.files)


def accepted(attempt: Attempt) -> None:
    """Commands that ask which findings are accepted already."""
    attempt.run("baseline", *attempt.files)
    path = attempt.folder / ".journey-baseline.jsonl"
    before = path.read_bytes().decode() if path.exists() else json.dumps({"name": "stuck-buyer"}) + "\n"
    path.write_bytes(damaged(before, attempt.dice))
    attempt.run("check", *attempt.files)
    attempt.run("baseline", *attempt.dice.choice(([], ["--update"], ["--accept-new"])), *attempt.files)
    attempt.lay(attempt.folder, attempt.files)


def buyers(attempt: Attempt) -> None:
    """Commands that take buyers from files."""
    dice = attempt.dice
    names = [attempt.name("field") for _ in range(4)]
    values = [dice.choice((*ODD[:12], "us", "yes", "2026-11-01", "40k", "3,5", "1.000,00")) for _ in names]
    stage, separator = attempt.name("stage"), dice.choice(",;\t")
    rows = "".join(f"{separator.join([*values, stage])}\n" for _ in range(dice.choice((0, 1, 3, 400))))
    table = f"{separator.join([*names, 'stage'])}\n{rows}"
    (attempt.folder / "b.csv").write_bytes(damaged(table, dice))
    (attempt.folder / "b.json").write_bytes(damaged(json.dumps(dict(zip(names, values, strict=True))), dice))
    attempt.run("why", attempt.root, "--at", stage, "--buyer", "b.json", "--format", dice.choice(("text", "json")))
    attempt.run("why", attempt.root, "--at", stage, "--csv", "b.csv", "--row", dice.choice(("1", "2", "999999999999")))
    attempt.lay(attempt.folder / "new", attempt.files)
    words = dice.choice(([], ["--stage", stage]))
    attempt.run("diff", attempt.root, f"new/{attempt.root}", "--buyers", "b.csv", *words, seconds=2 * SLOWEST)
    attempt.lay(attempt.folder, attempt.files)


BESIDE: Mapping[str, Callable[[Attempt], None]] = {"settings": settings, "accepted": accepted, "buyers": buyers}
