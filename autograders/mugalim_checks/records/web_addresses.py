"""Addresses of web pages: whether they are whole, and to whom their site belongs."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

LONGEST_ADDRESS = 2_000
_HOST = re.compile(r"(?:[\w-]{1,63}\.)+[^\W\d_][\w-]{1,62}")
# Second parts under which a country's sites are registered, as in edu.kg or com.tr.
_SHARED = frozenset({"ac", "co", "com", "edu", "gov", "mil", "net", "org"})


def is_whole(text: str) -> bool:
    """Whether a text is one address that can be opened: https://, a site, nothing around it."""
    parts = _split(text)
    return parts is not None and parts.scheme == "https"


def domain(text: str) -> str:
    """The site's own name in an address: "24.example" for "https://www.24.example/news"; else "".

    Under a country's shared name three parts count: "school5.edu.kg". The list is short and is
    ours; the Public Suffix List knows more.
    """
    parts = _split(text if "://" in text else f"https://{text}")
    if parts is None:
        return ""
    names = (parts.hostname or "").split(".")
    kept = 3 if len(names[-1]) == 2 and len(names) > 2 and names[-2] in _SHARED else 2
    return ".".join(names[-kept:])


def page(text: str) -> str:
    """An address in a form in which two spellings of one page are equal; "" where it is none."""
    parts = _split(text if "://" in text else f"https://{text}")
    if parts is None:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}".casefold()


def _split(text: str) -> SplitResult | None:
    text = text.strip()
    if len(text) > LONGEST_ADDRESS or re.search(r"\s", text):
        return None
    try:
        parts = urlsplit(text)
        return parts if _HOST.fullmatch(parts.hostname or "") else None
    except ValueError:  # such as brackets that do not close
        return None
