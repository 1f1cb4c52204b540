"""Journeys of hundreds of one thing: work grows with them and not with their square, pages and pictures have limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

import pytest

from bulk import calls_in
from journeydsl.analysis import Analysis, Choice, analyze
from journeydsl.render.diagrams.composition import compose
from journeydsl.render.diagrams.courses import effort
from journeydsl.render.diagrams.dot import VAST
from journeydsl.render.diagrams.drawing import MOST_EFFORT, Failure, Form, NoDrawing, Reason, draw_dot, place
from journeydsl.render.diagrams.graphviz_library import draw
from journeydsl.render.diagrams.journey_picture import NO_ADDRESSES
from journeydsl.render.diagrams.picture import Picture
from journeydsl.render.diagrams.views import View, view_picture
from journeydsl.render.playbook import site
from journeydsl.render.playbook.playbook import render_playbook
from journeydsl.render.playbook.site import MOST_PAGES, MOST_SIDES
from journeydsl.syntax.parse import parse
from journeydsl.text.source import Source

HEAD = 'journey large "Large"\nteam desk "Desk"\nentry stage first { owner desk }\nwon stage last { owner desk }\n'
BULKS: Mapping[str, Callable[[int], str]] = {
    "stage": lambda n: f'stage s{n} "Stage {n}" {{ owner desk }}\nmove first -> s{n} by desk',
    "handoff": lambda n: (
        f"stage s{n}\nhandoff first -> s{n} {{ by desk  accept within 4 hours else escalate to desk }}"
    ),
    "team": lambda n: f'team t{n} "Team {n}" {{ email "t{n}@large.example" }}\nstage s{n} {{ owner t{n} }}',
    "part": lambda n: f"team t{n} {{ part of desk  stand in desk }}",
    "field": lambda n: f"field f{n} text\nstage s{n} {{ collects f{n} }}",
    "role": lambda n: f'role r{n} {{ buyer asks "How {n}?" }}\nstage s{n} {{ expects r{n} }}',
    "content": lambda n: f"content c{n} in s{n}\nstage s{n}",
    "offer": lambda n: f"offer o{n} by desk {{ brings 5 first }}",
    "meeting": lambda n: f"meeting m{n} every week on mon for desk",
    "promise": lambda n: f"promise p{n} desk to desk first -> last within {n + 1} days",
}


def analysed(text: str) -> Analysis:
    return analyze("a.journey", {"a.journey": parse(Source("a.journey", text))}, {}, date(2026, 11, 22), Choice({}))


def no_engine(dot: str, form: Form) -> Failure:
    return Failure(Reason.NO_GRAPHVIZ)


def playbook(analysis: Analysis) -> Mapping[str, str | bytes]:
    assert analysis.journey is not None
    assert analysis.graph is not None
    return render_playbook(analysis.journey, analysis.graph, analysis.diagnostics, analysis.today, no_engine)


def many(kind: str, number: int) -> str:
    return HEAD + "\n".join(BULKS[kind](n) for n in range(number)) + "\n"


@pytest.mark.parametrize("kind", BULKS)
def test_a_build_takes_twice_the_steps_for_twice_as_much(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "MOST_PAGES", 20)
    few, much = analysed(many(kind, 130)), analysed(many(kind, 260))
    assert calls_in(lambda: playbook(much)) < 2.6 * calls_in(lambda: playbook(few))


def test_of_too_many_stages_none_has_a_page_and_every_link_leads_to_the_list() -> None:
    text = "\n".join(f"stage s{n} {{ owner desk }}" for n in range(MOST_PAGES - 2))
    assert "stages/s0.html" in playbook(analysed(HEAD + text))
    files = playbook(analysed(f"{HEAD}{text}\nstage one_more {{ owner desk }}\nrole buyer\n"))
    assert not [path for path in files if path.startswith("stages/")]
    assert "roles/buyer.html" in files
    listed = str(files["stages.html"])
    assert "251 are too many for a page each" in listed
    assert 'id="stage-one_more"' in listed
    linked = set(re.findall(r'href="stages\.html#([^"]+)"', str(files["journey-map.html"])))
    assert len(linked) == MOST_PAGES + 1
    assert all(f'id="{one}"' in listed for one in linked)


def test_of_too_many_teams_none_has_a_page() -> None:
    files = playbook(analysed(HEAD + "\n".join(f"team t{n}" for n in range(MOST_SIDES))))
    assert {path for path in files if path.startswith("for/")} == {"for/revenue-operations.html"}
    assert 'href="teams.html#team-t0"' in str(files["start.html"])


def woven(stages: int, reach: int) -> Picture:
    """Every stage leads to the next few."""
    ways = "\n".join(
        f"move s{n} -> s{n + more} by desk" for n in range(stages) for more in range(1, reach) if n + more < stages
    )
    graph = analysed(HEAD + "\n".join(f"stage s{n} {{ owner desk }}" for n in range(stages)) + "\n" + ways).graph
    assert graph is not None
    found = view_picture(graph, View("whole"), NO_ADDRESSES, None, ())
    assert isinstance(found, Picture)
    return found


def test_nobody_is_asked_to_place_what_takes_minutes() -> None:
    def never(dot: str, form: Form) -> bytes:
        raise AssertionError("this would take minutes")

    picture = woven(45, 45)
    assert effort(compose(picture)) > MOST_EFFORT
    answer = place(picture, never)
    assert isinstance(answer, NoDrawing)
    assert answer.reason is Reason.TOO_LARGE


def test_very_much_is_drawn_with_straight_lines() -> None:
    small, large = woven(20, 3), woven(120, 5)
    assert effort(compose(small)) < VAST < effort(compose(large)) < MOST_EFFORT
    assert "splines=true" in draw_dot(small)
    assert "splines=line" in draw_dot(large)
    assert not isinstance(place(large, draw), NoDrawing)
