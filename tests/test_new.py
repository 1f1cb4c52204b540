"""`journey new` on a terminal: five questions, each answered, corrected or taken as it stands."""

import os
import pty
import subprocess
import sys
from pathlib import Path


def on_a_terminal(folder: Path, answers: list[str], *words: str) -> str:
    """What a terminal shows while `journey new` is answered, a line for each answer."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "journeydsl", "new", *words]
    environment = {**os.environ, "JOURNEY_CACHE": "off", "NO_COLOR": "1", "COLUMNS": "120"}
    with subprocess.Popen(
        command, cwd=folder, stdin=follower, stdout=follower, stderr=follower, env=environment, close_fds=True
    ) as process:
        os.close(follower)
        os.write(leader, "".join(f"{answer}\n" for answer in answers).encode())
        shown = b""
        while True:
            try:
                piece = os.read(leader, 4096)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        process.wait()
    os.close(leader)
    return shown.decode().replace("\r\n", "\n")


def check(folder: Path) -> str:
    command = [sys.executable, "-m", "journeydsl", "check", "."]
    environment = {**os.environ, "JOURNEY_CACHE": "off", "NO_COLOR": "1", "JOURNEY_TODAY": "2026-11-22"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False).stdout


def test_enter_takes_what_is_offered(tmp_path: Path) -> None:
    shown = on_a_terminal(tmp_path, [""] * 5)
    assert "5. What may be sent back?" in shown
    assert "Wrote `our_journey.journey`." in shown
    assert check(tmp_path) == "Nothing found in 1 journey.\n"


def test_answers_make_the_journey_and_wrong_ones_are_asked_again(tmp_path: Path) -> None:
    answers = [
        "Marketing, Inside sales, Field sales",
        "Reader",
        "Reader, Enquiry, Visit, Client",
        "Marketing, Nobody, Field sales, Field sales",
        "Marketing, Inside sales, Field sales, Field sales",
        "soon",
        "2 business hours",
        "Too far away",
    ]
    shown = on_a_terminal(tmp_path, answers, "Corner shop")
    assert "A journey needs two stages or more" in shown
    assert "“Nobody” is none of the teams" in shown
    assert "“soon” is no time" in shown
    text = (tmp_path / "corner_shop.journey").read_text("utf-8")
    assert "handoff reader -> enquiry" in text
    assert "handoff enquiry -> visit" in text
    assert "accept within 2 business hours" in text
    assert 'too_far_away "Too far away"' in text
    assert check(tmp_path) == "Nothing found in 1 journey.\n"
