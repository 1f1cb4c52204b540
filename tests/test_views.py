"""The views of a journey: what each shows, and that nothing lies on anything in any script and size."""

from __future__ import annotations

import time
import xml.etree.ElementTree as ElementTree
from functools import cache
from itertools import combinations

import pytest

from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.render.diagrams.drawing import NoDrawing, draw_dot, draw_pdf, draw_svg
from journeydsl.render.diagrams.graphviz_library import draw
from journeydsl.render.diagrams.journey_picture import NO_ADDRESSES, Addresses, journey_picture
from journeydsl.render.diagrams.mermaid import write_mermaid
from journeydsl.render.diagrams.palette import PRINT, THEMES
from journeydsl.render.diagrams.picture import ArrowKind, Direction, Picture
from journeydsl.render.diagrams.showing import show_whole, with_segments
from journeydsl.render.diagrams.views import NoPicture, View, view_called, view_picture
from pages import ROOT
from readings import journey_of
from test_drawing import SVG, course_points, groups, outlines, rectangle, shapes

WORDS = {
    "plain": "Stage",
    "long": "Somebody who has read everything that we ever wrote and asks Donaudampfschifffahrtsgesellschaft about it",
    "hebrew": "לקוח פוטנציאלי שהתעניין במוצר שלנו",
    "arabic": "عميل محتمل اهتم بمنتجنا وطلب عرض سعر",
    "japanese": "製品に関心を持ち資料をダウンロードした見込み客",
    "korean": "제품에 관심을 보인 잠재 고객",
    "thai": "ลูกค้าที่สนใจสินค้าของเรา",
}


