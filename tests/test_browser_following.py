"""What moves, in a real browser: filters of the picture, the live preview in two languages, pages as PDF.

Run by `python3 run.py browser`; everything else leaves these out.
"""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import chromium
import pages
from chromium import Browser
from console import journey
from journeydsl.serve.preview import Asked, Preview
from journeydsl.serve.server import Server
from test_browser import AXE, JUDGE, browser, opened, written

pytestmark = pytest.mark.browser
__all__ = ["browser"]

HEADER = """journey stall "The market stall" {
  language LANGUAGE
}

team stall "Stall" {}

"""
SIZES = """journey mill "The mill" {}

field size integer 1..500
segmentation sizes { segment small when size < 50  segment large when size >= 50 or size is missing }
team shop "Shop" {}
team desk "Desk" {}
entry stage visitor "Visitor" { owner shop  collect size  leave within 30 days else -> gone }
stage quote "Quote" { owner desk  leave within 30 days else -> gone }
won stage customer "Customer" { owner shop }
lost stage gone "Gone" { owner shop }
move visitor -> customer "Buys in the shop" when size < 50
handoff visitor -> quote "To the desk" { when size >= 50  accept within 2 days }
move quote -> customer "Signs" by desk
"""
PATH = """entry stage visitor "Visitor" { owner stall }
won stage customer "Customer" { owner stall }
move visitor -> customer by stall because bought
"""
WORDS = {
    "en": ("1 finding", "The text cannot be read whole.", "Only people can end visitor, and nothing says by when",
           "A name is missing after owner"),
    "de": ("1 Befund", "Der Text ist nicht ganz lesbar.", "Nur Menschen beenden visitor, und nichts sagt, bis wann",
           "Ein Name fehlt nach owner"),
}  # fmt: skip
BAR = "document.querySelector('aside.live').textContent"


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = (pages.ROOT / "journeys" / "acme" / "acme.journey").read_text("utf-8")
    return written({"acme.journey": text}, "acme.journey", tmp_path_factory.mktemp("acme"))


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written({"mill.journey": SIZES}, "mill.journey", tmp_path_factory.mktemp("mill"))


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = (pages.ROOT / "journeys" / "acme" / "acme.journey").read_text("utf-8")
    text = text.replace("language en", "") if "language en" in text else text
    text = text.replace("{", "{\n  language de", 1)
    return written({"acme.journey": text}, "acme.journey", tmp_path_factory.mktemp("german"))


@pytest.mark.parametrize(("book", "number"), [("acme", 0), ("mill", 0), ("mill", 1)])
def test_a_filter_leaves_what_concerns_a_team_or_segment_and_fades_the_rest(
    browser: Browser, acme: Path, mill: Path, book: str, number: int
) -> None:
    browser.look_as(1440, "light")
    opened(browser, {"acme": acme, "mill": mill}[book] / "index.html")
    select = f"document.querySelectorAll('figure.picture select')[{number}]"
    choices = browser.ask(f"[...{select}.options].map(one => one.value).filter(one => one)")
    assert len(choices) > 1
    every, counts = browser.ask("document.querySelectorAll('svg [data-concerns]').length"), []
    for choice in choices:
        browser.ask(f"{select}.value = '{choice}'; {select}.dispatchEvent(new Event('change', {{bubbles: true}})); 0")
        wrong = browser.ask(f"""[...document.querySelectorAll('svg [data-concerns]')].filter(one =>
          one.dataset.concerns.split(' ').includes('{choice}') === one.classList.contains('is-dim')).length""")
        counts.append(browser.ask("document.querySelectorAll('svg [data-concerns]:not(.is-dim)').length"))
        assert wrong == 0, choice
        assert browser.ask("document.querySelector('figure.picture .told').textContent"), choice
    assert 0 < min(counts) < every
    browser.ask(f"{select}.value = ''; {select}.dispatchEvent(new Event('change', {{bubbles: true}})); 0")
    assert browser.ask("document.querySelectorAll('svg .is-dim').length") == 0
    assert browser.complaints == []


