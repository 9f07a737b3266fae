"""The mailbox in a real browser: an audit by finger and by keyboard that passes every check."""

from dataclasses import replace

import pytest
from extensions.widgets.lesson_material import key_of, not_passed, planned
from playwright.sync_api import expect
from seeing import every_look, looks

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_courses.model import CheckUse
from mugalim_widgets.surfaces.mailbox import Mailbox

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
STRONGER = ("p1-second", "p2-first", "p3-second", "p4-first", "p5-second")


@pytest.fixture
def audit(plans):
    """The audit of the lesson, with its thirty messages."""
    plans["plans"]["audit"] = planned("safety/phishing-and-passphrases", "audit")
    return plans["plans"]["audit"]


@pytest.fixture
def mailbox(audit, desk, place):
    """The page with the audit on it."""
    desk.show("audit", Mailbox("audit", place))
    return desk.page


def named(page, name):
    """The control of that name."""
    return page.locator(f"[data-name='{name}']")


def drawn(page):
    """The ids of the messages in the list, as they stand."""
    lines = page.locator("button.line").all()
    return [line.get_attribute("data-name").removeprefix("open-") for line in lines]


def saved(page):
    """Wait until the surface says that it is saved."""
    expect(page.locator(".status[data-state=saved]")).to_be_visible()


def stored(place):
    """The data on disk."""
    return Store(place.answers).read().exercises["audit"].state["data"]


@pytest.mark.parametrize("desk", [PHONE], indirect=True)
def test_an_audit_by_finger_on_a_phone_passes_every_check(mailbox, audit, place):
    """Ten messages opened, judged and their signs ticked; five pairs; two steps and a way back."""
    key, mails = key_of(audit), drawn(mailbox)
    named(mailbox, f"open-{mails[0]}").tap()
    for mail in mails:
        named(mailbox, "verdict-phish" if key[mail] else "verdict-genuine").tap()
        for sign in key[mail]:
            named(mailbox, f"sign-{sign}").tap()
        named(mailbox, "next").tap()
    named(mailbox, "back").tap()
    expect(mailbox.locator(".screen .count")).to_have_text("Judged: 10 of 10")
    for pair in STRONGER:
        named(mailbox, f"pair-{pair}").tap()
    named(mailbox, "on-mail").tap()
    named(mailbox, "backup-mail").fill("codes on paper, at home")
    saved(mailbox)
    assert not_passed(audit, place) == []
    assert [each["mail"] for each in stored(place)["judged"]] == mails


def test_a_message_is_opened_judged_and_left_by_keyboard(mailbox):
    """The focus goes to what was opened, and back to the line that it came from."""
    named(mailbox, f"open-{drawn(mailbox)[2]}").focus()
    mailbox.keyboard.press("Enter")
    expect(named(mailbox, "title")).to_be_focused()
    named(mailbox, "verdict-later").focus()
    mailbox.keyboard.press("ArrowUp")
    expect(named(mailbox, "verdict-phish")).to_be_checked()
    mailbox.keyboard.press("Tab")
    mailbox.keyboard.press("Space")
    expect(named(mailbox, "sign-sender")).to_be_checked()
    expect(mailbox.locator(".live")).to_have_text("Judged: 1 of 10")
    named(mailbox, "back").press("Enter")
    line = mailbox.locator("button.line").nth(2)
    expect(line).to_be_focused()
    expect(line).to_contain_text("Not genuine")


def test_links_and_addresses_are_told_and_lead_nowhere(mailbox, audit):
    """A press on what looks like a link says where it would lead; no link is on the page."""
    linked = {each["id"] for each in audit.material["messages"] if "](" in each["text"]}
    named(mailbox, f"open-{next(mail for mail in drawn(mailbox) if mail in linked)}").click()
    named(mailbox, "address").click()
    expect(mailbox.locator(".address")).to_be_visible()
    mailbox.locator("button.leading").press("Enter")
    expect(mailbox.locator(".leads")).to_contain_text("leads to: https://")
    assert "](" not in mailbox.locator(".body").inner_text()
    expect(mailbox.locator("#audit a")).to_have_count(0)


