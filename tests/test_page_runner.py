"""The page runner itself, on small pages of its own."""

from pathlib import Path

import pytest

import console
import pages

PAGE = """\
# Two files

```journey
stage lead
```

Prose is `never` checked.

```toml settings/journey.toml
[paths]
```

```console
$ ls
example.journey
settings/

$ cat example.journey settings/journey.toml | head -n 1
something else
```

## An empty folder

```console
$ ls
```
"""


def a_page(folder: Path, text: str) -> Path:
    page = folder / "page.md"
    page.write_text(text, encoding="utf-8")
    return page


def a_folder(folder: Path) -> Path:
    made = folder / "made"
    made.mkdir()
    return made


def outcomes(page: Path, number: int, folder: Path) -> list[pages.Outcome]:
    return pages.run(pages.sections(page)[number], folder)


def test_a_wrong_page_is_told_with_its_line_and_a_diff(tmp_path: Path) -> None:
    page = a_page(tmp_path, PAGE)
    right, wrong = outcomes(page, 1, a_folder(tmp_path))
    assert right.agrees
    assert pages.complaint(pages.sections(page)[1], wrong).splitlines() == [
        "page.md:18: $ cat example.journey settings/journey.toml | head -n 1",
        "--- page.md:18 says",
        "+++ today's output",
        "@@ -1 +1 @@",
        "-something else",
        "+stage lead",
    ]


def test_every_heading_starts_in_an_empty_folder(tmp_path: Path) -> None:
    [listing] = outcomes(a_page(tmp_path, PAGE), 2, a_folder(tmp_path))
    assert listing.agrees


def test_blessing_rewrites_what_differs_and_nothing_else(tmp_path: Path) -> None:
    page = a_page(tmp_path, PAGE)
    changed = pages.bless(pages.sections(page)[1], a_folder(tmp_path))
    assert [outcome.command.line for outcome in changed] == [18]
    assert page.read_text(encoding="utf-8") == PAGE.replace("something else", "stage lead")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["made", "page.md"]


def test_blessing_keeps_output_that_looks_like_a_page_apart_from_the_page(tmp_path: Path) -> None:
    text = "# Nested\n\n````md inner.md\n```console\n$ ls\n```\n````\n\n```console\n$ cat inner.md\n```\n"
    page = a_page(tmp_path, text)
    folder = a_folder(tmp_path)
    assert pages.bless(pages.sections(page)[1], folder)
    told = "````console\n$ cat inner.md\n```console\n\\$ ls\n```\n````\n"
    assert page.read_text(encoding="utf-8").endswith(told)
    assert not pages.bless(pages.sections(page)[1], folder)


def test_a_page_may_begin_with_files_that_lie_beside_it(tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "acme.journey").write_text("stage lead\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    page = a_page(tmp_path / "docs", "# One\n<!-- files: ../acme -->\n```console\n$ ls acme\n```\n## Two\n")
    [listing] = outcomes(page, 1, a_folder(tmp_path))
    assert listing.printed == ("acme.journey",)
    assert pages.sections(page)[2].files == ()


def test_a_fence_in_a_list_loses_its_indentation(tmp_path: Path) -> None:
    page = a_page(tmp_path, "1. Write\n\n   ```journey a.journey\n   stage lead {\n     gate\n   }\n   ```\n")
    [fence] = pages.sections(page)[0].fences
    assert fence.lines == ("stage lead {", "  gate", "}")


@pytest.mark.parametrize("line", ["rm -r .", "cat ../page.md", "cat <"])
def test_a_page_cannot_do_more_than_look(line: str, tmp_path: Path) -> None:
    with pytest.raises(console.NotUnderstood):
        console.run(line, tmp_path)


def test_output_can_be_kept_in_a_file_and_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one\ntwo\n", encoding="utf-8")
    assert console.run("cat a.txt > b.txt", tmp_path) == ("", 0)
    assert console.run("head -n 1 < b.txt", tmp_path) == ("one\n", 0)


def test_a_fence_that_never_closes_is_told(tmp_path: Path) -> None:
    with pytest.raises(pages.PageFault, match=r"page\.md:2"):
        pages.sections(a_page(tmp_path, "# One\n```console\n$ ls\n"))
