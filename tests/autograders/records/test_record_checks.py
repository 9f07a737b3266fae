from __future__ import annotations

from typing import Any

import pytest

from mugalim_checks.core import CannotTell, Failure
from mugalim_checks.messages import message
from mugalim_checks.parts import Passage, place
from mugalim_checks.records import (
    Records,
    fields_complete,
    items_complete,
    items_shown,
    reply_with_link,
    searches_varied,
    self_rating_done,
)
from mugalim_checks.records.dates import parse_date
from mugalim_checks.records.web_addresses import domain, is_whole, page

LINK = "https://bilim.example/a"
ASKED: dict[str, Any] = {
    "filled": ["title"],
    "chosen": {"licence": ["free", "cc-by"]},
    "addresses": ["address"],
    "words": {"why": [2, 4]},
    "dates": {"day": [1, 30]},
    "start": "made_on",
}
WHOLE = {
    "title": "Китеп", "licence": "free", "address": LINK, "why": "жакшы жана кыска",
    "day": "2026-12-01",
}  # fmt: skip
SLIPS = [
    ({"title": " "}, "records.field_empty"),
    ({"licence": "any"}, "records.not_chosen"),
    ({"licence": []}, "records.not_chosen"),
    ({"licence": ["free", "any"]}, "records.not_chosen"),
    ({"address": None}, "records.no_address"),
    ({"address": "http://bilim.example"}, "records.address_not_whole"),
    ({"why": ""}, "records.field_empty"),
    ({"why": "жакшы"}, "records.few_words"),
    ({"why": "бир эки үч төрт беш эмес"}, "records.many_words"),
    ({"day": "эртең"}, "records.no_date"),
    ({"day": "23.11.2026"}, "records.date_early"),
    ({"day": "24.12.2026"}, "records.date_late"),
]


def form(**data: object) -> Records:
    """A form with these fields."""
    return Records.from_state({"data": {"made_on": "23.11.2026", **data}})


def failure_of(check: Any, records: object, **parameters: object) -> Failure:
    """What a check raises, with a sentence in each language."""
    with pytest.raises(Failure) as caught:
        check(records, **parameters)
    said = {message(caught.value, language) for language in ("en", "ky", "ru")}
    assert len(said) == 3
    assert all("{" not in text and len(text) <= 200 for text in said), said
    return caught.value


@pytest.mark.parametrize(("change", "id"), SLIPS)
def test_each_thing_that_is_wanted_of_a_field_can_be_missing(
    change: dict[str, object], id: str
) -> None:
    """One slip, one message; four of five things are done."""
    fields_complete(form(**WHOLE), **ASKED)
    found = failure_of(fields_complete, form(**{**WHOLE, **change}), **ASKED)
    assert found.id == id
    assert found.earned == pytest.approx(0.8)


@pytest.mark.parametrize(("change", "id"), SLIPS)
def test_each_item_is_held_to_the_same(change: dict[str, object], id: str) -> None:
    """The hint names the item; the other one is done."""
    records = form(list=[WHOLE, {**WHOLE, **change}, {"title": "", "licence": None}])
    found = failure_of(items_complete, records, items="list[]", least=2, **ASKED)
    assert (found.id, found.earned) == (id, 0.5)
    assert found.values["where"]["values"]["item"]["values"]["number"] == 2


@pytest.mark.parametrize(
    ("count", "id", "earned"),
    [(0, "records.no_items", 0), (1, "records.few_items", 1 / 2), (4, "records.many_items", 3 / 4)],
)
def test_a_list_has_neither_too_few_items_nor_too_many(count: int, id: str, earned: float) -> None:
    """Empty lines do not count."""
    records = form(list=[{"title": f"{n}"} for n in range(count)] + [{"title": ""}])
    asked = {"items": "list[]", "least": 2, "most": 3, "filled": ["title"]}
    found = failure_of(items_complete, records, **asked)
    assert (found.id, found.earned) == (id, earned)