def test_the_same_messages_come_back_before_and_after_judging(mailbox, desk, place):
    """The browser remembers the draw; once something is judged, the answer does."""
    mails = drawn(mailbox)
    mailbox.evaluate("unmount()")
    desk.show("again", Mailbox("audit", place))
    assert drawn(mailbox) == mails
    named(mailbox, f"open-{mails[4]}").click()
    named(mailbox, "verdict-genuine").check()
    saved(mailbox)
    mailbox.evaluate("unmount(); localStorage.clear()")
    desk.show("elsewhere", Mailbox("audit", place))
    assert drawn(mailbox) == mails
    expect(mailbox.locator("button.line").nth(4)).to_contain_text("Genuine")


def test_new_messages_come_when_she_wants_and_undo_brings_the_earlier_back(mailbox, audit):
    """Another draw of five and five, of which nothing is judged."""
    mails = drawn(mailbox)
    named(mailbox, f"open-{mails[0]}").click()
    named(mailbox, "verdict-phish").check()
    named(mailbox, "new").click()
    fresh = drawn(mailbox)
    expect(mailbox.locator(".screen .count")).to_have_text("Judged: 0 of 10")
    assert set(fresh) != set(mails)  # a few may come again, where a pile was dealt out
    assert sum(not key_of(audit)[mail] for mail in fresh) == 5
    mailbox.get_by_role("button", name="Undo").click()
    assert drawn(mailbox) == mails
    expect(mailbox.locator("button.line").first).to_contain_text("Not genuine")


def test_what_is_typed_keeps_its_caret_when_it_is_undone(mailbox):
    """Control+Z takes back the words, and she types on where she was."""
    named(mailbox, "on-bank").check()
    named(mailbox, "backup-bank").focus()
    mailbox.keyboard.type("a second phone")
    mailbox.keyboard.press("Control+KeyZ")
    expect(named(mailbox, "backup-bank")).to_have_value("")
    expect(named(mailbox, "backup-bank")).to_be_focused()
    mailbox.keyboard.type("codes")
    expect(named(mailbox, "backup-bank")).to_have_value("codes")
    expect(named(mailbox, "on-bank")).to_be_checked()


@pytest.mark.parametrize(
    "data",
    [
        {"judged": "x", "passphrases": [3], "two_step": {"id": 1}},
        {"judged": [{"mail": "m99"}, [], {"mail": ["m01"]}], "passphrases": [{"pair": []}]},
        {"judged": [{"mail": "m01", "verdict": 3, "signs": "x"}], "two_step": [{"id": "mail"}]},
    ],
)
def test_an_odd_state_is_drawn_all_the_same(audit, desk, place, plans, data):
    """Whatever form was stored, she can go on."""
    plans["starts"]["audit"] = {"data": data}
    desk.show("audit", Mailbox("audit", place))
    desk.page.locator("button.line").first.click()
    named(desk.page, "verdict-phish").check()
    expect(named(desk.page, "sign-link")).not_to_be_checked()


