"""Cases of ai-and-together/portfolio: pages by hand and from LibreOffice, and forms as saved."""

from __future__ import annotations

import json
from typing import Any

from autograders.lessons.cases import Case, changed, kept

LESSON = "ai_and_together__portfolio"

GOOD = """<!DOCTYPE html>
<html lang="ru"><head><meta charset="utf-8"><title>Портфолио</title></head><body>
<h1>Портфолио учителя математики</h1>
<p>Здесь три работы этого года. У каждой сказано, как было раньше и что изменилось на уроках.</p>
<p><img src="data:image/png;base64,iVBORw0KGgo="
alt="Доска с таблицей долей, рядом столбики из кубиков"></p>
<h2><a href="https://example.org/zhurnal.xlsx">Журнал, который считает сам</a></h2>
<p>Урок: Журнал<br>Компетенция: 4.2<br>Уровень: В1</p>
<p>Было: четверть я считала на калькуляторе четыре часа.</p>
<p>Стало: журнал считает сам, за час я разбираю работы отстающих.</p>
<h2>Слайды для последней парты</h2>
<p>Урок: <a href="works/slides.pptx">Слайды</a></p>
<p>Компетенция: 2.2 и KD3</p><p>Уровень: B2</p>
<p>Было: на слайде стоял абзац из учебника мелким шрифтом.</p>
<p>Стало: один вопрос крупно, ученики отвечают в парах.</p>
<h2>Тест, который учит</h2>
<p>Урок: Тест</p><p>Работа: <a href="https://example.org/test">тест о дробях с пояснениями</a></p>
<p>Компетенция: 4.1</p><p>Уровень: A2</p>
<h3>Было</h3><p>После теста я только ставила оценки в журнал.</p>
<h3>Стало</h3><p>Каждый ответ объясняет, где искать, и ученики решают снова.</p>
</body></html>
"""

TABLE = """<!DOCTYPE html>
<html lang="ky"><head><meta charset="utf-8"><title>Портфолио</title></head><body>
<h1>Менин портфолиом</h1>
<p>Бул жерде быйылкы үч ишим бар, ар биринин мурдагы жана азыркы абалы жазылган.</p>
<h2>Иштер</h2>
<p><img src="data:image/png;base64,iVBORw0KGgo="
alt="Окуучулар таблицанын жанында үлүштөрдү эсептеп жатышат"></p>
<table><tr><th>Сабак</th><th>Иш</th><th>Компетенция</th><th>Деңгээл</th><th>Мурда</th>
<th>Азыр</th></tr>
<tr><td>Журнал</td><td><a href="https://example.org/1">Өзү эсептеген журнал</a></td><td>4.2</td>
<td>B1</td>
<td>Чейрек баасын калькулятор менен төрт саат эсептечүмүн.</td>
<td>Таблица өзү эсептейт, артта калгандарга убакыт калды.</td></tr>
<tr><td>Сүрөттөр</td><td><a href="https://example.org/2">Булагы жазылган сүрөттөр</a></td>
<td>2.3</td><td>B1</td>
<td>Сүрөттөрдү интернеттен булагын жазбай алып жүрдүм.</td>
<td>Ар бир сүрөттүн астында автору жана лицензиясы турат.</td></tr>
<tr><td>Тест</td><td><a href="https://example.org/3">Үйрөткөн тест</a></td><td>4.1</td><td>A2</td>
<td>Тесттен кийин бааларды гана коюп койчу элем.</td>
<td>Окуучулар катасын өзү таап, кайра чыгарып жатышат.</td></tr></table>
<h2>Эмнени өзгөртөм</h2><p>Кийинки чейректе тапшырманы үч түрдө берем.</p>
</body></html>
"""