@pytest.fixture(params=["en", "de"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Server, str]]:
    language = str(request.param)
    (tmp_path / "stall.journey").write_text(HEADER.replace("LANGUAGE", language) + PATH, "utf-8")
    preview = Preview(Asked((str(tmp_path),), str(tmp_path), None))
    preview.look()
    serving = Server(preview, 0)
    thread = threading.Thread(target=serving.run, daemon=True)
    thread.start()
    yield serving, language
    serving.shutdown()
    thread.join(10)


def test_the_preview_follows_saves_and_keeps_the_last_good_version(
    browser: Browser, server: tuple[Server, str], tmp_path: Path
) -> None:
    serving, language = server
    findings, broken, sentence, trouble = WORDS[language]
    header = HEADER.replace("LANGUAGE", language)
    browser.look_as(1440, "light")
    browser.open(serving.address)
    assert browser.ask("document.documentElement.lang") == language
    assert findings in browser.ask(BAR)
    assert sentence in browser.ask(BAR).replace("`", "")
    assert browser.ask("document.querySelectorAll('svg .badge, svg [class*=badge]').length") > 0
    browser.ask(f"{AXE};0")
    assert browser.ask(JUDGE) == []

    (tmp_path / "stall.journey").write_text(header + PATH.replace("Visitor", "Passer-by"), "utf-8")
    browser.until("document.querySelector('main')?.textContent.includes('Passer-by')")

    (tmp_path / "stall.journey").write_text(header + PATH.replace("{ owner stall }", "{ owner }", 1), "utf-8")
    browser.until(f"document.querySelector('aside.live.is-broken')?.textContent.includes('{broken}')")
    assert trouble in browser.ask(BAR)
    assert "stall.journey:7" in browser.ask(BAR)
    assert browser.ask("document.querySelector('main').textContent.includes('Passer-by')")

    (tmp_path / "stall.journey").write_text(header + PATH.replace("Visitor", "Stroller"), "utf-8")
    browser.until(
        "document.querySelector('main')?.textContent.includes('Stroller') && !document.querySelector('.is-broken')"
    )
    assert [one for one in browser.requests if not one.startswith((serving.address, "data:"))] == []


def test_german_pages_keep_nobody_out_and_search_finds_in_german(browser: Browser, german: Path) -> None:
    for name in ("index", "findings", "handoffs/lead-to-sal", "numbers", "calendar"):
        for width, scheme in ((1440, "light"), (390, "dark")):
            browser.look_as(width, scheme)
            opened(browser, german / f"{name}.html")
            browser.ask(f"{AXE};0")
            assert browser.ask(JUDGE) == [], name
            assert browser.ask("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, name
    browser.look_as(1440, "light")
    opened(browser, german / "index.html")
    browser.press(chromium.Key("/", "Slash", 191, "/"))
    browser.write("annahme")
    browser.until("document.querySelectorAll('#search-results [role=option]').length > 0")
    assert "Treffer" in browser.ask("document.querySelector('.search [role=status]').textContent")


def test_pages_are_printed_as_pdf_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "stall.journey").write_text(HEADER.replace("LANGUAGE", "de") + PATH, "utf-8")
    asked = "build stall.journey --pdf for/stall --pdf stages/visitor"
    assert journey(asked, tmp_path)[1] == 0
    printed = {path.name: path.read_bytes() for path in (tmp_path / "playbook" / "pdf").iterdir()}
    assert sorted(printed) == ["for-stall.pdf", "stages-visitor.pdf"]
    assert all(data.startswith(b"%PDF") and b"file:" not in data for data in printed.values())
    assert journey(asked, tmp_path)[0].startswith("Nothing has changed")
    assert journey("build stall.journey --check", tmp_path)[1] == 0
    assert journey("build stall.journey", tmp_path)[1] == 0
    assert not (tmp_path / "playbook" / "pdf").exists()
