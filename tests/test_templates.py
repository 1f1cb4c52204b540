"""A workspace's templates, logo and colours: they change how pages look, and reach nothing else."""

from pathlib import Path

import pytest

import console
from journeydsl.render.diagrams.palette import contrast
from journeydsl.render.playbook.site import Appearance
from journeydsl.render.playbook.style import COLOURS, READABLE, colour_problems, style_sheet
from journeydsl.render.templating.budget import MOST_LETTERS
from journeydsl.render.templating.fault import TemplateFault
from journeydsl.render.templating.press import press

JOURNEY = """journey stall "The market stall" {}

team stall "Stall" {}
team bakers "Bakers" {}

entry stage visitor "Visitor" { owner stall }
won stage customer "Customer" { owner bakers }
move visitor -> customer by stall because bought
"""
LONG = "x" * 10_000
PAGE = '{% extends "playbook/page.html" %}\n'

PATHS = {"settings": "journey.toml", "page": "templates/page.html", "style": "templates/playbook.css"}

ESCAPES = [
    "{{ ''.__class__ }}",
    "{{ ''['__class__'] }}",
    "{{ ''['__cla' ~ 'ss__'] }}",
    "{{ ''|attr('__class__') }}",
    "{{ ().__class__.__bases__[0].__subclasses__() }}",
    "{{ (1).__class__.__mro__ }}",
    "{{ ask.__globals__ }}",
    "{{ ask.__code__ }}",
    "{{ ask }}",
    "{{ ask ~ '' }}",
    "{{ [ask]|first|string }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ lipsum.__globals__ }}",
    "{{ joiner }}",
    "{{ namespace.__init__ }}",
    "{{ environment }}",
    "{{ request }}",
    "{{ config }}",
    "{{ '%s'|format(1) }}",
    "{{ '{0.__class__}'.format(1) }}",
    "{{ '{x}'.format_map({'x': 1}) }}",
    "{{ '{:99999999999}'.format(1) }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ [1]|map(attribute='__class__')|list }}",
    "{{ [1]|selectattr('__class__')|list }}",
    "{{ {}.update({'a': 1}) }}",
    "{{ [].append(1) }}",
    "{% include '../../etc/passwd' %}",
    "{% include '/etc/passwd' %}",
    "{% include 'playbook/../../playbook.py' %}",
    "{% include 'playbook.css' %}",
    "{% extends '../page.html' %}",
    "{% import 'os' as os %}",
    "{% from 'os' import system %}",
]

COSTLY = [
    "{% for i in range(10**9) %}x{% endfor %}",
    "{% for i in range(1000000000) %}x{% endfor %}",
    "{{ range(1000000000)|list }}",
    "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}",
    "{% for step in [1] %}{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}{% endfor %}",
    "{% for i in range(9999) %}" + LONG + "{% endfor %}",
    "{% set x %}{% for i in range(9999) %}" + LONG + "{% endfor %}{% endset %}",
    "{{ 'a' * 1000000000 }}",
    "{{ ['a'] * 1000000000 }}",
    "{{ 10**10**10 }}",
    "{{ 'a'|center(999999999) }}",
    "{{ 'a'.ljust(999999999) }}",
    "{{ 'a'|indent(999999999) }}",
    "{{ 'a'.replace('a', 'aa') }}",
    "{{ lipsum(999999) }}",
    "{% set n = namespace(x='aa') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "{% set n = namespace(x='aa') %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "{% set n = namespace(x='aa') %}{% for i in range(99) %}{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}",
    "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "{% set n = namespace(x=2) %}{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
    "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "{% include 'page.html' %}",
    "{% for i in range(99) %}{% include 'page.html' %}{% endfor %}",
    "{% extends 'page.html' %}",
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "{% for a in 'x' %}" * 30 + "{% endfor %}" * 30,
]


def ask(text: str) -> str:
    """What a page gives its template to call."""
    return text


def printed(template: str) -> str:
    return press({"page.html": template})("page.html", {"ask": ask, "text": "<b>"})


def built(folder: Path, **files: str) -> tuple[str, int]:
    (folder / "stall.journey").write_text(JOURNEY, "utf-8")
    for name, text in files.items():
        path = (
            folder
            / {"settings": "journey.toml", "page": "templates/page.html", "style": "templates/playbook.css"}[name]
        )
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return console.journey("build stall.journey --out out", folder)


@pytest.mark.parametrize("template", ESCAPES)
def test_a_template_reads_and_runs_nothing(template: str) -> None:
    with pytest.raises(TemplateFault, match=r"`templates/page.html`"):
        printed(template)


@pytest.mark.parametrize("template", COSTLY, ids=range(len(COSTLY)))
def test_a_template_costs_only_so_much(template: str) -> None:
    with pytest.raises(TemplateFault, match=r"`templates/page.html`"):
        printed(template)


def test_ordinary_templates_print() -> None:
    assert (
        printed("{{ text }} {{ 'a' ~ text }} {{ 1 + 2 }} {{ 7 % 4 }} {{ text|length }}") == "&lt;b&gt; a&lt;b&gt; 3 3 3"
    )
    assert printed("{% for i in range(3) %}{{ loop.index }}{% endfor %}{{ ask('x').upper() }}") == "123X"
    assert printed("{% macro m(a) %}<i>{{ a }}</i>{% endmacro %}{{ m(text) }}") == "<i>&lt;b&gt;</i>"
    assert len(printed("{% for i in range(1000) %}" + "x" * 1000 + "{% endfor %}")) == 1_000_000 < MOST_LETTERS


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("\n{% blok %}", "line 3, cannot be read as a template: Encountered unknown tag 'blok'"),
        ("\n\n{% block footer %}{{ nobody }}{% endblock %}", "line 4, names something that is not there: 'nobody'"),
        (
            "{% block footer %}\n{{ ''.__class__ }}{% endblock %}",
            "line 3, asks for something that templates do not get",
        ),
        ("{% block footer %}{% include 'x' %}{% endblock %}", "line 2, asks for the template `x`, which is not there"),
        ("{% block footer %}{{ address() }}{% endblock %}", "line 2, does something that does not work"),
    ],
)
def test_a_fault_is_one_sentence_with_file_and_line(tmp_path: Path, template: str, sentence: str) -> None:
    output, code = built(tmp_path, page=PAGE + template)
    assert code == 2
    assert output.startswith(f"error: `templates/page.html`, {sentence}")
    assert output.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_blocks_are_overridden_one_by_one(tmp_path: Path) -> None:
    blocks = ("head", "brand", "search", "navigation", "heading", "content", "neighbours", "footer")
    page = PAGE + "".join(f"{{% block {name} %}}{{{{ super() }}}}<!--our {name}-->{{% endblock %}}" for name in blocks)
    assert built(tmp_path, page=page, style=".ours { color: red }")[1] == 0
    front = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert all(front.count(f"<!--our {name}-->") == 1 for name in blocks)
    assert ".ours { color: red }" in (tmp_path / "out" / "playbook.css").read_text("utf-8")


