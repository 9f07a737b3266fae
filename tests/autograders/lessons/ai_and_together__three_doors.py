"""One task with three doors in three languages, and each with one slip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from autograders.document.made import Letter, levels_only
from autograders.lessons.cases import Case, kept

LESSON = "ai_and_together__three_doors"


@dataclass(frozen=True)
class Doors:
    """What a task with three doors says."""

    language: str
    heads: tuple[str, str, str, str, str, str]  # goal, words, task, help, answers, how to choose
    goal: str
    words: tuple[str, ...]
    names: tuple[str, ...]
    texts: tuple[str, ...]
    question: str
    help: str
    answers: tuple[str, ...]
    choose: str
    goals: tuple[str, ...] = ()  # where a door shows another one
    labelled: bool = False  # the goal of a door is a line "Goal: …"
    shape: Callable[[Letter], None] | None = None


RUSSIAN = Doors(
    "ru",
    ("Цель", "Ключевые слова", "Задание", "Банк слов", "Ответы", "Как выбрать"),
    "Объяснить, как растение получает питание из света.",
    ("фотосинтез", "хлорофилл", "энергия", "кислород", "лист"),
    ("Зелёная дверь", "Синяя дверь", "Жёлтая дверь"),
    (
        "Лист ест свет. Это и есть фотосинтез. В листе есть хлорофилл. Он зелёный. Он ловит свет. "
        "Свет даёт энергию. Из листа выходит кислород. Мы им дышим.",
        "Зелёный лист ловит солнечный свет с помощью вещества хлорофилл. Из воды и воздуха он "
        "делает сахар. Так идёт фотосинтез: растение берёт энергию света, а воздуху отдаёт "
        "кислород.",
        "Фотосинтез представляет собой последовательность химических превращений, благодаря "
        "которым "
        "хлорофилл, содержащийся в клетках листа, улавливает солнечную энергию и преобразует "
        "неорганические вещества в органические, выделяя кислород в окружающее пространство.",
    ),
    "Откуда растение берёт питание?",
    "свет — ловит — сахар — воздух",
    (
        "Зелёная дверь: из света, воды и воздуха.",
        "Синяя дверь: лист делает сахар на свету.",
        "Жёлтая дверь: из неорганических веществ за счёт света.",
    ),
    "Выберите любую дверь; закончили раньше, войдите в следующую.",
)
KYRGYZ = Doors(
    "ky",
    ("Максат", "Негизги сөздөр", "Тапшырма", "Жардам", "Жооптор", "Кантип тандайм"),
    "Суунун айлануусун өз сөзү менен түшүндүрүү.",
    ("буулануу", "булут", "жаан", "дарыя", "мөңгү"),
    ("Терезе жакта", "Доска жакта", "Эшик жакта"),
    (
        "Күн сууну жылытат. Суу буу болот. Бул буулануу. Буу өйдө чыгат. Булут пайда болот. "
        "Анан жаан жаайт. Суу дарыя болуп агат. Тоодо мөңгү бар.",
        "Күндүн жылуусунан буулануу башталып, буу асманга көтөрүлөт да, муздап, булут "
        "болот. Булуттан "
        "жаан жаап, суу дарыяга куят, ал эми бийик тоодо мөңгү катары көпкө сакталат.",
        "Күн энергиясынын таасиринен океандардагы буулануу процесси атмосферадагы нымдуулукту "
        "көбөйтүп, муздаган абада булуттардын калыптанышына, андан соң жаан-чачындын жердин бетине "
        "түшүшүнө, дарыялардын толушуна жана тоолордогу мөңгүлөрдүн топтолушуна алып келет.",
    ),
    "Көлдөгү суу тоого кантип жетет?",
    "Көлдөгү суу күндөн ...",
    (
        "Терезе жакта: буу болуп көтөрүлөт.",
        "Доска жакта: булут болуп барып, жаан болуп түшөт.",
        "Эшик жакта: буулануу, булут, жаан, мөңгү.",
    ),
    "Каалаган жерге отуруңуз; бүтсөңүз, башкасына өтсөңүз болот.",
)
ENGLISH = Doors(
    "en",
    ("Goal", "Key words", "Task", "Sentence start", "Answers", "How to choose"),
    "Say why the author changed her mind.",
    ("argument", "evidence", "opinion", "author", "change"),
    ("Green door", "Blue door", "White door"),
    (
        "The author had an opinion. It was not so good. Then she saw new evidence. It was a long "
        "list. Her first argument fell. So she had to change it.",
        "The author first held the opinion that phones harm lessons. Her argument was weak, "
        "because "
        "she had little evidence. A study of ten schools made her change it in the end.",
        "Initially, the author's opinion regarding telephones resembled everybody's assumption; "
        "however, contradictory evidence collected systematically throughout several institutions "
        "undermined her original argument, necessitating considerable change.",
    ),
    "Why did the author change her mind?",
    "She changed her mind because …",
    ("New evidence.",),
    "Take any door; you may go to another one at any time.",
)


def content(doors: Doors) -> bytes:
    """The task as a .docx file."""
    letter = Letter(doors.language)
    goal, words, task, help_head, answers, choose = doors.heads
    letter.heading(goal)
    letter.text(doors.goal)
    letter.heading(words)
    letter.items(*doors.words)
    for number, (name, text) in enumerate(zip(doors.names, doors.texts, strict=True)):
        letter.heading(name)
        own = doors.goals[number] if doors.goals else doors.goal
        if doors.labelled:
            letter.text(f"{goal}: {own}")
        else:
            letter.heading(goal, 2)
            letter.text(own)
        letter.heading(task, 2)
        letter.text(text)
        letter.items(doors.question, style="List Number")
        if number == 0 and doors.help:
            letter.heading(help_head, 2)
            letter.text(doors.help)
    if doors.answers:
        letter.heading(answers)
        letter.items(*doors.answers)
    letter.heading(choose)
    letter.text(doors.choose)
    if doors.shape:
        doors.shape(letter)
    return letter.content()


def case(doors: Doors, *fails: str, about: str = "") -> Case:
    """A case of the exercise, made when it is needed."""
    return Case("doors", "doors.docx", partial(content, doors), fails, about)


def _first_text(doors: Doors, old: str, new: str) -> tuple[str, ...]:
    return (doors.texts[0].replace(old, new), *doors.texts[1:])


OTHER_GOAL = (RUSSIAN.goal, RUSSIAN.goal, "Выучить определение.")
CASES: tuple[Case, ...] = (
    case(RUSSIAN, about="in Russian, doors by colour"),
    case(KYRGYZ, about="in Kyrgyz, doors by place"),
    case(replace(ENGLISH, labelled=True), about="in English, one key for all"),
    case(replace(KYRGYZ, shape=levels_only), about="outline levels only, as from Google"),
    Case("doors", "doors.odt", kept(LESSON, "doors.odt"), (), "saved by LibreOffice as odt"),
    case(
        replace(
            RUSSIAN, names=RUSSIAN.names[:2], texts=RUSSIAN.texts[:2], answers=RUSSIAN.answers[:2]
        ),
        "three",
    ),
    case(
        replace(ENGLISH, names=("Door for weak pupils", "Blue door", "White door")),
        "three",
        about="a label",
    ),
    case(
        replace(KYRGYZ, goal="а", question="б", texts=(KYRGYZ.texts[0], "в", KYRGYZ.texts[2])),
        "three",
        about="a door of three letters",
    ),
    case(replace(RUSSIAN, goals=OTHER_GOAL), "goal"),
    case(
        replace(KYRGYZ, goals=(KYRGYZ.goal, "", KYRGYZ.goal)), "goal", about="not shown in a door"
    ),
    case(replace(RUSSIAN, texts=(RUSSIAN.texts[2], *RUSSIAN.texts[1:])), "lix"),
    case(replace(KYRGYZ, texts=_first_text(KYRGYZ, "Бул буулануу. ", "")), "terms"),
    case(replace(RUSSIAN, words=RUSSIAN.words[:3]), "terms", about="three words only"),
    case(replace(ENGLISH, help=""), "scaffold"),
    case(replace(RUSSIAN, help="________"), "scaffold", about="nothing under the help"),
    case(replace(KYRGYZ, answers=(KYRGYZ.answers[0], KYRGYZ.answers[2])), "key"),
    case(replace(ENGLISH, answers=()), "key", about="no answers"),
    case(replace(RUSSIAN, choose="Как ученик выбирает дверь и переходит в другую"), "choice"),
)
