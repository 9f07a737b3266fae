"""Checks of an audit: ten messages judged, the signs in false ones, passphrases, two steps.

The form saves `judged`, each with `mail` (an id of the supplied messages, in the order drawn),
`verdict` ("genuine", "phish", or "" for none yet) and `signs` (ids of what gives a false one away);
`passphrases`, each with `pair` and `choice` ("first" or "second"); and `two_step`, each with
`account`, `on` (true or false) and `backup`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mugalim_checks.core import CannotTell, Failure, check
from mugalim_checks.parts import Where
from mugalim_checks.records.model import Item, Records
from mugalim_checks.wording.measures import words

_SIGNS = {
    "sender": "records.sign_sender",
    "link": "records.sign_link",
    "secret": "records.sign_secret",
    "hurry": "records.sign_hurry",
    "file": "records.sign_file",
    "gift": "records.sign_gift",
    "money": "records.sign_money",
}
_CHOICES = ("first", "second")
_CLEARLY = 1.0  # powers of ten of guesses by which one of a pair must be stronger
_LONGEST_PHRASE = 72  # characters; zxcvbn takes no more


@dataclass(frozen=True)
class _Judged:
    """One message of the draw, and what the key says about it."""

    where: Where
    verdict: str
    marked: frozenset[str]
    real: tuple[str, ...]  # its real signs; none where it is genuine

    @property
    def is_phish(self) -> bool:
        return bool(self.real)

    @property
    def is_right(self) -> bool:
        return self.verdict == ("phish" if self.is_phish else "genuine")


@check()
def mailbox_judged(
    records: Records, *, key: Mapping[str, Sequence[str]], drawn: int = 10, genuine: int = 5
) -> None:
    """Each message of a fair draw is judged; `key` gives each message's real signs, or none."""
    found = _judged(records, key)
    done = sum(bool(mail.verdict) for mail in found)
    if done < drawn:
        raise Failure("records.mailbox_not_all", done=done, drawn=drawn)
    if len(found) != drawn or sum(not mail.is_phish for mail in found) != genuine:
        raise Failure("records.mailbox_other_draw")


@check(needs=[mailbox_judged])
def mailbox_right(
    records: Records,
    *,
    key: Mapping[str, Sequence[str]],
    drawn: int = 10,
    genuine: int = 5,
    least: int = 8,
) -> None:
    """So many messages are judged right; what mere guessing gives, `genuine`, earns nothing."""
    found = _judged(records, key)
    right = sum(mail.is_right for mail in found)
    if right >= least:
        return
    earned = (right - genuine) / (least - genuine)
    # Which of them were genuine and flagged is said by the check of false alarms.
    first = next((mail for mail in found if mail.is_phish and not mail.is_right), None)
    if first is None:
        raise Failure("records.mailbox_few_right", earned=earned, right=right, drawn=drawn)
    raise Failure(
        "records.mailbox_missed",
        earned=earned,
        where=first.where,
        sign={"id": _sign(first.real[0])},
        right=right,
        least=least,
    )


@check(needs=[mailbox_judged])
def mailbox_caught(
    records: Records,
    *,
    key: Mapping[str, Sequence[str]],
    drawn: int = 10,
    genuine: int = 5,
    caught: int = 2,
) -> None:
    """Some false messages are recognised, so that their signs and false alarms mean something."""
    found = sum(mail.is_phish and mail.is_right for mail in _judged(records, key))
    if found < caught:
        raise Failure("records.mailbox_none_caught", found=found, phish=drawn - genuine)


@check(needs=[mailbox_caught])
def mailbox_signs(
    records: Records, *, key: Mapping[str, Sequence[str]], drawn: int = 10, genuine: int = 5
) -> None:
    """In each recognised false message a real sign is marked, and no more that are not there."""
    caught = [mail for mail in _judged(records, key) if mail.is_phish and mail.is_right]
    good = [_signs_are_real(mail) for mail in caught]
    if all(good):
        return
    first = caught[good.index(False)]
    message = "records.mailbox_sign_elsewhere" if first.marked else "records.mailbox_no_sign"
    raise Failure(
        message,
        earned=sum(good) / (drawn - genuine),
        where=first.where,
        sign={"id": _sign(first.real[0])},
        done=sum(good),
        caught=len(caught),
    )


