"""Pages as PDF, printed by the browser of this machine, with the network out of its reach."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from journeydsl.text.spelling import nearest
from journeydsl.workspace.files import Unreadable

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_FLAGS = (
    "--headless=new", "--disable-gpu", "--disable-extensions", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--disable-dev-shm-usage", "--no-first-run", "--no-default-browser-check",
    "--no-pdf-header-footer", "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9",
)  # fmt: skip
_PATIENCE = 120  # seconds for a page
# Links to other pages lead nowhere once a page is on its own.
_INNER_LINK = re.compile(r'(<a\b[^>]*?) href="(?!https?:|mailto:|#)[^"]*"')
# The moment of printing, which is the one thing that differs between two printings of one page.
_MOMENT = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}[^)]*\)")


def pages_to_print(files: Mapping[str, object], wanted: Iterable[str]) -> tuple[str, ...]:
    """The pages that people mean, as paths among the files; raises `Unreadable` for one that is not there."""
    pages = {path.removesuffix(".html"): path for path in files if path.endswith(".html")}
    found = []
    for name in wanted:
        asked = name.removesuffix(".html").strip("/")
        if asked not in pages:
            close = nearest(asked, list(pages))
            hint = f"there is `{close}`" if close else "a page is named as in its address, such as `for/sales`"
            raise Unreadable(f"The playbook has no page `{name}` to print; {hint}")
        found.append(pages[asked])
    return tuple(dict.fromkeys(found))


def printed(files: Mapping[str, str | bytes], pages: Iterable[str], program: str | None) -> dict[str, bytes]:
    """Pages among the files of a playbook as PDF, by path below `pdf/`; raises `Unreadable` where that cannot be done.

    The same page gives the same bytes from the same browser.
    """
    browser = _browser(program)
    found: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory(prefix="journey-") as folder:
        site = Path(folder) / "site"
        for path, data in files.items():
            target = site / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data.encode() if isinstance(data, str) else data)
        for page in pages:
            (site / page).write_text(_INNER_LINK.sub(r"\1", (site / page).read_text("utf-8")), "utf-8")
            found[f"pdf/{page.removesuffix('.html').replace('/', '-')}.pdf"] = _print(browser, site / page, folder)
    return found


def _browser(program: str | None) -> str:
    named = program or os.environ.get("JOURNEY_BROWSER")
    if named:
        found = shutil.which(named)
        if not found:
            raise Unreadable(f"There is no program `{named}`; --browser names a Chromium, Chrome or Edge")
        return found
    known = (shutil.which(name) for name in BROWSERS)
    found = next((path for path in (*known, *_ELSEWHERE) if path and os.path.exists(path)), None)
    if not found:
        raise Unreadable("No browser is found that prints PDF: install Chromium, Chrome or Edge, "
                         "name one with --browser, or print the page from your own browser")  # fmt: skip
    return found


def _print(browser: str, page: Path, folder: str) -> bytes:
    target = Path(folder) / "page.pdf"
    target.unlink(missing_ok=True)
    # A browser of the system user has no room to lock itself in.
    alone = ("--no-sandbox",) if sys.platform == "linux" and os.geteuid() == 0 else ()
    command = [browser, *_FLAGS, *alone, f"--user-data-dir={folder}/browser", f"--print-to-pdf={target}", page.as_uri()]
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=False)
        data = target.read_bytes()
    except (OSError, subprocess.TimeoutExpired):
        raise Unreadable(f"`{browser}` printed no PDF of `{page.name}`") from None
    return _MOMENT.sub(lambda found: _fixed(found[0]), data)


def _fixed(said: bytes) -> bytes:
    """The same moment in every file, as long as the one that stood there, so that no place in the file moves."""
    return re.sub(rb"\d{14}", b"20000101000000", said)
