"""The bar at the foot of a page that is being watched: what is found, or why what is shown is older than the text."""

from __future__ import annotations

import re
from html import escape, unescape

from journeydsl.diagnostics.finding import SEVERITIES, Diagnostic
from journeydsl.serve.preview import Shown, Trouble

SCRIPT_PATH, STYLE_PATH, CHANGES_PATH = "/-/live.js", "/-/live.css", "/-/changes"
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?')
_MOST = 50


def watched_page(page: str, shown: Shown) -> str:
    """A page with the bar in it; its policy goes into a header, since it has to let the bar's script in."""
    head = f'<link rel="stylesheet" href="{STYLE_PATH}">\n<script defer src="{SCRIPT_PATH}"></script>\n'
    page = _POLICY.sub("", page).replace("</head>", f"{head}</head>", 1)
    begin, end, rest = page.rpartition("</body>")
    return f"{begin}{_bar(shown)}{end}{rest}"


def policy(page: str) -> str:
    """What a page may do when it is watched: what it may do by itself, and ask this server for changes."""
    found = _POLICY.search(page)
    said = unescape(found[1]) if found else "default-src 'none'"
    rules = {name: sources for name, _, sources in (rule.strip().partition(" ") for rule in said.split(";"))}
    for name in ("script-src", "connect-src", "style-src"):
        kept = [source for source in rules.get(name, "").split() if source not in ("'none'", "'self'")]
        rules[name] = " ".join(["'self'", *kept])
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def empty_page(shown: Shown) -> str:
    """The page where nothing could be made yet."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>Nothing to show yet</title>\n</head>\n<body>\n<main><h1>Nothing to show yet</h1>"
        "<p>The page follows as soon as the text can be read.</p></main>\n</body>\n</html>\n"
    )


def _bar(shown: Shown) -> str:
    inside = _broken(shown) if shown.trouble else _found(shown)
    kind = "is-broken" if shown.trouble else "is-found" if shown.findings else "is-clean"
    return f'<aside class="live {kind}" data-number="{shown.number}" aria-label="Live preview">{inside}</aside>\n'


def _broken(shown: Shown) -> str:
    older = (
        "The page shows the last version that could be read."
        if shown.number > 1
        else "The page shows what could be read."
    )
    lines = "".join(f"<li>{_line(trouble)}</li>" for trouble in shown.trouble[:_MOST])
    return f'<div role="alert"><p><strong>The text cannot be read whole.</strong> {older}</p><ul>{lines}</ul></div>'


def _line(trouble: Trouble) -> str:
    place = f" <code>{escape(trouble.place)}</code>" if trouble.place else ""
    return f"<bdi>{_marked(trouble.sentence)}</bdi>{place}"


def _marked(sentence: str) -> str:
    """A sentence with what stands in backticks as it stands in the file."""
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", escape(sentence))


def _found(shown: Shown) -> str:
    if not shown.findings:
        return "<p>Nothing found.</p>"
    told = sorted(shown.findings, key=lambda pair: SEVERITIES.index(pair[1].severity))
    items = "".join(_finding(folder, one) for folder, one in told[:_MOST])
    more = f"<li>and {len(told) - _MOST:,} more</li>" if len(told) > _MOST else ""
    count = "1 finding" if len(told) == 1 else f"{len(told):,} findings"
    return f"<details><summary>{count}</summary><ul>{items}{more}</ul></details>"


def _finding(folder: str, one: Diagnostic) -> str:
    address = f"/{folder}findings.html#finding-{one.fingerprint}"
    place = f"{one.span.source.path}:{one.span.line}"
    return (
        f'<li class="{one.severity}">{one.severity.capitalize()}: '
        f'<a href="{escape(address)}"><bdi>{_marked(one.finding.message)}</bdi></a> <code>{escape(place)}</code></li>'
    )
