"""Where a file of the playbook lies, seen from one of its pages."""

from __future__ import annotations

from journeydsl.render.playbook.document import Page


def seen_from(page: Page, path: str) -> str:
    """A path as it is written in a page; paths begin at the folder of the playbook."""
    here, there = page.path.split("/")[:-1], path.split("/")
    same = 0
    while same < min(len(here), len(there) - 1) and here[same] == there[same]:
        same += 1
    return "../" * (len(here) - same) + "/".join(there[same:])
