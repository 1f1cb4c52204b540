"""Hooks and drivers in real repositories: what a commit is stopped by, and what git shows and merges."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

import pages
from journeydsl.cli import main

SOURCE = pages.ROOT / "src"
SHOP = """use "teams.journey"

journey shop "The shop" {}

field name "Name" text
entry stage lead "Lead" {
  owner sales
  buyer does "Asks"
  collects name
  leave within 60 days else -> gone
}
won stage customer "Customer" { owner sales  buyer does "Rides" }
lost stage gone "Gone" { owner sales  buyer does "Buys elsewhere" }
move lead -> customer by sales because signed "Signed"

scenario "Nobody moves alone" {
  given name = "Ada"
  at lead
  expect stays
}
"""
TEAMS = 'team sales "Sales" { email "sales@shop.example" }\n'


class Repository:
    """A repository in a folder of its own, with the program on its way."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bin = folder.parent / "bin"
        self.bin.mkdir(parents=True, exist_ok=True)
        script = self.bin / "journey"
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m journeydsl "$@"\n', "utf-8")
        script.chmod(0o755)
        folder.mkdir()
        self.git("init", "-q", "-b", "main")

    @property
    def variables(self) -> Mapping[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        return kept | {
            "PYTHONPATH": str(SOURCE), "PATH": f"{self.bin}{os.pathsep}{kept['PATH']}", "HOME": str(self.bin),
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@shop.example",
            "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@shop.example", "NO_COLOR": "1",
            "JOURNEY_TODAY": "2026-11-22", "JOURNEY_CACHE": str(self.bin / "cache"),
        }  # fmt: skip

    def run(self, *command: str) -> tuple[int, str]:
        done = subprocess.run(command, cwd=self.folder, env=dict(self.variables), capture_output=True, text=True,
                              check=False)  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    def git(self, *words: str) -> str:
        code, said = self.run("git", *words)
        assert code == 0, said
        return said

    def journey(self, *words: str) -> tuple[int, str]:
        return self.run(sys.executable, "-P", "-m", "journeydsl", *words)

    def write(self, **files: str) -> None:
        for name, text in files.items():
            (self.folder / f"{name}.journey").write_text(text, "utf-8")

    def commit(self, *words: str) -> tuple[int, str]:
        return self.run("git", "commit", "-q", "-m", "one", *words)


@pytest.fixture
def shop(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "shop")
    repository.write(shop=SHOP, teams=TEAMS)
    repository.git("add", "-A")
    assert repository.commit()[0] == 0
    return repository


@pytest.fixture
def hooked(shop: Repository) -> Repository:
    assert shop.journey("hook", "install") == (
        0, "Wrote `.git/hooks/pre-commit` and `.git/hooks/pre-merge-commit`: what you commit and merge is checked from "
           "now on.\n")  # fmt: skip
    return shop


def test_a_good_commit_passes_without_a_word(hooked: Repository) -> None:
    hooked.write(shop=SHOP.replace("60 days", "50 days"))
    assert hooked.commit("-a") == (0, "")


def test_a_bad_commit_is_stopped_and_says_what_to_do(hooked: Repository) -> None:
    hooked.write(shop=SHOP.replace('"Gone" { owner sales ', '"Gone" {'))
    code, said = hooked.commit("-a")
    assert code == 1
    assert "Nobody owns `gone`" in said
    assert "fix: Add `owner` and a team to `gone`" in said
    assert "The commit is stopped. Mend what stands above, `git add` the files and commit again" in said


def test_a_change_in_a_library_checks_the_journeys_that_use_it(hooked: Repository) -> None:
    hooked.write(teams=TEAMS.replace("sales ", "desk ", 1))
    code, said = hooked.commit("-a")
    assert code == 1
    assert "shop.journey" in said


def test_a_file_that_is_gone_is_missed(hooked: Repository) -> None:
    hooked.git("rm", "-q", "teams.journey")
    code, said = hooked.commit()
    assert code != 0
    assert "teams.journey" in said


def test_what_is_staged_counts_and_not_the_files_as_they_are(hooked: Repository) -> None:
    hooked.write(shop=SHOP.replace('"Gone" { owner sales ', '"Gone" {'))
    hooked.git("add", "-A")
    hooked.write(shop=SHOP)
    assert hooked.commit()[0] == 1
    hooked.git("add", "-A")
    hooked.write(shop="what is this", other="journey other {")
    assert hooked.run("git", "commit", "-q", "--allow-empty", "-m", "one")[0] == 0


def test_a_library_that_was_never_added_is_missed(hooked: Repository) -> None:
    hooked.write(shop=f'use "more.journey"\n{SHOP}', more='team more "More" { email "more@shop.example" }\n')
    code, said = hooked.commit("-a")
    assert code != 0
    assert "more.journey" in said


def test_a_part_of_the_files_can_be_committed(hooked: Repository) -> None:
    hooked.write(shop=SHOP.replace('"Gone" { owner sales ', '"Gone" {'), teams=TEAMS.replace('"Sales"', '"Desk"'))
    assert hooked.commit("teams.journey") == (0, "")
    assert hooked.commit("shop.journey")[0] == 1


def test_other_files_and_empty_repositories_are_no_matter(hooked: Repository, tmp_path: Path) -> None:
    (hooked.folder / "notes.txt").write_text("notes", "utf-8")
    hooked.git("add", "-A")
    assert hooked.commit() == (0, "")
    empty = Repository(tmp_path / "empty")
    assert empty.journey("hook", "run") == (0, "")


def test_the_layout_and_the_scenarios_stop_a_commit_too(hooked: Repository) -> None:
    hooked.write(teams=TEAMS.replace('"Sales" {', '"Sales"   {'))
    code, said = hooked.commit("-a")
    assert code == 1
    assert "`teams.journey` is not in its one form: `journey fmt teams.journey` brings it there" in said
    hooked.write(teams=TEAMS, shop=SHOP.replace("expect stays", "expect not stays"))
    code, said = hooked.commit("-a")
    assert (code, "Nobody moves alone" in said) == (1, True)


def test_a_baseline_and_settings_count_as_staged(hooked: Repository) -> None:
    hooked.write(shop=SHOP.replace('"Gone" { owner sales ', '"Gone" {'))
    assert hooked.journey("baseline")[0] == 0
    hooked.git("add", "-A")
    assert hooked.commit() == (0, "")
    hooked.git("rm", "-q", "--cached", ".journey-baseline.jsonl")
    assert hooked.commit()[0] == 1
    (hooked.folder / "journey.toml").write_text('[severity]\nownerless-stage = "off"\n', "utf-8")
    hooked.git("add", "journey.toml")
    assert hooked.commit() == (0, "")


def test_workspaces_inside_have_their_own_settings(hooked: Repository) -> None:
    inner = hooked.folder / "crm"
    inner.mkdir()
    (inner / "journey.toml").write_text('exclude = ["drafts"]\n[severity]\nownerless-stage = "off"\n', "utf-8")
    (inner / "teams.journey").write_text(TEAMS, "utf-8")
    (inner / "crm.journey").write_text(SHOP.replace('"Gone" { owner sales ', '"Gone" {'), "utf-8")
    (inner / "drafts").mkdir()
    (inner / "drafts" / "next.journey").write_text("journey next {{{", "utf-8")
    hooked.git("add", "-A")
    assert hooked.run(sys.executable, "-P", "-m", "journeydsl", "hook", "run", "check") == (0, "")


def test_a_stale_playbook_and_one_edited_by_hand_stop_a_commit(hooked: Repository) -> None:
    assert hooked.journey("build")[0] == 0
    hooked.git("add", "-A")
    assert hooked.commit() == (0, "")
    hooked.write(shop=SHOP.replace("60 days", "50 days"))
    code, said = hooked.commit("-a")
    assert (code, "`playbook` is stale: `shop.journey` has changed since it was built." in said) == (1, True)
    assert hooked.journey("build")[0] == 0
    (hooked.folder / "playbook" / "index.html").write_text("mine", "utf-8")
    code, said = hooked.commit("-a")
    assert (code, "`index.html` in `playbook` was edited by hand" in said) == (1, True)


def test_nothing_in_a_repository_is_run(hooked: Repository) -> None:
    for name in "click.py", "journeydsl.py", "sitecustomize.py":
        (hooked.folder / name).write_text('raise SystemExit("run")\n', "utf-8")
    hooked.write(shop=SHOP.replace("60 days", "50 days"))
    hooked.git("add", "-A")
    assert hooked.commit() == (0, "")


# ---- installing


def test_installing_twice_is_installing_once_and_uninstalling_takes_all_away(shop: Repository) -> None:
    assert shop.journey("hook", "status")[0] == 1
    for _ in range(2):
        assert shop.journey("hook", "install", "--drivers")[0] == 0
    assert (shop.folder / ".gitattributes").read_text("utf-8") == "*.journey diff=journey merge=journey\n"
    assert shop.journey("hook", "status") == (
        0, "`.git/hooks/pre-commit` and `.git/hooks/pre-merge-commit` check what you commit and merge.\n"
           "git compares and merges journeys by what they say.\n")  # fmt: skip
    assert shop.journey("hook", "uninstall")[0] == 0
    assert not list((shop.folder / ".git" / "hooks").glob("pre-*commit"))
    assert not (shop.folder / ".gitattributes").exists()
    assert "journey" not in (shop.folder / ".git" / "config").read_text("utf-8")
    assert shop.journey("hook", "uninstall") == (0, "Nothing of ours is installed here.\n")


def test_the_hook_of_somebody_else_is_left_alone(shop: Repository) -> None:
    hook = shop.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntrue\n", "utf-8")
    for words in ("install",), ("uninstall",):
        code, said = shop.journey("hook", *words)
        assert (code, "left alone" in said) == (1, True)
    assert hook.read_text("utf-8") == "#!/bin/sh\ntrue\n"
    hook.unlink()
    assert shop.journey("hook", "install")[0] == 0
    with hook.open("a", encoding="utf-8") as file:
        file.write("# mine\n")
    assert shop.journey("hook", "uninstall")[0] == 1
    assert shop.journey("hook", "install")[0] == 1
    assert hook.exists()


def test_what_somebody_else_asks_at_a_merge_is_left_alone_too(shop: Repository) -> None:
    merging = shop.folder / ".git" / "hooks" / "pre-merge-commit"
    merging.parent.mkdir(exist_ok=True)
    merging.write_text("#!/bin/sh\ntrue\n", "utf-8")
    code, said = shop.journey("hook", "install")
    assert (code, said.splitlines()) == (0, [
        "Wrote `.git/hooks/pre-commit`: what you commit is checked from now on.",
        "`.git/hooks/pre-merge-commit` is somebody else's and is left alone: add the line `journey hook run` to it, "
        "and what you merge is checked, too.",
    ])  # fmt: skip
    assert shop.journey("hook", "status")[1].splitlines()[:2] == [
        "`.git/hooks/pre-commit` checks what you commit.",
        "`.git/hooks/pre-merge-commit` is somebody else's.",
    ]
    merging.write_text("#!/bin/sh\njourney hook run\n", "utf-8")
    assert shop.journey("hook", "install") == (0, "`.git/hooks/pre-commit` is in place already.\n")
    assert "`.git/hooks/pre-merge-commit` calls `journey hook run`." in shop.journey("hook", "status")[1]
    assert shop.journey("hook", "uninstall") == (0, "Took `.git/hooks/pre-commit` away.\n")
    assert merging.read_text("utf-8") == "#!/bin/sh\njourney hook run\n"


def test_a_hook_from_before_merges_were_checked_is_told_and_brought_up_to_date(hooked: Repository) -> None:
    (hooked.folder / ".git" / "hooks" / "pre-merge-commit").unlink()
    code, said = hooked.journey("hook", "status")
    assert (code, said.splitlines()[:2]) == (0, [
        "`.git/hooks/pre-commit` checks what you commit.",
        "What git merges by itself is not checked: `journey hook install`.",
    ])  # fmt: skip
    assert hooked.journey("hook", "install") == (
        0, "`.git/hooks/pre-commit` is in place already.\n"
           "Wrote `.git/hooks/pre-merge-commit`: what you merge is checked from now on.\n")  # fmt: skip


def test_another_folder_for_hooks_is_respected(shop: Repository, tmp_path: Path) -> None:
    shop.git("config", "core.hooksPath", "tools/hooks")
    assert shop.journey("hook", "install")[0] == 0
    assert (shop.folder / "tools" / "hooks" / "pre-commit").exists()
    shop.write(shop=SHOP.replace('"Gone" { owner sales ', '"Gone" {'))
    assert shop.commit("-a")[0] == 1
    shop.git("config", "core.hooksPath", str(tmp_path / "everybodys"))
    code, said = shop.journey("hook", "install")
    assert (code, "other repositories may share" in said) == (1, True)
    assert not (tmp_path / "everybodys").exists()


def test_a_worktree_has_the_hook_of_its_repository(hooked: Repository) -> None:
    hooked.git("worktree", "add", "-q", "../beside", "-b", "beside")
    beside = hooked.folder.parent / "beside"
    (beside / "shop.journey").write_text(SHOP.replace('"Gone" { owner sales ', '"Gone" {'), "utf-8")
    done = subprocess.run(["git", "commit", "-qam", "one"], cwd=beside, env=dict(hooked.variables), capture_output=True,
                          check=False)  # fmt: skip
    assert done.returncode == 1


def test_outside_of_a_repository_there_is_nothing_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository = Repository(tmp_path / "shop")
    for path in sorted((repository.folder / ".git").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (repository.folder / ".git").rmdir()
    code, said = repository.journey("hook", "install")
    assert code == 2
    assert "git" in said


# ---- drivers


@pytest.fixture
def driven(shop: Repository) -> Repository:
    assert shop.journey("hook", "install", "--drivers")[0] == 0
    shop.git("add", "-A")
    assert shop.commit()[0] == 0
    return shop


def test_git_compares_in_sentences(driven: Repository) -> None:
    driven.write(shop=SHOP.replace("60 days", "50 days"))
    said = driven.git("diff", "-U0")
    assert "-Stage lead: leave within 60 days else -> gone." in said
    assert "+Stage lead: leave within 50 days else -> gone." in said
    blocks = SHOP.split("\n\n")
    driven.write(shop="\n\n".join([*blocks[:2], blocks[3], blocks[2]]) + "\n# a remark\n")
    assert "\n+" not in driven.git("diff", "-U0").partition("+++")[2].partition("\n")[2]


def test_git_merges_what_is_apart_and_stops_where_both_touched_one_thing(driven: Repository) -> None:
    driven.git("switch", "-qc", "theirs")
    driven.write(shop=SHOP.replace('"Asks"', '"Asks us"'))
    assert driven.commit("-a")[0] == 0
    driven.git("switch", "-q", "main")
    driven.write(shop=SHOP.replace("name\n  leave within 60", "name\n  leave within 50"))
    assert driven.commit("-a")[0] == 0
    assert driven.run("git", "merge", "-q", "theirs", "-m", "both")[0] == 0
    both = SHOP.replace('"Asks"', '"Asks us"').replace("60 days", "50 days")
    assert (driven.folder / "shop.journey").read_text("utf-8") == both
    driven.git("switch", "-q", "theirs")
    driven.write(shop=SHOP.replace("60 days", "40 days"))
    assert driven.commit("-a")[0] == 0
    driven.git("switch", "-q", "main")
    code, said = driven.run("git", "merge", "theirs")
    assert code == 1
    assert "`shop.journey`: both sides changed `stage lead: leave within`" in said
    assert driven.git("status", "--short").startswith("UU shop.journey")


# ---- the tool of that name

CONFIG = """repos:
  - repo: local
    hooks:
"""


def as_local_hooks() -> str:
    """What `.pre-commit-hooks.yaml` says, for a program that is already there."""
    text = (pages.ROOT / ".pre-commit-hooks.yaml").read_text("utf-8").replace("language: python", "language: system")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return CONFIG + "".join(f"      {line}\n" for line in lines)


@pytest.fixture
def pre_commit(shop: Repository) -> Repository:
    pytest.importorskip("pre_commit")
    (shop.folder / ".pre-commit-config.yaml").write_text(as_local_hooks(), "utf-8")
    shop.git("add", "-A")
    assert shop.commit()[0] == 0
    assert shop.run(sys.executable, "-m", "pre_commit", "install")[0] == 0
    return shop


def test_pre_commit_stops_a_bad_commit_and_lets_a_good_one_pass(pre_commit: Repository) -> None:
    pre_commit.write(shop=SHOP.replace("60 days", "50 days"))
    code, said = pre_commit.commit("-a")
    assert code == 0, said
    pre_commit.write(shop=SHOP.replace('"Gone" { owner sales ', '"Gone" {'))
    code, said = pre_commit.commit("-a")
    assert code == 1
    assert "fix: Add `owner` and a team to `gone`" in said
    assert "nobody falls through" in said


def test_pre_commit_misses_a_file_that_is_gone_and_formats_what_is_staged(pre_commit: Repository) -> None:
    pre_commit.git("rm", "-q", "teams.journey")
    code, said = pre_commit.commit()
    assert code == 1
    assert "teams.journey" in said
    pre_commit.git("reset", "-q", "--hard")
    pre_commit.write(teams=TEAMS.replace('"Sales" {', '"Sales"   {'))
    code, said = pre_commit.commit("-a")
    assert (code, "Changed `teams.journey`." in said) == (1, True)
    assert (pre_commit.folder / "teams.journey").read_text("utf-8") == TEAMS
    assert "somebody" not in pre_commit.journey("hook", "status")[1]


def test_the_hooks_that_pre_commit_takes_are_as_it_wants_them() -> None:
    clientlib = pytest.importorskip("pre_commit.clientlib")
    hooks = clientlib.load_manifest(str(pages.ROOT / ".pre-commit-hooks.yaml"))
    assert [hook["id"] for hook in hooks] == ["journey-fmt", "journey-check", "journey-test", "journey-build"]
    for hook in hooks:
        program, *words = hook["entry"].split()
        assert program == "journey"
        assert main([*words[:1], "--help"]) == 0


# ---- names and files as people have them


def test_paths_with_blanks_and_umlauts_are_as_good_as_others(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "Müller & Söhne")
    folder = repository.folder / "Kunden reise"
    folder.mkdir()
    (folder / "Läden öffnen.journey").write_text(SHOP.replace("teams.", "Über uns."), "utf-8")
    (folder / "Über uns.journey").write_text(TEAMS, "utf-8")
    repository.git("add", "-A")
    assert repository.journey("hook", "install")[0] == 0
    assert repository.commit() == (0, "")
    (folder / "Über uns.journey").write_text(TEAMS.replace('"Sales" {', '"Sales"   {'), "utf-8")
    code, said = repository.commit("-a")
    assert (code, '`journey fmt "Kunden reise/Über uns.journey"` brings it there' in said) == (1, True)
    repository.git("reset", "-q", "--hard")
    repository.git("mv", "Kunden reise/Über uns.journey", "Kunden reise/Wir.journey")
    code, said = repository.commit()
    assert (code, said.count("There is no file `Über uns.journey`")) == (1, 1)


def test_windows_line_endings_and_a_byte_order_mark_are_no_fault(hooked: Repository) -> None:
    path = hooked.folder / "shop.journey"
    path.write_bytes(SHOP.replace("60 days", "50 days").replace("\n", "\r\n").encode())
    assert hooked.commit("-a")[0] == 0
    path.write_bytes(b"\xef\xbb\xbf" + SHOP.replace('"Gone" { owner sales ', '"Gone" {').encode())
    code, said = hooked.commit("-a")
    assert (code, "Nobody owns `gone`" in said) == (1, True)


def test_a_merge_that_was_finished_by_hand_is_checked(hooked: Repository) -> None:
    for branch, days in ("theirs", 40), ("main", 50):
        hooked.git("switch", "-qC", branch) if branch == "theirs" else hooked.git("switch", "-q", branch)
        hooked.write(shop=SHOP.replace("60 days", f"{days} days"))
        assert hooked.commit("-a")[0] == 0
    assert hooked.run("git", "merge", "theirs")[0] == 1
    hooked.git("add", "-A")
    code, said = hooked.run("git", "commit", "-qm", "both")
    assert (code, "unresolved merge conflict" in said) == (1, True)
    hooked.write(shop=SHOP.replace("60 days", "45 days"))
    assert hooked.run("git", "commit", "-qam", "both") == (0, "")


def parted(repository: Repository, branch: str, **files: str) -> None:
    """A branch from the last commit of `main` with these files; afterwards `main` is where one is."""
    repository.git("switch", "-qC", branch, "main")
    repository.write(**files)
    repository.git("add", "-A")
    assert repository.commit() == (0, "")
    repository.git("switch", "-q", "main")


def test_a_merge_that_git_finishes_by_itself_is_checked(hooked: Repository) -> None:
    desk = '{} "Desk" {{ email "desk@shop.example" }}\n'
    used = SHOP.replace('"Gone" { owner sales', '"Gone" { owner desk')
    hooked.write(shop=used, teams=TEAMS + desk.format("team desk"))
    hooked.git("add", "-A")
    assert hooked.commit() == (0, "")
    front = used.replace("owner desk", "owner front_desk")
    parted(hooked, "renamed", shop=front, teams=TEAMS + desk.format("team front_desk"))
    parted(hooked, "more", other=used.replace("journey shop", "journey other"))
    hooked.git("merge", "-q", "--ff-only", "renamed")
    code, said = hooked.run("git", "merge", "-q", "--no-edit", "more")
    assert code == 1
    assert "No team is called `desk`" in said
    assert "The commit is stopped" in said
    hooked.write(other=front.replace("journey shop", "journey other"))
    assert hooked.run("git", "commit", "-qam", "both") == (0, "")
    assert hooked.git("log", "-1", "--format=%p").count(" ") == 1


def test_a_good_merge_passes_without_a_word(hooked: Repository) -> None:
    parted(hooked, "days", shop=SHOP.replace("60 days", "50 days"))
    parted(hooked, "words", teams=TEAMS.replace("sales@", "desk@"))
    hooked.git("merge", "-q", "--ff-only", "days")
    assert hooked.run("git", "merge", "-q", "--no-edit", "words") == (0, "")


def test_a_repository_inside_is_left_to_itself(hooked: Repository, tmp_path: Path) -> None:
    inner = Repository(tmp_path / "inner")
    inner.write(broken="journey broken {{{")
    inner.git("add", "-A")
    assert inner.commit()[0] == 0
    hooked.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner.folder), "inner")
    assert hooked.commit() == (0, "")