OER: dict[str, Any] = {
    "title": "Үлүштөр боюнча тапшырма",
    "grade": 7,
    "language": "ky",
    "minutes": 45,
    "keywords": ["үлүш", "математика"],
    "licence": "cc-by",
    "parts": [
        {"title": "Текст жана тапшырмалар", "author": "математика мугалими", "licence": "own"},
        {
            "title": "Ашкананын сүрөтү",
            "author": "Ашуу китепканасы",
            "licence": "cc-by",
            "source": "https://example.org/kitchen",
        },
    ],
    "policy": {
        "problem": "Окуучулар тапшырманы ар кандай чаттардан издеп жатып убакыт кетиришет",
        "change": "Мектеп бардык тапшырмаларды бир гана папкада, бир тартипте сактайт",
        "measure": "Бир айдан кийин окуучулардан сурайбыз",
    },
    "reviews": [
        {
            "work": "Слайддар",
            "said": "Сурооң жакшы, бирок экинчи слайдда тамгалар акыркы партадан көрүнбөйт",
        },
        {
            "work": "Тест",
            "said": "Үчүнчү суроонун эки туура жообу бар экен, бирин алмаштырып көрүңүз",
        },
    ],
    "changed": "Кесиптешимдин кеңеши менен экинчи тапшырманы кыскарттым",
}


def portfolio(
    fails: tuple[str, ...], *changes: tuple[str, str], about: str = "", page: str = GOOD
) -> Case:
    """A portfolio page."""
    return Case("portfolio", "portfolio.html", changed(page, *changes), fails, about)


def oer(fails: tuple[str, ...], about: str = "", **fields: Any) -> Case:
    """A form with some of its fields changed."""
    content = json.dumps({"data": {**OER, **fields}, "language": "ky"}, ensure_ascii=False)
    return Case("oer", "oer.json", content.encode, fails, about)


def parts(**fields: str) -> list[dict[str, str]]:
    """The good parts, the second with some fields changed."""
    first, second = OER["parts"]
    return [first, {**second, **fields}]


CASES = (
    portfolio((), about="Russian, parts with lines"),
    portfolio((), about="Kyrgyz, a table", page=TABLE),
    Case(
        "portfolio", "libreoffice.zip", kept(LESSON, "libreoffice.zip"), (), "English, LibreOffice"
    ),
    portfolio(
        ("three",),
        ('href="https://example.org/test"', 'href="file:///C:/Users/я/test.docx"'),
        about="own computer",
    ),
    portfolio(("three",), ('<a href="https://example.org/2">', "<a>"), about="no link", page=TABLE),
    portfolio(("three",), ("<p>Урок: Тест</p>", "<p>Урок: Журнал</p>"), about="one lesson twice"),
    portfolio(("map",), ("<p>Компетенция: 4.1</p>", "")),
    portfolio(("map",), ("<p>Уровень: B2</p>", "<p>Уровень: хороший</p>"), about="no such level"),
    portfolio(
        ("evidence",),
        (
            "<h3>Стало</h3><p>Каждый ответ объясняет, где искать, и ученики решают снова.</p>",
            "<h3>Итог</h3>",
        ),
    ),
    portfolio(
        ("evidence",),
        ("ученики отвечают в парах", "даже Асанов Тилек отвечает в паре"),
        about="a pupil named",
    ),
    portfolio(("a11y",), ("Доска с таблицей долей, рядом столбики из кубиков", "IMG_2041.jpg")),
    portfolio(("a11y",), (' lang="ru"', ""), about="no language"),
    oer(()),
    oer(
        (), "CC BY-SA with a part of the same", licence="cc-by-sa", parts=parts(licence="cc-by-sa")
    ),
    oer(("licence",), parts=parts(licence="cc-by-nc")),
    oer(("licence",), "no author", parts=parts(author="")),
    oer(("licence",), "no licence", licence=""),
    oer(("licence",), "no parts", parts=[]),
    oer(("meta",), language=""),
    oer(("policy",), policy={**OER["policy"], "measure": ""}),
    oer(("peer",), reviews=OER["reviews"][:1]),
    oer(("peer_used",), changed=""),
)