def test_days_cannot_be_counted_from_a_day_that_is_not_there() -> None:
    """One slip must not fail every check that counts from it."""
    records = form(**{**WHOLE, "made_on": ""})
    assert isinstance(failure_of(fields_complete, records, **ASKED), CannotTell)
    fields_complete(records, dates={"day": [1]})


def test_a_ticked_box_is_not_the_number_one() -> None:
    """JSON knows both, and Python takes them for equal."""
    fields_complete(form(level=1), chosen={"level": [1]})
    assert failure_of(fields_complete, form(level=True), chosen={"level": [1]}).earned == 0


@pytest.mark.parametrize(
    ("levels", "grow", "id", "earned"),
    [
        ({"a": 2}, "a", "records.not_rated", 2 / 3),
        ({"a": 9, "b": 1}, "", "records.not_rated", 1 / 3),
        ({"a": 1, "b": 1}, None, "records.none_to_grow", 2 / 3),
        ({"a": 1, "b": 1}, "c", "records.none_to_grow", 2 / 3),
        ({}, "a", "records.not_rated", 1 / 3),
    ],
)
def test_each_statement_is_rated_and_one_is_to_grow(
    levels: dict[str, int], grow: object, id: str, earned: float
) -> None:
    """Ratings and the choice are parts of the same points."""
    rated = [{"code": code, "level": level} for code, level in levels.items()]
    asked = {"statements": "list[]", "code": "code", "rating": "level", "codes": ["a", "b"],
             "ratings": [1, 2], "grow": "grow"}  # fmt: skip
    found = failure_of(self_rating_done, form(list=rated, grow=grow), **asked)
    assert (found.id, found.earned) == (id, pytest.approx(earned))


@pytest.mark.parametrize(
    ("words", "languages", "id"),
    [
        ((), (), "records.few_searches"),
        (("корь", "корь"), ("ru", "ky"), "records.few_searches"),
        (("корь", "кызамык"), ("ru", "ru"), "records.few_languages"),
        (("корь", "кызамык"), ("ru", "xx"), "records.few_languages"),
        (("корь 41", "ата-эне - чат"), ("ru", "ky"), "records.no_operator"),
    ],
)
def test_searches_are_different_in_words_language_and_kind(
    words: tuple[str, ...], languages: tuple[str, ...], id: str
) -> None:
    """The same search twice is one; a hyphen is no operator."""
    both = zip(words, languages, strict=True)
    searches = [{"w": word, "l": language} for word, language in both]
    asked = {"searches": "s[]", "words": "w", "language": "l", "least": 2, "languages": 2,
             "allowed": ["ky", "ru"]}  # fmt: skip
    assert failure_of(searches_varied, form(s=searches), **asked).id == id


@pytest.mark.parametrize(
    "operator", ["site:kg.example", "«41 бала»", '"41"', "корь -реклама", "a OR b"]
)
def test_an_operator_may_be_any_that_search_engines_know(operator: str) -> None:
    """A site, words exactly so, without a word, one or the other."""
    searches = [{"w": operator, "l": "ky"}]
    asked = {"words": "w", "language": "l", "least": 1, "languages": 1, "allowed": ["ky"]}
    searches_varied(form(s=searches), searches="s[]", **asked)


@pytest.mark.parametrize(
    ("reply", "id"),
    [
        ("Жок.", "records.reply_short"),
        ("а" * 101, "records.reply_long"),
        ("Рахмат, бирок бюллетенде башкача жазылган.", "records.reply_without_link"),
        (f"Рахмат! Караңыз: {LINK} жана {LINK}.", "records.reply_many_links"),
        ("Рахмат! Караңыз: http://bilim.example/a.", "records.address_not_whole"),
    ],
)
def test_a_reply_is_short_and_has_one_link(reply: str, id: str) -> None:
    """A link may end with the sentence's full stop."""
    reply_with_link(form(reply=f"Рахмат! Караңыз: {LINK}."), field="reply", least=20, most=100)
    found = failure_of(reply_with_link, form(reply=reply), field="reply", least=20, most=100)
    assert found.id == id


