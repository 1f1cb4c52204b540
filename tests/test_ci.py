"""What code hosts run: in the form that they want, and step by step in a real repository, but for the network."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import pages
from test_hooks import SHOP, TEAMS, Repository

yaml = pytest.importorskip("yaml")
ACTION: dict[str, Any] = yaml.safe_load((pages.ROOT / "action.yml").read_text("utf-8"))
GITLAB: dict[str, Any] = yaml.safe_load((pages.ROOT / "ci" / "gitlab.yml").read_text("utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}


@pytest.mark.parametrize(
    ("schema", "more", "file"),
    [("vendor.github-actions", (), "action.yml"),
     ("vendor.gitlab-ci", ("--data-transform", "gitlab-ci"), "ci/gitlab.yml")],
)  # fmt: skip
def test_the_host_knows_every_key(schema: str, more: tuple[str, ...], file: str) -> None:
    pytest.importorskip("check_jsonschema")
    words = ("check_jsonschema", "--builtin-schema", schema, *more, str(pages.ROOT / file))
    done = subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_words_of_a_stranger_become_a_part_of_a_script() -> None:
    for step in STEPS.values():
        assert "${{" not in step.get("run", ""), step["name"]


def test_every_input_is_used_and_every_use_is_an_input() -> None:
    text = (pages.ROOT / "action.yml").read_text("utf-8")
    assert set(re.findall(r"inputs\.([a-z-]+)", text)) == set(ACTION["inputs"])
    assert all(one.get("description") for one in ACTION["inputs"].values())


@pytest.fixture
def proposal(tmp_path: Path) -> Repository:
    """A repository with a change on top, cloned from where the host keeps it."""
    repository = Repository(tmp_path / "shop")
    repository.write(shop=SHOP, teams=TEAMS)
    repository.git("add", "-A")
    repository.git("commit", "-qm", "one")
    repository.git("remote", "add", "origin", str(repository.folder))
    repository.write(shop=SHOP.replace("60 days", "50 days"))
    repository.git("commit", "-qam", "two")
    return repository


def run_step(repository: Repository, name: str, **variables: str) -> tuple[int, str]:
    """Runs a step as the host would, with `gh` in place of the network."""
    out = repository.bin
    gh = out / "gh"
    gh.write_text(f'#!/bin/sh\necho "$@" >> "{out}/calls"\ncase "$*" in *--jq*) cat "{out}/found" 2>/dev/null;; esac\n')
    gh.chmod(0o755)
    given = {"GITHUB_OUTPUT": str(out / "output"), "GITHUB_STEP_SUMMARY": str(out / "summary"), "REPORTS": "reports",
             "GITHUB_REPOSITORY": "shop/journeys", "NUMBER": "7", "PATHS": "", "FAIL_ON": "error",
             **variables}  # fmt: skip
    done = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"]],
                          cwd=repository.folder, env={**repository.variables, **given}, capture_output=True, text=True,
                          check=False)  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def said(repository: Repository, name: str) -> str:
    path = repository.bin / name
    return path.read_text("utf-8") if path.exists() else ""


@pytest.mark.skipif(os.name == "nt", reason="steps are run by bash")
def test_the_steps_check_report_and_keep_one_comment(proposal: Repository) -> None:
    assert run_step(proposal, "Check")[0] == 0
    assert run_step(proposal, "Try the scenarios")[0] == 0
    assert said(proposal, "output") == "code=0\ncode=0\n"
    base = proposal.git("rev-parse", "HEAD~1").strip()
    assert run_step(proposal, "Say what the change means", BASE=base) == (0, "")
    assert "50 days" in said(proposal, "summary")
    reports = {path.name for path in (proposal.folder / "reports").iterdir()}
    assert {"journey.sarif", "check.xml", "test.xml", "changes.md"} <= reports
    assert run_step(proposal, "Comment")[0] == 0
    assert "--method POST repos/shop/journeys/issues/7/comments -F body=@reports/comment.md" in said(proposal, "calls")
    comment = (proposal.folder / "reports" / "comment.md").read_text("utf-8")
    assert comment.startswith("<!-- journey report -->\n## ")
    assert len(comment) < 65_535
    (proposal.bin / "found").write_text("41\n42\n", "utf-8")
    assert run_step(proposal, "Comment")[0] == 0
    assert "--method PATCH repos/shop/journeys/issues/comments/41 " in said(proposal, "calls").splitlines()[-1]


@pytest.mark.skipif(os.name == "nt", reason="steps are run by bash")
def test_a_change_without_meaning_makes_no_comment_and_a_finding_fails_the_job(proposal: Repository) -> None:
    proposal.write(shop=SHOP.replace("60 days", "50 days") + "\n# a remark\n")
    proposal.git("commit", "-qam", "three")
    base = proposal.git("rev-parse", "HEAD~1").strip()
    run_step(proposal, "Check")
    assert run_step(proposal, "Say what the change means", BASE=base)[0] == 0
    assert run_step(proposal, "Comment")[0] == 0
    assert "POST" not in said(proposal, "calls")
    proposal.write(shop=SHOP.replace('"Gone" { owner sales ', '"Gone" {'))
    assert "::error file=shop.journey" in run_step(proposal, "Check")[1]
    assert said(proposal, "output").endswith("code=1\n")
    assert run_step(proposal, "Result", CHECK="1", SCENARIOS="0")[0] == 1
    assert run_step(proposal, "Result", CHECK="0", SCENARIOS="")[0] == 0


def test_both_hosts_are_told_the_same() -> None:
    commands = re.compile(r"journey (?:check|test|diff)(?: [^|>&\n]*)?--format (\w+)")
    github = set(commands.findall((pages.ROOT / "action.yml").read_text("utf-8")))
    gitlab = set(commands.findall("\n".join(GITLAB["journey"]["script"])))
    assert github == {"github", "sarif", "junit", "markdown"}
    assert gitlab == {"gitlab", "junit", "markdown"}