def _signs_are_real(mail: _Judged) -> bool:
    real = len(mail.marked & set(mail.real))
    return real > 0 and len(mail.marked) - real < real


@check(needs=[mailbox_caught])
def mailbox_false_alarms(
    records: Records,
    *,
    key: Mapping[str, Sequence[str]],
    drawn: int = 10,
    genuine: int = 5,
    most: int = 1,
) -> None:
    """Hardly any genuine message is taken for a false one."""
    alarms = [mail for mail in _judged(records, key) if not mail.is_phish and not mail.is_right]
    if len(alarms) > most:
        raise Failure("records.mailbox_alarm", where=alarms[0].where, alarms=len(alarms), most=most)


@check()
def mailbox_stronger(
    records: Records, *, pairs: Mapping[str, Sequence[str]], local: Sequence[str]
) -> None:
    """Of each pair the stronger passphrase is chosen; `local` are words that guessers try here."""
    chosen = {
        item.at("pair").text: item.at("choice").text for item in records.items("passphrases[]")
    }
    done = sum(chosen.get(pair) in _CHOICES for pair in pairs)
    if done < len(pairs):
        raise Failure("records.mailbox_pairs_not_all", done=done, pairs=len(pairs))
    good = [chosen[pair] == _stronger(both, local) for pair, both in pairs.items()]
    if not all(good):
        weak = list(pairs.values())[good.index(False)]
        weaker = weak[1 - _CHOICES.index(_stronger(weak, local))]
        raise Failure(
            "records.mailbox_weaker",
            earned=2 * sum(good) / len(good) - 1,  # guessing finds half of them
            weaker=weaker,
            good=sum(good),
            pairs=len(good),
        )


def _stronger(both: Sequence[str], local: Sequence[str]) -> str:
    """Which of two passphrases takes more guesses; CannotTell where they are too close."""
    first, second = (_guesses(phrase, tuple(local)) for phrase in both[:2])
    if abs(first - second) < _CLEARLY:
        raise CannotTell("records.mailbox_pair_even", first=both[0], second=both[1])
    return _CHOICES[first < second]


@lru_cache(maxsize=256)
def _guesses(phrase: str, local: tuple[str, ...]) -> float:
    """The power of ten of the guesses that a passphrase withstands, as zxcvbn counts them."""
    from zxcvbn import zxcvbn

    return float(zxcvbn(phrase[:_LONGEST_PHRASE], user_inputs=list(local))["guesses_log10"])


@check()
def mailbox_two_step(records: Records) -> None:
    """Two-step sign-in is on for an account, with a way in when the phone is lost."""
    accounts = [item for item in records.items("two_step[]") if item.at("on").value is True]
    if not accounts:
        raise Failure("records.mailbox_one_step")
    if not any(words(item.at("backup").text) for item in accounts):
        raise Failure("records.mailbox_no_backup", account=accounts[0].at("account").text or "?")


def _judged(records: Records, key: Mapping[str, Sequence[str]]) -> list[_Judged]:
    """The messages of the draw that the key knows, each once."""
    found: dict[str, _Judged] = {}
    for item in records.items("judged[]"):
        mail = item.at("mail").text
        if mail in key and mail not in found:
            verdict = item.at("verdict").text
            known = verdict if verdict in ("genuine", "phish") else ""
            found[mail] = _Judged(item.where, known, _marked(item), tuple(key[mail]))
    return list(found.values())


def _marked(item: Item) -> frozenset[str]:
    signs = item.at("signs").value
    marked = signs if isinstance(signs, list) else []
    return frozenset(sign for sign in marked if isinstance(sign, str) and sign in _SIGNS)


def _sign(name: str) -> str:
    return _SIGNS.get(name, "records.sign_link")
