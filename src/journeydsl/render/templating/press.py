"""What prints pages: the templates of the house, or those of a workspace in front of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from journeydsl.render.templating.fault import FOLDER, TemplateFault, told

Print = Callable[[str, Mapping[str, Any]], str]


def press(templates: Mapping[str, str]) -> Print:
    """Prints the template of a name with values.

    With templates of a workspace, raises `TemplateFault` where one of them cannot be used: at once where it cannot be
    read, when it is printed where it does what templates may not do.
    """
    if not templates:
        from journeydsl.render.templating.environment import plain_environment

        plain = plain_environment()
        return lambda name, values: plain.get_template(name).render(values)
    return _bounded(templates)


def _bounded(templates: Mapping[str, str]) -> Print:
    from journeydsl.render.templating.environment import LARGEST, BoundedEnvironment

    environment = BoundedEnvironment(templates)
    for name, text in templates.items():
        if len(text) > LARGEST:
            raise TemplateFault(f"`{FOLDER}/{name}` is longer than {LARGEST:,} letters")
        try:
            environment.get_template(name)
        except Exception as fault:
            raise told(fault, name) from None

    def print_bounded(name: str, values: Mapping[str, Any]) -> str:
        environment.budget.begin()
        try:
            return environment.get_template(name).render(values)
        except Exception as fault:
            raise told(fault, name) from None

    return print_bounded
