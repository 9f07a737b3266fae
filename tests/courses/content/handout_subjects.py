"""What the pages of media/handout say, in three subjects; the tasks go from easy to hard."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """One topic for one page; `hint` is the sentence that stands in pale letters in the draft."""

    title: str
    intro: str
    part: str
    fact: str
    hint: str
    tasks: tuple[str, ...]
    picture: str
    alt: str
    more: str
    link: str
    address: str


TASKS = "Tasks"
HERE = "here"
COMMONS = "https://commons.wikimedia.org/wiki/Category:"

BIOLOGY = Subject(
    title="Why is a leaf green?",
    intro="This is our lesson about the leaf, for whoever was ill or wants to read it again. "
    "Do the tasks in your exercise book.",
    part="Look closely",
    fact="A leaf is full of small green grains. Their green is called chlorophyll; it catches the "
    "light of the sun. With it the plant makes its food out of water and air.",
    hint="In autumn the green falls apart. Then we see the yellow that was in the leaf all the "
    "time.",
    tasks=(
        "Write down what the green in the grains is called.",
        "Draw a leaf with its veins.",
        "Explain in three sentences why a leaf turns yellow in autumn.",
    ),
    picture="leaf",
    alt="A green leaf; pale veins run from the middle to the edge",
    more="More pictures of leaves:",
    link="Leaves, on Wikimedia Commons",
    address=f"{COMMONS}Leaves",
)
MATHEMATICS = Subject(
    title="How much is half of a half?",
    intro="This is our lesson about parts of a whole, for whoever was ill or wants to read it "
    "again. Do the tasks in your exercise book.",
    part="Cut a bread",
    fact="Cut a round bread into two equal parts: each is one half. Cut each half in two again. "
    "Now there are four equal parts, and each is one quarter.",
    hint="A quarter is half of a half. We write it as 1/4: one part of four.",
    tasks=(
        "Write down how many quarters a whole bread has.",
        "Draw a bread and colour three quarters of it.",
        "Eight guests share two breads equally. What part of a bread does each get? Explain it by "
        "a drawing.",
    ),
    picture="bread",
    alt="A round bread cut crosswise into four equal parts",
    more="More drawings of fractions:",
    link="Fractions, on Wikimedia Commons",
    address=f"{COMMONS}Fractions",
)
LITERATURE = Subject(
    title="Why is the Manas told by heart?",
    intro="This is our lesson about the Manas, for whoever was ill or wants to read it again. "
    "Do the tasks in your exercise book.",
    part="Who tells it?",
    fact="The Manas is an epic: a long story in verse about a hero and his people. A manaschi "
    "tells it without a book, sometimes through a whole night.",
    hint="Each manaschi tells it in his own words, but the events stay. So the Manas has many "
    "versions.",
    tasks=(
        "Write down what the teller of the Manas is called.",
        "Find the sentence that says how it is told, and copy it.",
        "Would it be the same epic if everybody read it from one book? Write four sentences.",
    ),
    picture="yurt",
    alt="A white yurt on a meadow, snowy mountains behind it",
    more="More pictures about the Manas:",
    link="Epic of Manas, on Wikimedia Commons",
    address=f"{COMMONS}Epic_of_Manas",
)
