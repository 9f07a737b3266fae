from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mugalim_checks.wording.measures import (
    addresses_in,
    language_of,
    lix,
    longest_sentence,
    said,
    sentences,
    words,
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Урматтуу ата-энелер! 23-ноябрь күнү саат 14:00дө мектепте чогулуш болот.", "ky"),
        ("Урматтуу ата-энелер! 23-ноябрь куну мектепте чогулуш болот. Сураныч, келиниз.", "ky"),
        ("Сабактын максаты: окуучулар жалбырактын тузулушун тааныйт", "ky"),
        ("Жалбырактын түзүлүшү, фотосинтез процесси жана экология", "ky"),
        ("Уважаемые родители! 23 ноября в 14:00 состоится собрание в 7 кабинете.", "ru"),
        ("Установите приложение WhatsApp и войдите по ссылке в Zoom", "ru"),
        ("Leaf structure and the process of photosynthesis in plants", "en"),
    ],
)
def test_the_language_of_a_text_is_known(text: str, language: str) -> None:
    """Kyrgyz from a Russian keyboard too; foreign names change nothing."""
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Класс 7-Б",
        "План урока",
        "Фотосинтез, хлорофилл, вода, свет, лист",
        "Урматтуу ата-энелер, эртең чогулуш болот. Уважаемые родители, завтра будет собрание.",
        "Бүгін біз сабақта жапырақ туралы оқимыз, құрметті оқушылар",
        "Der Unterricht beginnt um acht Uhr mit den Kindern",
    ],
)
def test_short_mixed_and_other_texts_are_left_open(text: str) -> None:
    """Rather no answer than a guess."""
    assert language_of(text) is None


def test_words_leave_out_numbers_and_addresses() -> None:
    """A word with a hyphen is one word."""
    assert words("Ата-энелер, 23.11.2026 саат 14:00до: https://edu.gov.kg/a-b кел") == [
        "Ата-энелер",
        "саат",
        "кел",
    ]


def test_sentences_do_not_end_at_dates_initials_and_short_words() -> None:
    """Full stops in 14.00, А. Б. and ул. end nothing; a new line does."""
    text = "Приходите 23.11.2026 в 14.00. Адрес: ул. Чуй, 5. Ждём А. Б. Асанову!\nСпасибо\n7-Б"
    assert sentences(text) == [
        "Приходите 23.11.2026 в 14.00.",
        "Адрес: ул. Чуй, 5.",
        "Ждём А. Б. Асанову!",
        "Спасибо",
        "7-Б",
    ]
    assert sentences("Бир строка,\nкоторая идёт дальше") == ["Бир строка,\nкоторая идёт дальше"]


def test_lix_is_counted_as_its_author_says() -> None:
    """Ten words in two sentences, two of them longer than six letters: 5 + 20."""
    text = "Кел, окуу, ал жаз китептер. Бар, иште ал тур күтүлгөн."
    assert lix(text) == pytest.approx(5 + 20)
    assert lix("23.11.2026") == 0.0


def test_the_longest_sentence_is_named_with_its_text() -> None:
    """Counted in words, over several texts."""
    assert longest_sentence(["Кел. Ал.", "Кел, ал, кет. Тур."]) == (1, "Кел, ал, кет.")
    assert longest_sentence([]) == (0, "")


def test_addresses_are_found_with_and_without_their_beginning() -> None:
    """Dates and e-mail are none; marks behind an address do not belong to it."""
    text = "Караңыз: bit.ly/3xY, (https://edu.gov.kg/abc). a@mail.kg 23.11.2026 www.x.kg!"
    assert addresses_in(text) == ["bit.ly/3xY", "https://edu.gov.kg/abc", "www.x.kg"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_measured(text: str) -> None:
    """Sentences hold all words, and nothing raises."""
    assert len(sentences(text)) <= len(words(text))
    assert lix(text) >= 0
    assert language_of(text) in ("ky", "ru", "en", None)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0), ("а " * 5, 2), ("а " * 40, 10), ("Это 15 % от 100", 4), ("После 21:00 тишина", 4),
        ("Ар бир окуучу бир текст окуйт", 6), ("!!! — ...", 0),
    ],
)  # fmt: skip
def test_a_word_that_only_comes_again_says_little(text: str, count: int) -> None:
    """Numbers count, as a teacher of mathematics writes them."""
    assert said(text) == count
