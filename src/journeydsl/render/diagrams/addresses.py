"""Which links may stand in a picture."""

import re

from journeydsl.render.diagrams.lettering import clean

_SCHEMES = frozenset({"http", "https", "mailto"})


def is_safe_address(href: str) -> bool:
    """Whether this is a web or mail address, or a place in the same site: nothing that a browser would
    run."""
    if not href or clean(href) != href or href.startswith(("//", "\\")):
        return False
    before_path = re.split(r"[/?#\\]", href, maxsplit=1)[0]
    scheme, colon, _ = before_path.partition(":")
    return not colon or scheme.lower() in _SCHEMES
