"""The live preview over a real socket: it follows saves, keeps the last good version, and serves nobody else."""

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import pages
from journeydsl.serve.bar import empty_page
from journeydsl.serve.preview import Asked, Preview
from journeydsl.serve.server import Server, Visit

JOURNEY = """journey stall "The market stall" {}

team stall "Stall" {}

entry stage visitor "Visitor" { owner stall }
won stage customer "Customer" { owner stall }
move visitor -> customer by stall because bought
"""
BROKEN = JOURNEY.replace("move visitor -> customer", "move visitor -> -> customer")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "stall.journey").write_text(JOURNEY, "utf-8")
    (tmp_path / "secret.txt").write_text("for nobody", "utf-8")
    preview = Preview(Asked((str(tmp_path),), str(tmp_path), None))
    preview.look()
    serving = Server(preview, 0)
    thread = threading.Thread(target=serving.run, daemon=True)
    thread.start()
    yield serving
    serving.shutdown()
    thread.join(10)
    assert not thread.is_alive()


def visit(server: Server, path: str, method: str = "GET", **headers: str) -> tuple[int, str, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=named)
    answer = connection.getresponse()
    found = answer.status, answer.read().decode("utf-8", "replace"), dict(answer.getheaders())
    connection.close()
    return found


def saved(server: Server, path: Path, text: str) -> None:
    """Saves, and waits until the server has seen it."""
    before = server.preview.shown.number
    path.write_text(text, "utf-8")
    status, number, _ = visit(server, f"/-/changes?since={before}")
    assert (status, int(number) > before) == (200, True)


def test_it_listens_to_this_machine_alone(server: Server) -> None:
    assert server.socket.getsockname()[0] == "127.0.0.1"
    assert server.server_port > 0


def test_the_front_page_carries_the_bar_and_a_policy_in_its_header(server: Server) -> None:
    status, page, headers = visit(server, "/")
    assert status == 200
    assert 'class="live ' in page
    assert "finding" in page
    assert "http-equiv" not in page
    rules = headers["Content-Security-Policy"]
    assert "default-src 'none'" in rules
    assert "script-src 'self' 'sha256-" in rules
    assert headers["Cache-Control"] == "no-store"


def test_a_save_is_followed(server: Server, tmp_path: Path) -> None:
    saved(server, tmp_path / "stall.journey", JOURNEY.replace("Visitor", "Passer-by"))
    assert "Passer-by" in visit(server, "/stages/visitor.html")[1]


def test_the_last_good_version_stays_while_the_text_is_broken(server: Server, tmp_path: Path) -> None:
    saved(server, tmp_path / "stall.journey", BROKEN)
    status, page, _ = visit(server, "/stages/visitor.html")
    assert status == 200
    assert "The text cannot be read whole" in page
    assert "The page shows the last version" in page
    assert "stall.journey:7" in page
    assert "Customer" in page
    saved(server, tmp_path / "stall.journey", JOURNEY)
    assert "The text cannot be read" not in visit(server, "/")[1]


def test_settings_and_templates_are_followed_and_their_slips_told(server: Server, tmp_path: Path) -> None:
    saved(server, tmp_path / "journey.toml", "[playbook]\norder = 7\n")
    assert "<code>playbook.order</code> is a list of pages" in visit(server, "/")[1]
    saved(server, tmp_path / "journey.toml", "")
    (tmp_path / "templates").mkdir()
    template = tmp_path / "templates" / "page.html"
    saved(server, template, '{% extends "playbook/page.html" %}\n{% block footer %}<p>Ours</p>{% endblock %}')
    assert "<p>Ours</p>" in visit(server, "/")[1]
    saved(server, template, '{% extends "playbook/page.html" %}\n{% block footer %}{{ nobody }}{% endblock %}')
    page = visit(server, "/")[1]
    assert "<code>templates/page.html</code>, line 2, names something that is not there" in page
    assert "<p>Ours</p>" in page


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "0.0.0.0", ""])
def test_a_name_that_another_site_can_take_is_refused(server: Server, host: str) -> None:
    assert visit(server, "/", Host=host)[0] == 403


def test_localhost_is_this_machine_too(server: Server) -> None:
    assert visit(server, "/", Host=f"localhost:{server.server_port}")[0] == 200


def test_other_sites_read_nothing(server: Server) -> None:
    assert visit(server, "/", Origin="https://evil.example")[0] == 403
    assert visit(server, "/playbook.css", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors")[0] == 403
    assert visit(server, "/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate")[0] == 200


@pytest.mark.parametrize(
    "path",
    ["/secret.txt", "/../secret.txt", "/..%2fsecret.txt", "/stall.journey", "/stages/", "/stages", "//etc/passwd",
     "/%00", "/-/", "/-/../secret.txt", "/etc/passwd", "/.journey-build.json", "/index.html%20"],
)  # fmt: skip
def test_only_what_was_built_is_served_and_no_folder_is_listed(server: Server, path: str) -> None:
    assert visit(server, path)[0] == 404


def test_other_questions_than_get_and_head_are_refused(server: Server) -> None:
    assert visit(server, "/", "POST")[0] == 501
    status, text, headers = visit(server, "/", "HEAD")
    assert (status, text) == (200, "")
    assert int(headers["Content-Length"]) > 0


def test_a_browser_that_goes_leaves_no_word(
    server: Server, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def gone(visit: Visit, *words: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(Visit, "_give", gone)
    with pytest.raises((http.client.HTTPException, OSError)):
        visit(server, "/")
    assert "Traceback" not in capfd.readouterr().err


def test_every_link_of_the_playbook_is_answered(server: Server) -> None:
    for path in server.preview.shown.files:
        assert visit(server, f"/{path}")[0] == 200


def test_a_hostile_journey_does_not_act_in_the_bar(tmp_path: Path) -> None:
    hostile = JOURNEY.replace("because bought", 'because "</aside><script>alert(1)</script>"')
    (tmp_path / "stall.journey").write_text(hostile.replace("-> customer", "-> <b>nobody"), "utf-8")
    preview = Preview(Asked((str(tmp_path),), str(tmp_path), None))
    preview.look()
    from journeydsl.serve.bar import watched_page

    page = watched_page("<html><head></head><body></body></html>", preview.shown)
    assert "<script>" not in page
    assert page.count("<script") == 1


def test_a_start_without_a_journey_says_so_and_follows(tmp_path: Path) -> None:
    preview = Preview(Asked((str(tmp_path),), str(tmp_path), None))
    assert preview.look()
    assert "holds no journey file" in preview.shown.trouble[0].sentence
    assert not preview.look()
    (tmp_path / "stall.journey").write_text(JOURNEY, "utf-8")
    assert preview.look()
    assert preview.shown.trouble == ()


@pytest.mark.parametrize(
    ("wanted", "code", "title"),
    [
        ("", "en", "Nothing to show yet"),
        ("fr,de-AT;q=0.8,en;q=0.5", "de", "Noch gibt es nichts zu sehen"),
        ("en-GB,de;q=0.7", "en", "Nothing to show yet"),
        ("*,;;", "en", "Nothing to show yet"),
    ],
)
def test_where_there_is_no_journey_yet_the_page_speaks_the_language_of_the_browser(
    wanted: str, code: str, title: str
) -> None:
    page = empty_page(wanted)
    assert f'<html lang="{code}">' in page
    assert f"<h1>{title}</h1>" in page


def test_the_examples_are_shown(tmp_path: Path) -> None:
    preview = Preview(Asked((str(pages.ROOT / "journeys" / "handbook"),), str(tmp_path), None))
    preview.look()
    assert "index.html" in preview.shown.files
    assert preview.shown.findings
