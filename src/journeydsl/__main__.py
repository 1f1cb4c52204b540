"""`python -m journeydsl` is `journey`."""

from journeydsl.cli import start

start()
