from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from autograders.lessons.cases import Case, kept

LESSON = "media__captions"
CUES = [
    ("00:00.500", "00:03.500", "Салам! Бул жипте\nон эки түйүн бар."),
    ("00:03.500", "00:08.000", "Байыркы куруучулар аны менен\nтик бурч чыгарышкан."),
    ("00:12.000", "00:16.500", "Үч, төрт жана беш аралыктан\nүч бурчтук түзөбүз."),
    ("00:16.500", "00:21.000", "Эң узун жагы гипотенуза,\nкалган экөө катет."),
    ("00:28.000", "00:31.000", "Ар бир жагына чарчы тургузалы."),
    ("00:31.000", "00:36.000", "Тогуз менен он алтыны кошсок,\nжыйырма беш болот."),
    ("00:36.000", "00:39.000", "Чоң чарчы да жыйырма беш."),
    ("00:46.000", "00:50.000", "Үйүңүздөгү эшиктин бурчун\nченеп көрүңүз."),
    ("00:50.000", "00:54.500", "Жообуңузду мага жазыңыз,\nчогуу текшеребиз."),
]
THREE_LINES = "Үйүңүздөгү\nэшиктин бурчун\nченеп көрүңүз."


def form(**changes: Any) -> Callable[[], bytes]:
    """The Kyrgyz storyboard as a file; `scene_2={"seconds": 5}` changes its second scene."""
    state = json.loads(kept(LESSON, "storyboard_ky.json")())
    for name, value in changes.items():
        if name.startswith("scene_"):
            state["data"]["scenes"][int(name[6:]) - 1].update(value)
        else:
            state["data"][name] = value
    return json.dumps(state, ensure_ascii=False).encode


def vtt(number: int = 0, start: str = "", end: str = "", text: str = "") -> Callable[[], bytes]:
    """The captions as a Windows editor writes them; one caption may be changed."""
    cues = dict(enumerate(CUES, start=1))
    if number:
        before = cues[number]
        cues[number] = (start or before[0], end or before[1], text or before[2])
    blocks = [f"{number}\n{start} --> {end}\n{text}" for number, (start, end, text) in cues.items()]
    return "\n\n".join(["WEBVTT", *blocks]).replace("\n", "\r\n").encode


def board(*fails: str, about: str = "", **changes: Any) -> Case:
    """A case for the storyboard."""
    return Case("storyboard", "storyboard.json", form(**changes), fails, about)


def captions(content: Callable[[], bytes], *fails: str, about: str = "", form: str = "ky") -> Case:
    """A case for the captions, beside a good storyboard."""
    beside = {"storyboard": ("storyboard.json", kept(LESSON, f"storyboard_{form}.json"))}
    return Case("captions", "captions.vtt", content, fails, about, beside)


CASES = (
    board(),
    board(pupils_shown="no", consent="", about="nobody is shown"),
    board("scenes", scene_1={"seconds": 2}, scene_2={"seconds": 3}, about="too short"),
    board("scenes", scene_1={"seconds": 60}, about="two minutes"),
    board("scenes", scenes=[{"seconds": 60, "picture": "Доска", "script": "Салам!"}], about="one"),
    board("scenes", scene_1={"script": " "}, about="a silent scene"),
    board("scenes", scene_1={"seconds": None}, about="no seconds"),
    board("consent", consent="no"),
    board("consent", pupils_shown="", about="not said who is shown"),
    captions(vtt()),
    captions(kept(LESSON, "fractions_ru.vtt"), about="Russian, of a video site", form="ru"),
    captions(lambda: vtt()()[8:], "vtt", about="without its first word"),
    captions(vtt(3, start="00:12,000", end="00:16,500"), "vtt", about="commas"),
    captions(vtt(5, start="00:31.000", end="00:28.000"), "vtt", about="ends too soon"),
    captions(kept(LESSON, "older_form_ky.srt"), "vtt", about="the older form"),
    captions(vtt(4, start="00:16.000"), "order"),
    captions(vtt(5, end="00:29.500"), "speed"),
    captions(vtt(6, text=CUES[5][2].replace("\n", " ")), "line"),
    captions(vtt(8, text=THREE_LINES), "line", about="three lines"),
    captions(vtt(6, text="Кошобуз."), "same"),
    Case("captions", "captions.vtt", vtt(), ("same",), "no storyboard yet"),
)
