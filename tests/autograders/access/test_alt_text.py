from __future__ import annotations

import pytest

from mugalim_checks.access.alt_text import alt_trouble


@pytest.mark.parametrize(
    "text",
    [
        "Жалбырактын кесилиши: үстү тыгыз, асты көзөнөктүү",
        "Окуучулар мектеп бакчасында көчөт отургузуп жатышат",
        "Схема листа: свет падает сверху, вода идёт по жилкам",
        "Диаграмма: средний балл выше всего по биологии, 4,2",
        "A leaf cut across, its two layers named",
        "Bar chart: the average rises from 3.4 to 3.9 in spring",
        "Сүрөт тартып жаткан кыз, жанында боёктор",
        "Иллюстрациялуу китептин мукабасы",
    ],
)
def test_a_description_is_a_description(text: str) -> None:
    """What could be said about a picture by phone, in three languages."""
    assert alt_trouble(text, "image1.png") is None


@pytest.mark.parametrize(
    "text",
    [
        "image1.png",
        "Жалбырак кесилиши.JPG",
        "IMG_20261123_140522",
        "DSC01234",
        "photo_2026-11-23_14-00-00",
        "WhatsApp Image 2026-11-23 at 14.00.22",
        "Снимок экрана 2026-11-23 145210",
        "Экран сүрөтү 2026-11-23",
        "20261123_140522",
        "leaf_final",
    ],
)
def test_a_file_name_is_no_description(text: str) -> None:
    """Names by cameras, messengers and screens, with the ending or without."""
    assert alt_trouble(text) == "access.alt_file_name"


def test_the_name_of_the_very_file_is_known() -> None:
    """Whatever the file is called, its name alone says nothing new."""
    assert alt_trouble("Жалбырак", "word/media/жалбырак.png") == "access.alt_file_name"
    assert alt_trouble("leaf.thing", "leaf.thing") == "access.alt_file_name"


@pytest.mark.parametrize(
    "text",
    ["Picture 3", "Рисунок 3", "Сүрөт 2", "Image1", "image", "Изображение", "сүрөтү", "Фото №4",
     "Диаграмма 1", "Object 5", "Graphic 7", "Бул сүрөт", "12", "...", "—— 7"],
)  # fmt: skip
def test_a_programs_own_name_is_no_description(text: str) -> None:
    """What office programs put in, and signs without a word."""
    assert alt_trouble(text) == "access.alt_says_nothing"


@pytest.mark.parametrize(
    "text",
    [
        "Picture of a leaf in the sun",
        "This is an image showing a leaf",
        "Изображение листа подорожника",
        "На фото дети сажают деревья",
        "Рисунок листа с подписями",
        "Сүрөттө балдар көчөт отургузууда",
        "Жалбырактын сүрөтү",
    ],
)
def test_picture_of_is_left_out(text: str) -> None:
    """A reading voice says by itself that it is a picture."""
    assert alt_trouble(text) == "access.alt_picture_of"


@pytest.mark.parametrize(
    "text",
    [
        "A picture containing text, outdoor\n\nDescription automatically generated",
        "Изображение выглядит как текст\n\nАвтоматически созданное описание",
        "A green leaf on a table AI-generated content may be incorrect.",
    ],
)
def test_a_guess_of_the_program_is_known(text: str) -> None:
    """Word marks its own guesses."""
    assert alt_trouble(text) == "access.alt_automatic"


def test_lengths_are_the_lessons_own() -> None:
    """Too short by letters or by words, too long; nothing, and only spaces."""
    assert alt_trouble("Жашыл бак", shortest=10) == "access.alt_short"
    assert alt_trouble("Фотосинтезделиши") == "access.alt_short"
    assert alt_trouble("Жашыл бак " * 16, longest=150) == "access.alt_long"
    assert alt_trouble(None) == alt_trouble(" \n") == "access.alt_missing"