def large_journey(words: str, stages: int = 60, teams: int = 12) -> str:
    """A long journey: each team has a few stages in a row, hands over, sends back, gives up after a time."""
    title = WORDS[words]
    lines = [f'journey long "{title}" {{ currency EUR }}', 'field size "Size" integer 0..1000']
    lines += [f'team t{n} "{title} {n}"' for n in range(teams)]
    lines += ["segmentation sizes { segment large when size >= 500  segment small when size < 500 or size is missing }"]
    size = stages // teams
    for n in range(stages):
        owner = min(n // size, teams - 1)
        limit = f"leave within {n + 2} days else -> s{n - 1}" if n % 4 == 1 else ""
        kind = "entry stage" if n == 0 else "won stage" if n == stages - 1 else "stage"
        lines.append(f'{kind} s{n} "{title} {n}" {{ owner t{owner}  {limit} }}')
    lines += ['lost stage gone "Gone" { owner t0 }', f'move any -> gone "{title}" by t0']
    for n in range(stages - 1):
        if (n + 1) % size == 0:
            lines.append(
                f'handoff s{n} -> s{n + 1} "{title}" {{ when size >= {n}  accept within {n + 1} hours  pass size'
                f'  reject -> s{max(n - 2, 0)} because no{n} "{title}" }}'
            )
        else:
            guard = " when size < 500" if n == 1 else ""
            lines.append(f'move s{n} -> s{n + 1} "{title}"{guard}')
    lines += [f'move s{n} -> s{n + 3} "{title}"' for n in range(1, stages - 3, 9)]
    lines += [f'recycle s{n} -> s{n - 5} "{title}"' for n in range(7, stages, 7)]
    return "\n".join(lines) + "\n"


@cache
def large_graph(words: str, stages: int = 60, teams: int = 12) -> JourneyGraph:
    return JourneyGraph(journey_of(large_journey(words, stages, teams)))


@cache
def acme() -> JourneyGraph:
    return JourneyGraph(journey_of((ROOT / "journeys/acme/acme.journey").read_text("utf-8")))


def pictured(graph: JourneyGraph, words: str, direction: Direction = Direction.RIGHT) -> Picture:
    view = view_called(graph.journey, words)
    assert isinstance(view, View), view
    picture = view_picture(graph, view, NO_ADDRESSES, direction, ())
    assert isinstance(picture, Picture), picture
    return picture


def refusal(words: str) -> str:
    view = view_called(acme().journey, words)
    assert isinstance(view, NoPicture)
    (sentence,) = view.sentences
    return sentence


def ends(picture: Picture) -> set[tuple[str, str]]:
    return {(arrow.start, arrow.end) for arrow in picture.arrows}


def assert_tidy(svg: str) -> None:
    """Every text inside its shape, no shape on another, no arrow across one, nothing off the paper, lanes apart."""
    for group in [*groups(svg, "box"), *groups(svg, "arrow")]:
        texts = list(group.iter(f"{SVG}text"))
        if texts:
            shape = rectangle(next(iter(group.iter(f"{SVG}rect"))))
            assert all(shape.holds(outlines(text)) for text in texts)
    found = sorted(shapes(svg), key=lambda one: one.left)
    for number, one in enumerate(found):
        for other in found[number + 1 :]:
            if other.left >= one.right:
                break
            assert not one.meets(other)
    x, y, wide, high = (float(n) for n in ElementTree.fromstring(svg).attrib["viewBox"].split())
    assert all(x <= shape.left and shape.right <= x + wide for shape in found)
    assert all(y <= shape.top and shape.bottom <= y + high for shape in found)
    assert all(x <= left <= x + wide and y <= top <= y + high for left, top in course_points(svg))
    points = list(course_points(svg))
    for one in found:
        inside = (one.left + 3, one.right - 3, one.top + 3, one.bottom - 3)
        assert not any(inside[0] < x < inside[1] and inside[2] < y < inside[3] for x, y in points)
    lanes = [rectangle(lane[0]) for lane in groups(svg, "lane") if "id" in lane.attrib]
    assert not any(one.meets(other) for one, other in combinations(lanes, 2))


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("direction", Direction, ids=lambda one: one.value)
def test_sixty_stages_of_twelve_teams_are_tidy_in_every_script(words: str, direction: Direction) -> None:
    svg = draw_svg(pictured(large_graph(words), "whole", direction), draw)
    assert isinstance(svg, str)
    assert_tidy(svg)


@pytest.mark.parametrize("words", ["team:t3", "segment:large", "happy", "clocks", "findings"])
@pytest.mark.parametrize("title", ["long", "arabic", "japanese"])
def test_every_view_is_tidy(words: str, title: str) -> None:
    svg = draw_svg(pictured(large_graph(title, 24, 6), words), draw)
    assert isinstance(svg, str)
    assert_tidy(svg)


def test_sixty_stages_are_drawn_within_two_seconds() -> None:
    picture = pictured(large_graph("plain"), "whole")
    begun = time.perf_counter()
    draw_svg(picture, draw)
    assert time.perf_counter() - begun < 2


SIZES = """
journey sizes "Sizes" {}
field people "People" integer 0..1000
team desk "Desk" {}
segmentation size { segment large "Large" when people >= 500  segment small "Small" when people < 500 }
entry stage asked "Asked" { owner desk  collects people  leave within 5 days else -> gone }
stage shown "Shown" { owner desk }
stage visited "Visited" { owner desk  where small { leave within 9 days else -> gone } }
won stage bought "Bought" { owner desk }
lost stage gone "Gone" { owner desk }
move asked -> shown when people < 300
move asked -> visited when people >= 700
move shown -> bought by desk
move visited -> bought by desk
"""


def test_a_segment_shows_only_the_ways_that_its_buyers_can_take() -> None:
    graph = JourneyGraph(journey_of(SIZES))
    large, small = pictured(graph, "segment:large"), pictured(graph, "segment:small")
    assert ends(large) == {("asked", "visited"), ("visited", "bought"), ("asked", "gone")}
    assert ends(small) == {("asked", "shown"), ("shown", "bought"), ("asked", "gone")}
    assert "shown" not in {box.key for box in large.boxes}


def test_a_segment_shows_its_own_times_and_receivers() -> None:
    handoffs = {
        name: {
            arrow.end: arrow for arrow in pictured(acme(), f"segment:{name}").arrows if arrow.kind is ArrowKind.HANDOFF
        }
        for name in ("enterprise", "commercial")
    }
    assert handoffs["enterprise"]["sal"].clock == "1 business hour"
    assert handoffs["commercial"]["sal"].clock == "4 business hours"
    assert not any("Enterprise" in line for line in handoffs["commercial"]["sal"].lines)
    assert "to Enterprise desk" in handoffs["enterprise"]["sql"].lines
    assert "to Commercial desk" in handoffs["commercial"]["sql"].lines


def test_a_team_sees_its_stages_and_what_leads_there() -> None:
    picture = pictured(acme(), "team:success")
    beside = {box.key for box in picture.boxes if box.is_beside}
    assert {box.key for box in picture.boxes} - beside == {"customer", "renewal", "churned"}
    assert "sql" in beside
    assert ("visitor", "lead") not in ends(picture)


def test_a_desk_sees_the_handoffs_that_a_route_may_give_it() -> None:
    picture = pictured(acme(), "team:enterprise_desk")
    assert ("sal", "sql") in ends(picture)


def test_the_happy_path_is_one_way_from_entry_to_won() -> None:
    picture = pictured(acme(), "happy")
    assert [box.key for box in picture.boxes] == ["visitor", "lead", "sal", "sql", "customer"]
    assert len(picture.arrows) == 4


def test_numbers_are_wide_by_volume() -> None:
    picture = pictured(acme(), "numbers:q1")
    widths = {(arrow.start, arrow.end): arrow.width for arrow in picture.arrows}
    assert widths["visitor", "lead"] > widths["lead", "sal"] > widths["sql", "customer"]


def test_clocks_show_times_and_no_guards() -> None:
    picture = pictured(acme(), "clocks")
    (sal,) = (arrow for arrow in picture.arrows if arrow.kind is ArrowKind.HANDOFF and arrow.end == "sal")
    assert sal.clock == "4 business hours"
    assert sal.lines == (
        "to accept, else SDR team lead",
        "Enterprise: 1 business hour",
        "1 business day to first contact, 6+ attempts",
    )
    assert all(not arrow.lines for arrow in picture.arrows if arrow.kind is ArrowKind.MOVE)
    promised = {(arrow.start, arrow.end): arrow.lines for arrow in picture.arrows if arrow.kind is ArrowKind.PROMISE}
    assert promised["lead", "sql"] == ("Speed to lead", "promised in 8 business days")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("whle", "There is no view `whle`. Did you mean `whole`?"),
        ("team", "The view `team` is of one team: "),
        ("team:sdrr", "No team is called `sdrr`. Did you mean `team:sdr`?"),
        ("happy:x", "The view `happy` takes no name."),
    ],
)
def test_a_view_that_is_not_there_is_said_plainly(words: str, sentence: str) -> None:
    assert refusal(words).startswith(sentence)


