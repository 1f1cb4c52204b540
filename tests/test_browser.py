"""Playbooks in a real browser: nothing is asked of the network, nobody is kept out, nothing hostile acts.

Run by `python3 run.py browser`; everything else leaves these out.
"""

import base64
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import chromium
import pages
from chromium import Browser
from journeydsl.analysis import Choice, analyze
from journeydsl.api import playbook_files
from journeydsl.syntax.parse import parse
from journeydsl.text.source import Source
from journeydsl.workspace.settings import Settings
from large import hostile_journey, large_journey
from test_documents import front_journey

pytestmark = pytest.mark.browser

JOURNEYS = ("acme", "agency", "handbook")
WIDTHS, SCHEMES = (1440, 390), ("light", "dark")
AXE = (Path(__file__).parent / "vendored" / "axe.min.js").read_text("utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
JUDGE = f"""axe.run(document, {{preload: false, runOnly: {json.dumps(LEVELS)}}}
  ).then(found => found.violations.map(broken =>
  broken.id + ": " + broken.nodes.length + " of " + broken.nodes.slice(0, 2).map(
    node => node.html.slice(0, 160) + " - " + node.failureSummary.slice(0, 240)).join(" | ")))"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDEST = """[...document.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > innerWidth + 1
  ).slice(0, 4).map(one => one.outerHTML.slice(0, 140))"""
FOCUSED = """(() => { const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one), inner = one.querySelector?.("rect,path"), text = one.querySelector?.("text");
  const box = one.getBoundingClientRect();
  return {name: (one.id || "") + " " + one.outerHTML.slice(0, 120), href: one.getAttribute("href") || "",
    seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1.5 && box.width > 0 ||
      !!inner && getComputedStyle(inner).strokeWidth !== "0px" ||
      !!text && getComputedStyle(text).textDecorationLine === "underline"}; })()"""
ACTS = "one => [...one.attributes].some(attribute => /^on/.test(attribute.name))"
REACHABLE = """[...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, [tabindex='0']")].filter(one =>
    one.checkVisibility() && one.getClientRects().length && !one.disabled && one.tabIndex >= 0 &&
    getComputedStyle(one).visibility === "visible" && !one.closest("[inert]")).length"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if not chromium.program():
        pytest.fail("there is no Chromium here; on Debian, `apt-get install chromium` brings one")
    found = Browser(tmp_path_factory.mktemp("chromium"))
    yield found
    found.close()


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folders of the playbooks of the examples."""
    found = {}
    for name in JOURNEYS:
        folder = pages.ROOT / "journeys" / name
        texts = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.journey"))}
        found[name] = written(texts, f"{name}.journey", tmp_path_factory.mktemp(name))
    return found


def written(texts: dict[str, str], root: str, folder: Path) -> Path:
    trees = {path: parse(Source(path, text)) for path, text in texts.items()}
    uses = {(path, other): other for path in texts for other in texts}
    analysis = analyze(root, trees, uses, date(2026, 11, 22), Choice({}))
    for path, data in playbook_files(analysis, Settings(str(folder)), single_file=True).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def test_the_page_in_the_front_document_looks_so(browser: Browser, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """Taken again where outputs are blessed; pixels depend on the fonts of a machine, so that they are not compared."""
    folder = written({"bikes.journey": front_journey()}, "bikes.journey", tmp_path)
    browser.look_as(1200, "light")
    opened(browser, folder / "handoffs" / "visitor-to-talk.html")
    part = {"x": 0, "y": 0, "width": 1200, "height": 780, "scale": 1}
    taken = base64.b64decode(browser.call("Page.captureScreenshot", clip=part)["data"])
    shown = pages.ROOT / "docs" / "pictures" / "contract.png"
    if pytestconfig.getoption("--bless"):
        shown.write_bytes(taken)
    assert taken[16:24] == shown.read_bytes()[16:24], "the width and height of a PNG"


def kinds(folder: Path) -> list[Path]:
    """One page of every kind: those at the top, and the longest of each folder."""
    top = sorted(folder.glob("*.html"))
    below = {page.parent for page in folder.rglob("*.html")} - {folder}
    return [*top, *(max(sorted(part.glob("*.html")), key=lambda page: page.stat().st_size) for part in sorted(below))]


def opened(browser: Browser, page: Path) -> None:
    browser.open(page.as_uri())
    assert browser.complaints == [], page
    assert [one for one in browser.requests if not one.startswith(("file:", "data:"))] == [], page


@pytest.mark.parametrize("name", JOURNEYS)
def test_every_kind_of_page_keeps_nobody_out(browser: Browser, books: dict[str, Path], name: str) -> None:
    found: list[str] = []
    for page in kinds(books[name]):
        for width, scheme in ((1440, "light"), (390, "dark")):
            browser.look_as(width, scheme)
            opened(browser, page)
            browser.ask(f"{AXE};0")
            found += [f"{page.relative_to(books[name])} {width} {scheme}: {broken}" for broken in browser.ask(JUDGE)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", JOURNEYS)
def test_colours_can_be_read_the_other_way_round(browser: Browser, books: dict[str, Path], name: str) -> None:
    """Contrast by dark on wide pages and by light on narrow ones, which the test above leaves out."""
    found: list[str] = []
    for page in kinds(books[name]):
        for width, scheme in ((1440, "dark"), (390, "light")):
            browser.look_as(width, scheme)
            opened(browser, page)
            browser.ask(f"{AXE};0")
            judged = browser.ask(JUDGE.replace(json.dumps(LEVELS), '{type: "rule", values: ["color-contrast"]}'))
            found += [f"{page.relative_to(books[name])} {width} {scheme}: {broken}" for broken in judged]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", JOURNEYS)
def test_no_page_is_wider_than_its_window(browser: Browser, books: dict[str, Path], name: str) -> None:
    found = []
    for page in sorted(books[name].rglob("*.html")):
        browser.look_as(1440, "light")
        opened(browser, page)
        for width in WIDTHS:
            browser.look_as(width, "light")
            if browser.ask(TOO_WIDE) > 0:
                found.append(f"{page.relative_to(books[name])} at {width}: {browser.ask(WIDEST)}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", JOURNEYS)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    browser: Browser, books: dict[str, Path], name: str
) -> None:
    for width in WIDTHS:
        for page in [
            page for page in kinds(books[name]) if page.name in ("index.html", "journey-map.html", "teams.html")
        ]:
            browser.look_as(width, "light")
            opened(browser, page)
            wanted = browser.ask(REACHABLE)
            unseen, reached = [], 0
            for _ in range(wanted + 5):
                browser.press(chromium.TAB)
                at = browser.ask(FOCUSED)
                if at is None:
                    break
                reached += 1
                unseen += [] if at["seen"] else [at["name"]]
            assert unseen == [], f"{page.name} at {width}"
            assert reached >= wanted, f"{page.name} at {width}: {reached} of {wanted}"


def test_the_first_stop_skips_to_the_page(browser: Browser, books: dict[str, Path]) -> None:
    browser.look_as(1440, "light")
    opened(browser, books["acme"] / "index.html")
    browser.press(chromium.TAB)
    assert browser.ask("document.activeElement.getAttribute('href')") == "#content"
    assert browser.ask("document.activeElement.getBoundingClientRect().left >= 0")
    browser.press(chromium.ENTER)
    browser.until("document.activeElement.id === 'content'")


def test_search_finds_and_leads_there(browser: Browser, books: dict[str, Path]) -> None:
    browser.look_as(1440, "light")
    opened(browser, books["acme"] / "stages.html")
    browser.press(chromium.Key("/", "Slash", 191, "/"))
    browser.until("document.activeElement.id === 'search'")
    browser.write("nurture")
    browser.until("document.querySelectorAll('#search-results [role=option]').length > 0")
    assert "urture" in browser.ask("document.querySelector('#search-results [role=option]').textContent")
    browser.ask(f"{AXE};0")
    assert browser.ask(JUDGE) == []
    browser.press(chromium.DOWN)
    browser.press(chromium.ENTER)
    browser.until("!location.pathname.endsWith('/stages.html') || location.hash !== ''")
    assert browser.complaints == []


@pytest.mark.parametrize("name", JOURNEYS)
def test_every_kind_of_page_prints(browser: Browser, books: dict[str, Path], name: str) -> None:
    for page in kinds(books[name]):
        browser.look_as(1440, "dark", "print")
        opened(browser, page)
        assert browser.ask("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)", page
        assert browser.ask("getComputedStyle(document.querySelector('.side')).display") == "none", page
    assert browser.printed().startswith(b"%PDF")
    browser.look_as(1440, "light")


def test_a_large_journey_is_built_the_same_twice_in_small_pages(browser: Browser, tmp_path: Path) -> None:
    text = large_journey(stages=60, teams=12, routes=200)
    folder = written({"large.journey": text}, "large.journey", tmp_path / "one")
    again = written({"large.journey": text}, "large.journey", tmp_path / "two")
    files = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    assert all((folder / path).read_bytes() == (again / path).read_bytes() for path in files)
    browser.look_as(1440, "light")
    opened(browser, folder / "index.html")
    pages = [page for page in folder.rglob("*.html") if page.name != "large-playbook.html"]
    heavy = {page.name: size for page in pages if (size := letters_without_picture(page)) > 300_000}
    assert heavy == {}


def letters_without_picture(page: Path) -> int:
    text = page.read_text("utf-8")
    begin, end = text.find("<svg"), text.rfind("</svg>")
    return len((text[:begin] + text[end:] if begin >= 0 else text).encode())


def test_a_hostile_journey_does_nothing(browser: Browser, tmp_path: Path) -> None:
    folder = written({"evil.journey": hostile_journey()}, "evil.journey", tmp_path)
    for page in sorted(folder.rglob("*.html")):
        for width in WIDTHS:
            browser.look_as(width, "light")
            opened(browser, page)
            ours = (
                "[...document.scripts].every("
                "one => one.src.includes('/assets/') || one.textContent.startsWith('/* Zoom'))"
            )
            assert browser.ask(ours), page
            assert browser.ask("typeof window.acted") == "undefined", page
            assert browser.ask("document.querySelectorAll('main').length") == 1, page
            assert browser.ask(TOO_WIDE) <= 0, f"{page} {width}: {browser.ask(WIDEST)}"
            assert browser.ask("document.querySelectorAll('img, iframe, object, embed, form').length") == 0, page
            acting = (
                "[...document.querySelectorAll('*')].some(one => [...one.attributes].some(a => /^on/.test(a.name)))"
            )
            assert not browser.ask(acting), page
    browser.ask(f"{AXE};0")
    assert browser.ask(JUDGE) == []
