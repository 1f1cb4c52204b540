"""`journey serve`: a playbook that follows what is being written."""

from __future__ import annotations

import os
from typing import Any

import click

from journeydsl.cli.options import paths_argument, settings_of, today_option
from journeydsl.cli.parts import Whole
from journeydsl.cli.printing import complain, say


@click.command("serve")
@paths_argument
@click.option("--port", type=Whole(0, 65535), default=0, metavar="N", help="The port; by default any that is free.")
@today_option
def command(paths: tuple[str, ...], port: int, today: Any) -> int:
    """Show the playbook in a browser, and again at every save.

    PATHs are journey files or folders; without any, what journey.toml names, or the folder you are in. Only this
    machine can see it. Ctrl-C ends it.
    """
    from journeydsl.serve.preview import Asked, Preview
    from journeydsl.serve.server import Server

    for path in paths:
        if not os.path.exists(path):
            complain(f"`{path}` is not there")
            return 2
    settings_of(paths, os.getcwd())
    preview = Preview(Asked(paths, os.getcwd(), today))
    try:
        server = Server(preview, port)
    except OSError:
        complain(f"Port {port} is taken; leave --port away, and any that is free is used")
        return 2
    preview.look()
    for trouble in preview.shown.trouble:
        complain(f"{trouble.place + ': ' if trouble.place else ''}{trouble.sentence}")
    say(f"Open {server.address} in a browser. It follows every save; Ctrl-C ends it.")
    try:
        server.run()
    except KeyboardInterrupt:
        say("Stopped.")
    return 0