SMALL = {
    "ky": {
        "help": "Мектеп school12.example дарегинен, банк tabylga.example дарегинен жазат.",
        "messages": [
            ("mail", "Э-күндөлүк «Билим»", "Аккаунтуңуз бүгүн жабылат", "Урматтуу мугалим!\n\n"
             "Аккаунтуңуз тастыкталган жок, саат 10дон кийин жабылат.\n\n"
             "[bilim.example/kiruu](https://bilim-akkaunt.example/kiruu)"),
            ("chat", "Гүлмира, завуч", "", "Саламатсызбы! Жуманын расписаниеси өзгөрдү, "
             "7-Бда үчүнчү жана бешинчи сабак алмашты."),
            ("mail", "Райондук китепкана", "Китебиңиздин мөөнөтү", "«Сынган кылыч» китебин "
             "14үнө чейин алып келиңиз же мөөнөтүн узартыңыз."),
            ("chat", "Нурлан, кесиптеш", "", "Телефонуңузга алты сандуу код келди. Ошону мага "
             "айтып коюңузчу, эртең түшүндүрөм."),
        ],
        "signs": ["Жөнөтүүчүнүн дареги тааныш эмес", "Шилтеме башка жакка алып барат"],
        "accounts": ["Электрондук почта", "Э-күндөлүк"],
        "question": "Төрт кат: чыныгыбы же жокпу, муну эмне билдирип турат?",
    },
    "ru": {
        "help": "Школа пишет с адреса school12.example, банк — с tabylga.example.",
        "messages": [
            ("mail", "Электронный дневник «Билим»", "Ваша учётная запись будет закрыта сегодня",
             "Уважаемый учитель!\n\nВаша запись не подтверждена и будет закрыта в 10:00.\n\n"
             "[bilim.example/vhod](https://bilim-zapis.example/vhod)"),
            ("chat", "Гульмира, завуч", "", "Добрый день! Расписание на пятницу изменилось: в 7-Б "
             "третий и пятый уроки поменялись местами."),
            ("mail", "Районная библиотека", "Срок Вашей книги", "Книгу «Сломанный меч» нужно "
             "вернуть до 14-го, или продлите её у нас."),
            ("chat", "Нурлан, коллега", "", "Вам на телефон пришёл код из шести цифр. Скажите его "
             "мне, пожалуйста, завтра всё объясню."),
        ],
        "signs": ["Адрес отправителя незнакомый", "Ссылка ведёт не туда, куда говорит"],
        "accounts": ["Электронная почта", "Электронный дневник"],
        "question": "Четыре сообщения: настоящие они или нет, и что их выдаёт?",
    },
}  # fmt: skip


def small(plan, language):
    """The audit with four messages in a language; the lesson's own where it is English."""
    if language == "en":
        return plan
    said, key = SMALL[language], {"m1": ["link"], "m2": [], "m3": [], "m4": ["sender"]}
    messages = [
        {"id": f"m{n}", "kind": kind, "sender": sender, "subject": subject, "text": text,
         "address": "a@b.example", "time": "07:42"}
        for n, (kind, sender, subject, text) in enumerate(said["messages"], start=1)
    ]  # fmt: skip
    signs = zip(("sender", "link"), said["signs"], strict=True)
    pairs = plan.material["passphrases"][:2]
    material = {
        "help": said["help"], "messages": messages, "passphrases": pairs,
        "signs": [{"id": sign, "text": text} for sign, text in signs],
        "accounts": [{"id": f"a{n}", "text": text} for n, text in enumerate(said["accounts"])],
    }  # fmt: skip
    both = {each["pair"]: [each["first"], each["second"]] for each in pairs}
    parameters = {"key": key, "drawn": 4, "genuine": 2, "pairs": both}
    checks = (CheckUse("mails", "records.mailbox_right", 1, parameters),)
    return replace(plan, question=said["question"], material=material, checks=checks)


def look_at_it(desk, place, plans, audit, look):
    """The list, and an open message below it, without any trouble."""
    plans["plans"]["audit"] = small(audit, look.language)
    desk.take(look)
    there = Place("lab", place.lesson, place.answers, look.language)
    desk.show("list", Mailbox("audit", there))
    desk.show("open", Mailbox("audit", there))
    desk.page.locator("#open summary").click()
    desk.page.locator("#open button.line").first.click()
    for name in ("address", "verdict-phish"):
        named(desk.page.locator("#open"), name).click()
    assert desk.problems() == []


@pytest.mark.parametrize("look", looks("mailbox"), ids=str)
def test_the_mailbox_is_right_in_every_language(desk, place, plans, audit, look):
    """Narrow and wide, light and dark: names, contrast, nothing too wide, nothing in English."""
    look_at_it(desk, place, plans, audit, look)


@pytest.mark.soak
@pytest.mark.parametrize("look", every_look(), ids=str)
def test_the_mailbox_is_right_in_every_look(desk, place, plans, audit, look):
    """The same in all twelve looks."""
    look_at_it(desk, place, plans, audit, look)
