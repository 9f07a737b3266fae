"""Cases of media/handout: pages by hand, from LibreOffice, and PDFs by typst."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache

import typst
from autograders.lessons.cases import Case, kept
from PIL import Image

LESSON = "media__handout"

GOOD = """<!DOCTYPE html>
<html lang="ky">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Жалбырак эмне үчүн жашыл</title>
<style>
:root { --ink: #1a1a1a }
body { color: var(--ink, black); background: white; max-width: 40em }
h1 { color: #14532d } .source { color: #595959 }
img { max-width: 100% } table { width: 100% }
</style></head>
<body>
<h1>Жалбырак эмне үчүн жашыл</h1>
<p>Бул баракты үйдө окуңуз, андан кийин төмөнкү үч тапшырманы дептериңизге аткарыңыз.</p>
<h2>Эмнени көрөсүз</h2>
<p><img src="images/leaf.png" width="600"
alt="Жалбырактын тамырлары ортоңку тамырдан четине тарайт"></p>
<h2>Тапшырмалар</h2>
<ol><li>Жалбыракты дептерге салып, тамырларын чийиңиз.</li>
<li>Тамырлары кайда жооноюраак экенин жазыңыз.</li></ol>
<table><caption>Өлчөө</caption><tr><th scope="col">Жалбырак</th><th scope="col">Узундугу, см</th>
</tr>
<tr><td>кайың</td><td>6</td></tr></table>
<p class="source">Кененирээк:
<a href="https://example.org/leaf">Өсүмдүктөр жөнүндө китептин 12-бети</a>.</p>
</body></html>
"""

RUSSIAN = """<!DOCTYPE html>
<html lang="ru"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Дроби на кухне</title></head>
<body style="background-color:#202124;color:#f1f3f4">
<main><h1>Дроби на кухне</h1>
<p>Прочитайте рецепт и ответьте на вопросы в тетради. Калькулятор не нужен.</p>
<section><h2>Рецепт</h2><ul><li>половина стакана молока</li><li>три четверти стакана муки</li></ul>
<figure>
<svg role="img" aria-label="Стакан: деления от четверти до целого" viewBox="0 0 9 9">
<rect width="9" height="9" fill="#ccc"/></svg>
<figcaption>Мерный стакан</figcaption></figure></section>
<section><h2>Вопросы</h2><p>Сколько муки нужно на два таких пирога?
<a style="color:#8ab4f8" href="https://example.org/drobi">Правила сложения дробей</a></p></section>
</main></body></html>
"""


def picture(size: int = 40) -> bytes:
    """A plain picture; a large one does not get smaller by packing."""
    target = io.BytesIO()
    Image.effect_noise((size, size), 80).save(target, "PNG")
    return target.getvalue()


def packed(page: str, image: Callable[[], bytes] = picture) -> bytes:
    """The page and its picture in one .zip, in a folder as people pack it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("handout/index.html", page)
        archive.writestr("handout/images/leaf.png", image())
    return target.getvalue()


def changed(*changes: tuple[str, str]) -> Callable[[], bytes]:
    """The good page with some words changed."""

    @cache
    def made() -> bytes:
        page = GOOD
        for old, new in changes:
            assert old in page, old
            page = page.replace(old, new)
        return packed(page)

    return made


@cache
def heavy() -> bytes:
    """The good page with a photo as a phone takes it."""
    return packed(GOOD, lambda: picture(800))


def pdf(language: str | None, tagged: bool = True, title: str = "Handout") -> Callable[[], bytes]:
    """A handout as a PDF."""

    @cache
    def made() -> bytes:
        said = f'#set text(lang: "{language}")\n' if language else ""
        text = (
            "Read this page at home and do the three tasks in your notebook before Wednesday. " * 3
        )
        source = f'#set document(title: "{title}")\n{said}= Leaves\n{text}'
        standards = ["ua-1"] if tagged else []
        return bytes(typst.compile(source.encode(), pdf_standards=standards, pdf_tags=tagged))

    return made


CASES = (
    Case("handout", "handout.zip", changed(), about="Kyrgyz, page and picture in a zip"),
    Case("handout", "handout.html", RUSSIAN.encode, about="Russian, dark, with a drawing"),
    Case("handout", "handout.zip", changed(('lang="ky"', 'lang="en"')), ("lang",)),
    Case("handout", "handout.zip", changed((' lang="ky"', "")), ("lang",), "no language said"),
    Case("handout", "handout.zip", changed(("h2>", "h3>")), ("title",)),
    Case(
        "handout",
        "handout.zip",
        changed(("<h1>", "<p><b>"), ("</h1>", "</b></p>")),
        ("title",),
        "bold instead of a heading",
    ),
    Case(
        "handout",
        "handout.zip",
        changed(("Жалбырактын тамырлары ортоңку тамырдан четине тарайт", "leaf.png")),
        ("alt",),
    ),
    Case("handout", "handout.zip", changed(("#595959", "#a0a0a0")), ("contrast",)),
    Case(
        "handout",
        "handout.zip",
        changed(("--ink: #1a1a1a", "--ink: #bbb")),
        ("contrast",),
        "pale by a variable",
    ),
    Case(
        "handout",
        "handout.zip",
        changed(("Өсүмдүктөр жөнүндө китептин 12-бети", "бул жерде")),
        ("links",),
    ),
    Case("handout", "handout.zip", heavy, ("kb",)),
    Case("handout", "handout.html", lambda: GOOD.encode(), ("kb",), "the picture stayed at home"),
    Case(
        "handout",
        "handout.zip",
        changed(("table { width: 100% }", "table { width: 640px }")),
        ("reflow",),
    ),
    Case(
        "handout",
        "handout.zip",
        changed(('<th scope="col">', "<td>"), ("</th>", "</td>")),
        ("tables",),
    ),
    Case(
        "handout",
        "libreoffice.zip",
        kept(LESSON, "libreoffice.zip"),
        ("reflow", "tables"),
        "Kyrgyz, a .docx saved by LibreOffice",
    ),
    Case(
        "handout",
        "libreoffice_plain.zip",
        kept(LESSON, "libreoffice_plain.zip"),
        ("lang", "title", "alt", "contrast", "reflow"),
        "Russian, LibreOffice, nothing done",
    ),
    Case("pdf", "handout.pdf", pdf("ky")),
    Case("pdf", "handout.pdf", pdf("ky", tagged=False), ("pdf",)),
    Case("pdf", "handout.pdf", pdf("ru", tagged=False, title="Handout.docx"), ("pdf", "pdf_names")),
    Case("pdf", "handout.pdf", pdf("de"), ("pdf_names",)),
)
