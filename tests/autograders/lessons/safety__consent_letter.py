"""Consent letters in Kyrgyz and Russian, with boxes made in every way, and each with one slip."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from autograders.document.made import Letter
from autograders.lessons.cases import Case, kept
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

LESSON = "safety__consent_letter"
KYRGYZ: Mapping[str, tuple[str, ...]] = {
    "Ким сурайт": ("№ 12 мектептин 7-Б классынын жетекчиси.",),
    "Эмнени жарыялайбыз": ("Сабактардан жана майрамдардан тартылган сүрөттөр. Аты жазылбайт.",),
    "Эмне үчүн": ("Класстын иши жөнүндө айтып берүү үчүн.",),
    "Кайда": ("Мектептин барагында, райондук гезитте же класстын чатында.",),
    "Канча убакытка": ("Окуу жылынын аягына чейин. Андан кийин өчүрөбүз.",),
    "Макулдукту кайтарып алуу": ("Каалаган күнү жазып койсоңуз болот. Балага эч нерсе өзгөрбөйт.",),
    "Байланыш": ("Класс жетекчи, 0312 00 00 00.",),
}
RUSSIAN: Mapping[str, tuple[str, ...]] = {
    "Кто просит": ("Классный руководитель 7-Б, школа № 12.",),
    "Что публикуем": ("Фото с уроков и праздников. Имён под ними нет.",),
    "Зачем": ("Чтобы рассказать о делах класса.",),
    "Где": ("На странице школы, в газете района или в чате класса.",),
    "На какой срок": ("До конца учебного года. Потом фото удалим.",),
    "Как отозвать согласие": ("Напишите нам в любой день. Для ребёнка ничего не изменится.",),
    "Контакт": ("Классный руководитель, 0312 00 00 00.",),
}
PURPOSES = {
    "ky": ("мектептин барагы", "райондук гезит", "класстын чаты"),
    "ru": ("страница школы", "газета района", "чат класса"),
}
CHOICE = {"ky": "Сиздин тандооңуз", "ru": "Ваш выбор"}
SIGN = {
    "ky": "Ата-эненин колу: ____________ Күнү: ____________",
    "ru": "Подпись родителя: ____________ Дата: «__» ________ 20__ г.",
}
Boxes = Callable[[Letter, tuple[str, ...]], None]


def typed(letter: Letter, purposes: tuple[str, ...], sign: str = "☐") -> None:
    """Boxes as characters at the beginning of lines."""
    letter.text(*(f"{sign} {each}" for each in purposes))


def yes_and_no(letter: Letter, purposes: tuple[str, ...]) -> None:
    """A table with two boxes for each purpose."""
    letter.table(("", "ооба / да", "жок / нет"), *((each, "□", "□") for each in purposes))


def content_controls(letter: Letter, purposes: tuple[str, ...], checked: str = "0") -> None:
    """The boxes that Word inserts as form controls."""
    for number, each in enumerate(purposes):
        paragraph = letter.file.add_paragraph()
        state = checked if number == 1 else "0"
        paragraph._p.append(
            parse_xml(
                f'<w:sdt {nsdecls("w")} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
                f'<w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr>'
                "<w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
            )
        )
        paragraph.add_run(f" {each}")


def form_fields(letter: Letter, purposes: tuple[str, ...], default: str = "0") -> None:
    """The boxes of forms of older programs."""
    box = f'<w:ffData><w:checkBox><w:default w:val="{default}"/></w:checkBox></w:ffData>'
    parts = (
        f'<w:fldChar w:fldCharType="begin">{box}</w:fldChar>',
        "<w:instrText>FORMCHECKBOX</w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>',
        '<w:fldChar w:fldCharType="end"/>',
    )
    for each in purposes:
        paragraph = letter.file.add_paragraph()
        for part in parts:
            paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{part}</w:r>"))
        paragraph.add_run(f" {each}")


def wingdings(letter: Letter, purposes: tuple[str, ...]) -> None:
    """The sign of a symbol font that many forms have."""
    for each in purposes:
        paragraph = letter.file.add_paragraph()
        paragraph._p.append(
            parse_xml(f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>')
        )
        paragraph.add_run(f" {each}")


def bare_item(letter: Letter, purposes: tuple[str, ...]) -> None:
    """A list in which one purpose has no box."""
    letter.items(*(f"☐ {each}" for each in purposes[:-1]), purposes[-1])


def one_for_all(letter: Letter, purposes: tuple[str, ...]) -> None:
    """One box for everything."""
    letter.text("☐ " + ", ".join(purposes))


def letter_of(
    *,
    boxes: Boxes = typed,
    drop: tuple[str, ...] = (),
    replaced: Mapping[str, str] | None = None,
    sign: Mapping[str, str] = SIGN,
    extra: str = "",
    after: Callable[[Letter], None] | None = None,
) -> bytes:
    """The letter in both languages."""
    letter = Letter("ky")
    for language, title, parts in (
        ("ky", "Макулдук кат", KYRGYZ),
        ("ru", "Письмо о согласии", RUSSIAN),
    ):
        letter.heading(title, 1)
        for head, lines in parts.items():
            if head not in drop:
                letter.heading(head, 2)
                letter.text(*((replaced or {}).get(head, line) for line in lines))
        letter.heading(CHOICE[language], 2)
        boxes(letter, PURPOSES[language])
        letter.text(extra, sign[language])
    if after:
        after(letter)
    return letter.content()


def signed_in_table(letter: Letter) -> None:
    """A table with empty cells to sign in."""
    letter.table(("Колу / Подпись", ""), ("Күнү / Дата", ""), header=False)


def case(*fails: str, about: str = "", **letter: object) -> Case:
    """A case of the exercise, made when it is needed."""
    return Case("letter", "consent.docx", partial(letter_of, **letter), fails, about)


LONG = (
    "В соответствии с действующим законодательством администрация общеобразовательной организации "
    "осуществляет обработку фотографических изображений несовершеннолетних обучающихся "
    "исключительно "
    "с целью информирования общественности относительно результатов образовательной деятельности "
    "педагогического коллектива и популяризации мероприятий воспитательной направленности"
)
NOWHERE = {"ky": "Рахмат!", "ru": "Спасибо!"}
NO_DATE = {"ky": "Ата-эненин колу: ____________", "ru": "Подпись родителя: ____________"}

CASES: tuple[Case, ...] = (
    case(about="boxes as characters"),
    case(boxes=yes_and_no, about="yes and no in a table"),
    case(boxes=content_controls, about="boxes of Word"),
    case(boxes=form_fields, about="boxes of older forms"),
    case(boxes=wingdings, about="boxes of a symbol font"),
    case(
        sign=NOWHERE,
        extra="Баланын аты-жөнү / Имя ребёнка: ________",
        after=signed_in_table,
        about="empty cells to sign in",
    ),
    Case("letter", "consent.odt", kept(LESSON, "consent.odt"), (), "saved by LibreOffice as odt"),
    Case(
        "letter",
        "consent.docx",
        kept(LESSON, "consent_libreoffice.docx"),
        (),
        "docx by LibreOffice",
    ),
    case("parts", drop=("Байланыш", "Контакт")),
    case(
        "parts",
        replaced={"Канча убакытка": "________", "На какой срок": "________"},
        about="blanks only",
    ),
    case("choices", boxes=one_for_all),
    case("choices", boxes=bare_item, about="a purpose without a box"),
    case("choices", boxes=partial(typed, sign="☒"), about="ticked in advance"),
    case("choices", boxes=partial(content_controls, checked="1"), about="one control is ticked"),
    case("choices", boxes=partial(form_fields, default="1"), about="old boxes are ticked"),
    case("langs", drop=("Контакт",)),
    case(
        "langs", replaced={"Зачем": KYRGYZ["Макулдукту кайтарып алуу"][0]}, about="not translated"
    ),
    case("lix", replaced={"Зачем": LONG, "Где": LONG, "Что публикуем": LONG}),
    case("min", extra="Паспорттун номери: ____________"),
    case("fields", sign=NOWHERE),
    case("fields", sign=NO_DATE, about="no date"),
)