def test_the_only_plan_needs_no_name() -> None:
    assert view_called(acme().journey, "numbers") == View("numbers", "q1")


@pytest.mark.parametrize("words", ["whole", "team:sdr", "segment:enterprise", "happy", "numbers", "clocks", "findings"])
def test_every_view_is_told_in_mermaid(words: str) -> None:
    picture = pictured(acme(), words)
    assert write_mermaid(picture).count("\n  style box_") == len(picture.boxes)


@pytest.mark.parametrize("theme", THEMES)
def test_one_theme_is_the_same_for_every_reader(theme: str) -> None:
    svg = draw_svg(pictured(acme(), "happy"), draw, THEMES[theme])
    assert isinstance(svg, str)
    assert "prefers-color-scheme" not in svg
    assert THEMES[theme].paper in svg
    assert THEMES[theme].ink in draw_dot(pictured(acme(), "happy"), THEMES[theme])


def test_print_has_no_colour() -> None:
    dot = draw_dot(pictured(acme(), "whole"), PRINT)
    colours = {dot[place + 1 : place + 7] for place, letter in enumerate(dot) if letter == "#"}
    assert {colour for colour in colours if len({colour[:2], colour[2:4], colour[4:]}) > 1} == set()


def test_a_pdf_says_no_day_and_is_the_same_twice() -> None:
    one, other = (draw_pdf(pictured(acme(), "happy"), draw) for _ in range(2))
    assert not isinstance(one, NoDrawing)
    assert one == other
    assert one.startswith(b"%PDF-")
    assert b"D:20000101000000" in one


def test_links_are_read_in_the_order_of_the_journey() -> None:
    addresses = Addresses("stage-{}".format, "handoff-{}-{}".format, "team-{}".format)
    graph = acme()
    svg = draw_svg(journey_picture(graph, addresses, show_whole(graph), Direction.RIGHT), draw)
    links = [link.attrib["href"] for link in ElementTree.fromstring(str(svg)).iter(f"{SVG}a")]
    assert links[:5] == ["team-marketing", "stage-visitor", "stage-lead", "handoff-lead-sal", "stage-nurture"]
    assert [one for one in links if one.startswith("stage-")] == [f"stage-{name}" for name in graph.journey.stages]


def test_parts_are_marked_with_their_teams_and_segments() -> None:
    graph = JourneyGraph(journey_of(SIZES))
    picture = journey_picture(graph, NO_ADDRESSES, with_segments(graph, show_whole(graph)), Direction.RIGHT)
    concerns = {box.key: box.concerns for box in picture.boxes}
    assert concerns["shown"] == ("team-desk", "segment-small")
    assert concerns["asked"] == ("team-desk", "segment-large", "segment-small")
    assert {arrow.concerns for arrow in picture.arrows if arrow.start == "visited"} == {
        ("team-desk", "segment-large"),
        ("team-desk",),
    }


def test_a_change_of_words_moves_no_other_part() -> None:
    before = large_journey("plain", 24, 6)
    after = before.replace('"Stage 5"', '"Stuge 5"')
    one, other = (
        str(draw_svg(pictured(JourneyGraph(journey_of(text)), "whole"), draw)).splitlines() for text in (before, after)
    )
    changed = [line for line in other if line not in one]
    assert all("Stuge" in line for line in changed)