class Page:
    """Anything with text."""

    passages = (Passage("Чатка саат 21ден кийин жазбайбыз.", place("text")),)


def test_what_a_form_holds_must_stand_in_the_page_beside_it() -> None:
    """A small change of words is allowed, a missing rule is not; the form comes first."""
    asked = {"form": "agreement", "items": "rules[]", "field": "rule"}
    one, two = {"rule": "Чатка саат 21ден кийин жазбайлы"}, {"rule": "Сүрөттү сурап алабыз"}
    items_shown(Page(), beside={"agreement": form(rules=[one])}, **asked)
    beside: dict[str, object] = {"agreement": form(rules=[one, two])}
    found = failure_of(items_shown, Page(), beside=beside, **asked)
    assert (found.id, found.earned) == ("records.item_not_shown", 0.5)
    assert failure_of(items_shown, Page(), beside={}, **asked).id == "records.form_first"
    empty = failure_of(items_shown, Page(), beside={"agreement": form()}, **asked)
    assert empty.id == "records.no_items"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-11-23", "2026-11-23"), ("3.1.2026", "2026-01-03"), (" 03.01.2026 г. ", "2026-01-03"),
        ("2026-11-23T00:00:00", "2026-11-23"), ("31.02.2026", None), ("0026-11-23", None),
        ("23.11", None), ("23.11.26", "2026-11-23"), ("23/11/2026", "2026-11-23"),
        ("23.11/2026", None), ("", None), (None, None), (20261123, None), ("9" * 9_000, None),
    ],
)  # fmt: skip
def test_dates_are_read_as_a_form_and_as_a_teacher_writes_them(
    text: object, iso: str | None
) -> None:
    """Days that are in no calendar are none."""
    found = parse_date(text)
    assert (found.isoformat() if found else None) == iso


@pytest.mark.parametrize(
    ("address", "whole", "site"),
    [
        ("https://www.kabar.example/a", True, "kabar.example"),
        ("https://sport.kabar.example:443/a?b=1#c", True, "kabar.example"),
        ("https://мектеп.example/а", True, "мектеп.example"),
        ("https://school5.edu.kg", True, "school5.edu.kg"),
        ("https://akipress.kg/a", True, "akipress.kg"),
        ("http://kabar.example", False, "kabar.example"),
        ("kabar.example/a", False, "kabar.example"),
        ("https://kabar", False, ""), ("https://", False, ""), ("https://a b.example", False, ""),
        ("https://[::1", False, ""), ("https://192.168.0.1/", False, ""), ("", False, ""),
    ],
)  # fmt: skip
def test_an_address_is_whole_and_belongs_to_a_site(address: str, whole: bool, site: str) -> None:
    """Sections of one site are one; a country's shared names are not."""
    assert is_whole(address) is whole
    assert domain(address) == site


def test_two_spellings_of_one_page_are_one() -> None:
    """www, capitals in the site, a last stroke and the protocol make no difference."""
    assert page("https://www.Kabar.example/a/") == page("kabar.example/a") == "kabar.example/a"
    assert page("https://kabar.example/b") != page("https://kabar.example/a")
    assert page("no address") == ""


def test_the_same_item_twice_is_one() -> None:
    """Two goals with the same words are one goal, whatever day stands beside them."""
    list_ = [{"title": "Окуу", "day": "1"}, {"title": " окуу ", "day": "2"}, {"title": "Жазуу"}]
    asked = {"items": "list[]", "least": 3, "filled": ["title"]}
    found = failure_of(items_complete, form(list=list_), **asked)
    assert (found.id, found.earned) == ("records.item_twice", pytest.approx(2 / 3))
    assert found.values["where"]["values"]["number"] == 2
    assert found.values["other"]["values"]["number"] == 1
