"""The bar at the foot of a page that is being watched: what is found, or why what is shown is older than the text.

It speaks the language of the page that it stands on.
"""

from __future__ import annotations

import re
from html import escape, unescape

from journeydsl.diagnostics.finding import SEVERITIES, Diagnostic
from journeydsl.render.playbook.pages.findings import SEVERITY_WORDS
from journeydsl.render.tongues.tongue import LANGUAGES, Tongue, read_tongue, tongue_of
from journeydsl.serve.preview import Shown, Trouble

SCRIPT_PATH, STYLE_PATH, CHANGES_PATH = "/-/live.js", "/-/live.css", "/-/changes"
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?')
_LANGUAGE = re.compile(r'<html lang="([\w-]+)"')
_MOST = 50


def watched_page(page: str, shown: Shown) -> str:
    """A page with the bar in it; its policy goes into a header, since it has to let the bar's script in."""
    head = f'<link rel="stylesheet" href="{STYLE_PATH}">\n<script defer src="{SCRIPT_PATH}"></script>\n'
    page = _POLICY.sub("", page).replace("</head>", f"{head}</head>", 1)
    begin, end, rest = page.rpartition("</body>")
    language = _LANGUAGE.search(page)
    return f"{begin}{_bar(shown, tongue_of(language[1] if language else None))}{end}{rest}"


def policy(page: str) -> str:
    """What a page may do when it is watched: what it may do by itself, and ask this server for changes."""
    found = _POLICY.search(page)
    said = unescape(found[1]) if found else "default-src 'none'"
    rules = {name: sources for name, _, sources in (rule.strip().partition(" ") for rule in said.split(";"))}
    for name in ("script-src", "connect-src", "style-src"):
        kept = [source for source in rules.get(name, "").split() if source not in ("'none'", "'self'")]
        rules[name] = " ".join(["'self'", *kept])
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def empty_page(wanted: str) -> str:
    """The page where nothing could be made yet, in the first of the languages that a browser wants which we speak."""
    languages = (one.partition(";")[0].strip() for one in wanted.split(","))
    tongue = next((read_tongue(code) for one in languages if (code := one.lower()[:2]) in LANGUAGES), tongue_of(None))
    title = tongue.say("Nothing to show yet")
    return (
        f'<!doctype html>\n<html lang="{tongue.code}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n</head>\n<body>\n<main><h1>{title}</h1>"
        f"<p>{tongue.say('The page follows as soon as the text can be read.')}</p></main>\n</body>\n</html>\n"
    )


def _bar(shown: Shown, tongue: Tongue) -> str:
    inside = _broken(shown, tongue) if shown.trouble else _found(shown, tongue)
    kind = "is-broken" if shown.trouble else "is-found" if shown.findings else "is-clean"
    label = tongue.say("Live preview")
    return f'<aside class="live {kind}" data-number="{shown.number}" aria-label="{label}">{inside}</aside>\n'


def _broken(shown: Shown, tongue: Tongue) -> str:
    is_older = shown.number > 1
    older = tongue.say(
        "The page shows the last version that could be read." if is_older else "The page shows what could be read."
    )
    lines = "".join(f"<li>{_line(trouble, tongue)}</li>" for trouble in shown.trouble[:_MOST])
    said = tongue.say("The text cannot be read whole.")
    return f'<div role="alert"><p><strong>{said}</strong> {older}</p><ul>{lines}</ul></div>'


def _line(trouble: Trouble, tongue: Tongue) -> str:
    place = f" <code>{escape(trouble.place)}</code>" if trouble.place else ""
    return f"{_told(trouble.sentence, tongue)}{place}"


def _told(sentence: str, tongue: Tongue) -> str:
    """A sentence in the language of the page; one that it does not know is marked as English."""
    found = tongue.retell(sentence)
    return f'<bdi lang="en">{_marked(sentence)}</bdi>' if found is None else f"<bdi>{_marked(found)}</bdi>"


def _marked(sentence: str) -> str:
    """A sentence with what stands in backticks as it stands in the file."""
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", escape(sentence))


def _found(shown: Shown, tongue: Tongue) -> str:
    if not shown.findings:
        return f"<p>{tongue.say('Nothing is found.')}</p>"
    told = sorted(shown.findings, key=lambda pair: SEVERITIES.index(pair[1].severity))
    items = "".join(_finding(folder, one, tongue) for folder, one in told[:_MOST])
    rest = len(told) - _MOST
    more = f"<li>{tongue.fill('and {number} more', number=rest)}</li>" if rest > 0 else ""
    count = tongue.fill("{number} finding" if len(told) == 1 else "{number} findings", number=len(told))
    return f"<details><summary>{count}</summary><ul>{items}{more}</ul></details>"


def _finding(folder: str, one: Diagnostic, tongue: Tongue) -> str:
    address = f"/{folder}findings.html#finding-{one.fingerprint}"
    place = f"{one.span.source.path}:{one.span.line}"
    return (
        f'<li class="{one.severity}">{tongue.say(SEVERITY_WORDS[one.severity])}: '
        f'<a href="{escape(address)}">{_told(one.finding.message, tongue)}</a> <code>{escape(place)}</code></li>'
    )
