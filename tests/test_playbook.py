"""The playbook: whole, safe, the same every time, and with every link leading somewhere."""

import csv
import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path
from posixpath import dirname, join, normpath
from zipfile import ZipFile

import pytest

import pages
from journeydsl.analysis import Analysis, Choice, analyze
from journeydsl.render.diagrams import graphviz_library
from journeydsl.render.diagrams.drawing import Engine, Failure, Form, Reason
from journeydsl.render.diagrams.journey_picture import team_colours
from journeydsl.render.playbook.playbook import render_playbook
from journeydsl.render.playbook.site import Appearance
from journeydsl.syntax.parse import parse
from journeydsl.text.source import Source

JOURNEYS = ("acme", "agency", "handbook")
VOID = {"meta", "link", "br", "rect", "path", "polygon", "input"}
LOADING = {
    ("img", "src"),
    ("script", "src"),
    ("link", "href"),
    ("iframe", "src"),
    ("object", "data"),
    ("image", "href"),
}

HOSTILE = '''
journey evil "<script>alert(1)</script>{{7*7}}" {
  about """
    # A heading
    <img src=x onerror=alert(1)> [odd](javascript:alert(1)) ![far](https://far.example/x.png) <javascript:alert(2)>
    [fine](https://fine.example) `lead` `nobody` {{ 7*7 }} {% for x in y %}
    | a | b |
    [ref]: javascript:alert(3)
  """
}
team a "A | B `code` [x](javascript:alert(4))" { email "x\\"><script>alert(5)</script>@a.example"  channel "#a" }
team A "Another" {}
entry stage lead "{LONG}" { owner a  content "Page" at "javascript:alert(6)"  say "</title><b>" }
stage Lead "\u202egnp.exe" { owner A  objection "<i>" answer "<svg onload=alert(7)>" }
won stage con "Won {{ journey }}" { owner a }
move lead -> Lead "--> <b>" by a because odd "]]> <b>"
handoff Lead -> con "</h1><script>alert(8)</script>" { by A }
term evil "<u>" means "<script>alert(9)</script> and `lead`" never "{{8*8}}"
'''.replace("{LONG}", "<b>x" * 2500)


def no_engine(dot: str, form: Form) -> bytes | Failure:
    return Failure(Reason.NO_GRAPHVIZ)


def read(files: Mapping[str, str], root: str) -> Analysis:
    trees = {path: parse(Source(path, text)) for path, text in files.items()}
    uses = {(path, other): other for path in files for other in files}
    return analyze(root, trees, uses, date(2026, 11, 22), Choice({}))


def built(analysis: Analysis, engine: Engine, appearance: Appearance | None = None) -> Mapping[str, str | bytes]:
    assert analysis.journey
    assert analysis.graph
    wanted = appearance or Appearance(has_single_file=True)
    return render_playbook(analysis.journey, analysis.graph, analysis.diagnostics, analysis.today, engine, wanted)