def test_a_template_that_changes_nothing_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "own").mkdir()
    built(tmp_path / "plain")
    built(tmp_path / "own", page=PAGE.strip())
    plain, own = ((tmp_path / name / "out" / "index.html").read_text("utf-8") for name in ("plain", "own"))
    assert plain == own


def test_a_template_that_leads_out_of_the_workspace_is_refused(tmp_path: Path) -> None:
    work = tmp_path / "work"
    (work / "templates").mkdir(parents=True)
    (tmp_path / "secret.html").write_text("secret", "utf-8")
    (work / "templates" / "page.html").symlink_to(tmp_path / "secret.html")
    (work / "journey.toml").write_text("", "utf-8")
    output, code = built(work)
    assert code == 2
    assert "leads out of" in output


def test_the_logo_is_inside_the_page_and_only_a_picture(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "utf-8"
    )
    assert built(tmp_path, settings='[playbook]\nlogo = "logo.svg"\n')[1] == 0
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert '<img src="data:image/svg+xml;base64,' in page
    assert "alert(1)" not in page
    assert not (tmp_path / "out" / "logo.svg").exists()


@pytest.mark.parametrize("logo", ["../logo.svg", "/logo.svg", "logo.html", "c:logo.png", "https://a.example/l.png"])
def test_a_logo_elsewhere_or_of_another_kind_is_refused(tmp_path: Path, logo: str) -> None:
    output, code = built(tmp_path, settings=f'[playbook]\nlogo = "{logo}"\n')
    assert code == 2
    assert "`playbook.logo` is a picture inside the workspace" in output


def test_pages_come_in_the_order_that_is_asked_for(tmp_path: Path) -> None:
    settings = '[playbook]\norder = ["glossary", "teams"]\n[playbook.audiences]\nstall = ["teams", "stages"]\n'
    assert built(tmp_path, settings=settings)[1] == 0
    front = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert front.index('href="glossary.html"') < front.index('href="teams.html"') < front.index('href="stages.html"')
    side = (tmp_path / "out" / "for" / "stall.html").read_text("utf-8")
    assert side.index("Read these first") < side.index('<li><a href="../teams.html"><bdi>Teams</bdi></a></li>')
    assert "Read these first" not in (tmp_path / "out" / "for" / "bakers.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ("[playbook]\nlogos = 1", "there is no key `playbook.logos`; there is `playbook.logo`"),
        ('[playbook]\norder = ["nowhere"]', "`playbook.order` names `nowhere`, and no playbook has such a page"),
        ("[playbook]\norder = 1", "`playbook.order` is a list of pages, each in quotes"),
        ("[playbook]\naudiences = 1", "`playbook.audiences` is a section, written `[playbook.audiences]`"),
        ('[playbook.colours]\nlinks = "#174a86"', "there is no colour `playbook.colours.links`; there is `link`"),
        ('[playbook.colours]\nlink = "blue"', '`playbook.colours.link` is a colour such as "#174a86"'),
        ('[playbook.colours]\nlink = "#8fb8ff"', "`playbook.colours.link` is hard to read: `link` #8fb8ff on `paper`"),
        ('[playbook.colours.dark]\nlink = "#174a86"', "`playbook.colours.dark.link` is hard to read"),
        ('[playbook.colours]\npaper = "#777777"', "`playbook.colours.paper` is hard to read: `ink` #1c2127 on `paper`"),
    ],
)
def test_slips_in_the_settings_are_told(tmp_path: Path, settings: str, sentence: str) -> None:
    output, code = built(tmp_path, settings=settings)
    assert code == 2
    assert sentence in output


def test_our_own_colours_can_be_read() -> None:
    sheet = style_sheet(Appearance())
    assert contrast("#1c2127", "#ffffff") > READABLE
    assert all(f"--{name}:" in sheet for name in COLOURS)
    everything = {"link": "#174a86"}
    assert list(colour_problems(everything, {})) == []
    assert list(colour_problems({}, {"link": "#9cc4f5"})) == []


def test_a_colour_for_light_alone_leaves_dark_as_it_is() -> None:
    sheet = style_sheet(Appearance(colours={"link": "#0b6b3a"}))
    light, _, dark = sheet.rpartition("@media screen and (prefers-color-scheme:dark)")
    assert "--link:#0b6b3a;" in light
    assert "--link:#9cc4f5;" in dark