def analysed(name: str) -> Analysis:
    folder = pages.ROOT / "journeys" / name
    return read({path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.journey"))}, f"{name}.journey")


@cache
def playbook(name: str) -> Mapping[str, str | bytes]:
    if name == "hostile":
        return built(read({"evil.journey": HOSTILE}, "evil.journey"), no_engine)
    return built(analysed(name), graphviz_library.draw)


def texts(name: str, ending: str) -> Mapping[str, str]:
    return {path: text for path, text in playbook(name).items() if path.endswith(ending) and isinstance(text, str)}


class Reader(HTMLParser):
    """The tags of a page, its ids and addresses, and the texts that a reader sees."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.addresses: list[tuple[str, str, str]] = []
        self.attributes: list[str] = []
        self.said: list[str] = []
        self.headings: list[int] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.headings += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.attributes += [name for name, _ in attrs]
        self.addresses += [(tag, name, value or "") for name, value in attrs if name in ("href", "src", "data")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1] == tag, f"</{tag}> closes <{self.open[-1]}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.said.append(data)


@cache
def html(name: str) -> Mapping[str, Reader]:
    return {path: Reader(text) for path, text in texts(name, ".html").items()}


def inner_links(path: str, page: Reader) -> Iterator[tuple[str, str]]:
    """Where the links of a page lead: a file of the playbook, and an id in it or an empty text."""
    for _, _, address in page.addresses:
        if not re.match(r"https?:|mailto:", address):
            file, _, anchor = address.partition("#")
            yield normpath(join(dirname(path), file)) if file else path, anchor


def without_pictures(text: str) -> str:
    return re.sub(r"```mermaid.*?```", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("name", JOURNEYS)
def test_the_same_journey_gives_the_same_bytes(name: str) -> None:
    again = built(analysed(name), graphviz_library.draw)
    assert dict(again) == dict(playbook(name))
    assert list(again) == sorted(again)


@pytest.mark.parametrize("name", [*JOURNEYS, "hostile"])
def test_every_page_is_well_formed_and_its_ids_are_its_own(name: str) -> None:
    for path, page in html(name).items():
        assert page.open == [], path
        assert sorted(page.ids) == sorted(set(page.ids)), path
        assert page.headings[0] == 1, path
        steps = zip(page.headings, page.headings[1:], strict=False)
        assert all(later <= earlier + 1 for earlier, later in steps), path
        assert page.tags.count("h1") == page.tags.count("main") == 1, path


@pytest.mark.parametrize("name", [*JOURNEYS, "hostile"])
def test_every_link_leads_to_a_file_and_a_place_in_it(name: str) -> None:
    site, files = html(name), playbook(name)
    for path, page in site.items():
        for file, anchor in inner_links(path, page):
            assert file in files, f"{path} links to {file}"
            assert not anchor or anchor in site[file].ids, f"{path} links to {file}#{anchor}"


@pytest.mark.parametrize("name", [*JOURNEYS, "hostile"])
def test_every_link_in_the_markdown_leads_somewhere(name: str) -> None:
    files = texts(name, ".md")
    for path, text in files.items():
        text = without_pictures(text)
        for address in re.findall(r"(?<!\\)\]\(([^<)\s]+)\)", text):
            if re.match(r"https?:|mailto:", address):
                continue
            file, _, anchor = address.partition("#")
            target = normpath(join(dirname(path), file)) if file else path
            assert target in playbook(name), f"{path} links to {target}"
            assert not anchor or f'<a id="{anchor}"></a>' in files[target], f"{path} links to {target}#{anchor}"


@pytest.mark.parametrize("name", [*JOURNEYS, "hostile"])
def test_no_page_asks_anything_of_the_network_or_runs_a_script_but_ours(name: str) -> None:
    for path, page in html(name).items():
        text = texts(name, ".html")[path]
        is_single = path.endswith("-playbook.html")
        lying = [normpath(join(dirname(path), address)) for tag, _, address in page.addresses if tag == "script"]
        assert lying == ([] if is_single else ["assets/search.js"]), path
        scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
        assert page.tags.count("script") == len(scripts) + len(lying)
        assert len(scripts) == ('class="canvas"' in text and not is_single), path
        for script in scripts:
            digest = b64encode(sha256(script.encode()).digest()).decode()
            assert f"script-src 'self' 'sha256-{digest}';" in unescape(text)
            assert "</" not in script
        assert not any(attribute.startswith("on") for attribute in page.attributes), path
        loaded = [address for tag, attribute, address in page.addresses if (tag, attribute) in LOADING]
        assert all(not re.match(r"[a-z]+:|//", address) for address in loaded), path
        schemes = {found[0] for _, _, address in page.addresses if (found := re.match(r"[a-z]+:", address))}
        assert schemes <= {"http:", "https:", "mailto:"}, path
    styles = "".join(texts(name, ".css").values())
    assert "url(" not in styles
    assert "@import" not in styles


@pytest.mark.parametrize("name", JOURNEYS)
def test_every_filter_picks_out_some_part_of_the_picture(name: str) -> None:
    text = texts(name, ".html")["index.html"]
    concerns = {mark for found in re.findall(r'data-concerns="([^"]*)"', text) for mark in found.split()}
    wanted = set(re.findall(r'<option value="([^"]+)"', text))
    assert wanted
    assert wanted <= concerns


@pytest.mark.parametrize("name", JOURNEYS)
def test_every_part_of_the_journey_has_its_place(name: str) -> None:
    analysis, site = analysed(name), html(name)
    journey = analysis.journey
    assert journey
    for stage in journey.stages.values():
        assert stage.label in "".join(site[f"stages/{stage.name}.html"].said)
    contracts = [page for path, page in site.items() if path.startswith("handoffs/")]
    assert len(contracts) == len(journey.handoffs)
    assert {f"team-{team}" for team in journey.teams} <= set(site["teams.html"].ids)
    assert {f"term-{term}" for term in journey.terms} <= set(site["glossary.html"].ids)
    assert {f"finding-{d.fingerprint}" for d in analysis.diagnostics} <= set(site["findings.html"].ids)


@pytest.mark.parametrize("name", [*JOURNEYS, "hostile"])
def test_the_markdown_has_a_page_for_every_page_of_the_site(name: str) -> None:
    site = [path for path in texts(name, ".html") if not path.endswith("-playbook.html")]
    pages_of_the_site = {path.removesuffix(".html") for path in site}
    of_markdown = {path.removeprefix("markdown/").removesuffix(".md") for path in texts(name, ".md")}
    assert of_markdown == pages_of_the_site - {"index"} | {"README"}
    assert "```mermaid" in texts(name, ".md")["markdown/README.md"]


def test_the_words_of_a_hostile_journey_are_shown_and_never_act() -> None:
    front = texts("hostile", ".html")["index.html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in front
    assert "49" not in re.sub(r"[\w-]*49[\w-]*", "", front)
    assert "javascript:" not in "".join(address for p in html("hostile").values() for *_, address in p.addresses)
    assert '<a href="https://fine.example"' in front
    assert '<a href="stages/lead.html"><code>lead</code></a>' in front
    assert "<code>nobody</code>" in front


def test_hostile_words_stay_words_in_the_markdown_too() -> None:
    for path, text in texts("hostile", ".md").items():
        outside = without_pictures(text)
        tags = set(re.findall(r"<(/?\w+)", re.sub(r"`[^`]*`|\(<[^>]*>\)", "", outside)))
        assert tags <= {"a", "/a", "details", "/details", "summary", "/summary"}, path
        assert not re.search(r"(?<!\\)\]\(\s*<?javascript", outside), path
        assert "{{" not in re.sub(r"^>.*$", "", outside, flags=re.MULTILINE), path
        assert "\u202e" not in text, path


def test_names_that_differ_by_case_alone_do_not_share_a_file() -> None:
    paths = list(playbook("hostile"))
    assert len({path.lower() for path in paths}) == len(paths)
    assert "stages/con.html" not in paths


def test_words_that_run_the_other_way_turn_nothing_around_them() -> None:
    for path, text in texts("hostile", ".html").items():
        for found in re.finditer("\u202e", text):
            assert text.rfind("<bdi>", 0, found.start()) > text.rfind("</bdi>", 0, found.start()), path


def test_a_machine_that_cannot_draw_still_gets_the_text_of_the_picture() -> None:
    files = built(analysed("acme"), no_engine)
    assert "journey.svg" not in files
    assert "journey.dot" in files
    assert "The picture is not drawn: it is too large, or this machine cannot." in str(files["index.html"])


def test_pictures_come_in_every_form() -> None:
    files = playbook("acme")
    assert bytes(files["journey.png"]).startswith(b"\x89PNG")  # type: ignore[arg-type]
    assert str(files["journey.svg"]).startswith("<svg")
    assert {"journey.dot", "journey.mmd"} <= set(files)


def test_a_contract_says_everything_that_is_agreed() -> None:
    said = " ".join("".join(html("acme")["handoffs/lead-to-sal.html"].said).split())
    journey = analysed("acme").journey
    assert journey
    for words in (
        "by itself, as soon as this is true",
        "The buyer counts as Marketing-qualified",
        "Engagement is at least 40",
        "“Asked for a demo” happened in the last 7 days",
        "within 4 business hours",
        "at least 6 attempts",
        "SDR team lead is asked",
        "London office",
        "Back to Nurture because: Outside our customer profile Reason: Bad fit No project this year",
        "within 5 business days",
        "Agreed on 1 October 2026",
        f"acme.journey:{journey.handoffs[0].header_span.line}",
    ):
        assert words in said


def test_scores_and_routes_show_buyers() -> None:
    scoring = texts("acme", ".md")["markdown/qualification.md"]
    assert "The cheapest ways to Good fit, 50 to 100" in scoring
    assert "| 25 + 15 = 40 | 7 |" in scoring
    assert "30 + 20 + 20 = 70, for example" in scoring
    route = texts("acme", ".md")["markdown/handoffs/sal-to-sql.md"].split("## Who receives the buyer")[1]
    assert "[Employees](../buyer-facts.md#field-employees): 2,000 |" in route


def test_no_page_is_dated() -> None:
    today = date.today().isoformat()
    assert not any(today in text for text in texts("acme", ".html").values())
    assert Path(str(pages.ROOT)).as_posix() not in "".join(texts("acme", ".html").values())


PAGES = (
    "start", "journey-map", "for/marketing", "for/sdr", "for/sales", "for/success", "for/leadership",
    "for/revenue-operations", "who-we-sell-to", "roles/champion", "story", "objections", "content", "cadences",
    "offers/roi_webinar", "agreement", "numbers", "calendar", "crm", "glossary", "findings",
)  # fmt: skip


def test_every_page_of_the_list_is_there_and_small_without_pictures() -> None:
    files = texts("acme", ".html")
    assert {f"{page}.html" for page in PAGES} <= set(files)
    for path, text in files.items():
        small = re.sub(r"<svg.*?</svg>", "", text, flags=re.DOTALL)
        assert len(small.encode()) < 300_000 or path.endswith("-playbook.html"), path


def test_the_playbook_as_one_file_leads_nowhere_but_into_itself_and_the_web() -> None:
    page = html("acme")["acme-playbook.html"]
    assert all(re.match(r"#|https?:|mailto:", address) for _, _, address in page.addresses)
    assert "link" not in page.tags
    stages = html("acme")["stages/lead.html"].said
    assert set("".join(stages).split()) - set("".join(page.said).split()) <= {"Skip", "After", "Before", "/", "Search"}


def test_a_side_finds_its_queues_with_the_shortest_clock_first() -> None:
    said = " ".join("".join(html("acme")["for/sdr.html"].said).split())
    clocks = [
        said.index(words) for words in ("1 business hour", "4 business hours", "1 business day", "5 business days")
    ]
    assert clocks == sorted(clocks)
    for words in (
        "You promise",
        "You are promised",
        "Outside our customer profile",
        "1,000 Sales-accepted lead per month",
    ):
        assert words in said


def test_an_announcement_is_ready_to_send_and_leads_into_no_file() -> None:
    page = str(playbook("acme")["offers/roi_webinar.html"])
    letter = page[page.index('<div class="letter">') :].partition("</div>")[0]
    assert "Coming up: " in letter
    assert 'href="../' not in letter


def test_lines_of_the_files_are_links_where_the_workspace_says_how() -> None:
    appearance = Appearance("https://code.example/{file}#L{line}")
    files = built(analysed("acme"), no_engine, appearance)
    assert 'href="https://code.example/acme.journey#L2"' in str(files["index.html"])
    assert "](<https://code.example/acme.journey#L2>)" in str(files["markdown/README.md"])
    odd = built(analysed("acme"), no_engine, Appearance("javascript:alert({line})//{file}"))
    assert "javascript:" not in str(odd["index.html"])


def test_no_cell_of_a_sheet_is_a_formula() -> None:
    hostile = """journey evil "=1+1" { }
team a "@SUM(A1)" from "-2+3" {}
entry stage lead "+cmd|' /C calc'!A0" { owner a }
won stage done "  =HYPERLINK(1)" { owner a }
field size "=2" integer from "\t=3"
score fit "-fit" { add 5 when size >= 1  subtract 3 when size >= 2 }
handoff lead -> done "=4" { by a  pass size }
"""
    files = built(read({"evil.journey": hostile}, "evil.journey"), no_engine)
    sheets = {path: bytes(data) for path, data in files.items() if path.startswith("sheets/")}  # type: ignore[arg-type]
    for path, data in sheets.items():
        if path.endswith(".csv"):
            for row in csv.reader(StringIO(data.decode("utf-8-sig"))):
                assert not [cell for cell in row if re.match(r"\s*[=+@]|\s*-(?!\d+$)", cell)], path
    book = ZipFile(BytesIO(sheets["sheets/evil.xlsx"]))
    assert not any(b"<f>" in book.read(name) or b"hyperlink" in book.read(name) for name in book.namelist())
    assert all(entry.date_time == (1980, 1, 1, 0, 0, 0) for entry in book.infolist())


@pytest.mark.parametrize("name", [*JOURNEYS, "hostile"])
def test_the_search_knows_places_that_exist(name: str) -> None:
    script = str(playbook(name)["assets/search-index.js"])
    assert "<" not in script
    entries = json.loads(script.removeprefix("window.playbookIndex = ").rstrip(";\n"))
    site = html(name)
    for _, _, address, _ in entries:
        path, _, place = address.partition("#")
        assert path in site
        assert not place or place in site[path].ids
    assert {path for path in site if not path.endswith("-playbook.html")} == {e[2] for e in entries if "#" not in e[2]}


def test_findings_call_things_as_people_do_and_fixes_as_they_stand_in_the_file() -> None:
    said = [" ".join("".join(html("handbook")[page].said).split()) for page in ("findings.html", "index.html")]
    assert "Sales Development cannot send back a buyer of Re-MQL" in said[0]
    assert "Raw, Inquiry, MQL → Accepted takes buyers from Inquiry Queue to Sales Development" in said[0]
    assert "of [raw, inquiry, mql] -> accepted, or a way out" in said[0]
    assert "Error: A buyer in Raw can go to Inquiry and to Accepted at the same moment" in said[1]


NAMED = """journey saunas "Saunas" {{
  language {language}
}}
team desk "Desk" {{ email "desk@saunas.example" }}
field guests integer 0.. "Guests a day"
activity tour "Came to the tour"
offer tour "Tour of the workshop" by desk {{ at "https://saunas.example/tour"  say "See the stove", "Smell the wood" }}
score interest "Interest" 0..100 {{
  add 40 when guests >= 20
  add 60 per tour in 30 days, up to 60
}}
entry stage reader "Reader" {{ owner desk }}
won stage built "Built" {{ owner desk }}
move reader -> built when interest >= 50 and guests >= 60
"""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Nothing ever takes a buyer (Guests a day: 10) out of Reader by itself",
                "Every such buyer: Guests a day is below 60", "One Came to the tour is enough for",
                "Guests a day: 100 · “Came to the tour” 5 days ago", "40 when Guests a day is at least 20",
                "60 for “Came to the tour” in 30 days", "No meeting reads what came of Tour of the workshop",
                "Check: one-event-qualifies")),
        ("de", ("Ein Interessent (Guests a day: 10) kommt nie von selbst aus Reader heraus",
                "Alle solchen Interessenten: Guests a day ist kleiner als 60",
                "Guests a day: 100 · vor 5 Tagen „Came to the tour“", "40, wo gilt: Guests a day ist mindestens 20",
                "60 für „Came to the tour“ innerhalb von 30 Tagen",
                "Prüfung: Ein einziges Ereignis genügt one-event-qualifies")),
    ],
)  # fmt: skip
def test_what_findings_say_of_buyers_has_titles_and_an_activity_is_no_offer(
    language: str, said: tuple[str, ...]
) -> None:
    analysis = read({"x.journey": NAMED.format(language=language)}, "x.journey")
    assert analysis.journey
    assert analysis.graph
    files = render_playbook(analysis.journey, analysis.graph, analysis.diagnostics, analysis.today, no_engine)
    page = " ".join("".join(Reader(str(files["findings.html"])).said).split())
    assert [words for words in said if words not in page] == []


def test_figures_stand_under_each_other_and_a_plan_beside_its_picture() -> None:
    numbers = texts("acme", ".html")["numbers.html"]
    assert '<td role="cell" class="figures" data-head="Each month">842</td>' in numbers
    assert '<td role="cell" data-head="Takes">14 days</td>' in numbers
    assert 'aria-label="Q1 2027 as a picture"' in numbers
    assert 'href="handoffs/lead-to-sal.html"' in numbers
    assert 'aria-label="The straight way"' in texts("acme", ".html")["start.html"]


def test_a_page_leads_back_to_the_page_above_it() -> None:
    assert '<a class="up" href="../stages.html">Stages</a>' in texts("acme", ".html")["stages/sql.html"]
    assert 'class="up"' not in texts("acme", ".html")["stages.html"]


def test_teams_with_stages_have_the_colours_that_come_first() -> None:
    analysis = analysed("acme")
    assert analysis.journey
    colours = team_colours(analysis.journey)
    assert [colours[team] for team in ("marketing", "sdr", "sales", "success", "leadership")] == [0, 1, 2, 3, 4]
