"""What people sign in with: phones, e-mails and short names in one form, and good passwords."""

from __future__ import annotations

import re
import secrets
import string
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from mugalim_school.errors import PeopleError

LEAST_PASSWORD = 8
MOST_PASSWORD = 128
MOST_NAME = 100
STRONG_ENOUGH = 2  # of zxcvbn's 0 to 4; tries at sign-in are slowed down besides
LOCAL_WORDS = (
    "mugalim", "mugalimder", "kyrgyz", "kyrgyzstan", "bishkek", "osh", "jalalabad", "naryn",
    "talas", "batken", "karakol", "issykkul", "manas", "mektep", "okuu", "okuuchu", "sabak",
    "kitep", "apa", "ata", "ene", "bala", "aigul", "nurlan", "begimai", "school", "teacher",
    "uchitel", "shkola", "parol", "syrsoz", "privet", "salam", "мугалим", "кыргызстан", "бишкек",
    "манас", "мектеп", "сабак", "школа", "учитель", "пароль", "привет", "сырсөз", "салам", "урок",
    "ученик",
)  # fmt: skip
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_SHORT = re.compile(r"[a-z][a-z0-9._-]{2,39}")
_ID_LETTERS = string.ascii_lowercase + string.digits
_CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that are read as another
_hasher = PasswordHasher()
_NOBODY = _hasher.hash(secrets.token_urlsafe())  # an unknown login takes as long as a known one


def new_id() -> str:
    """An opaque id for a person: it is in paths and gradebooks, and says nothing about her."""
    return "p" + "".join(secrets.choice(_ID_LETTERS) for _ in range(8))


def new_code() -> str:
    """A code that can be read out over the phone: XXXX-XXXX."""
    letters = [secrets.choice(_CODE_LETTERS) for _ in range(8)]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def plain_code(code: str) -> str:
    """A code as it is compared: without spaces and dashes, in capitals."""
    return re.sub(r"[\s-]", "", code).upper()


def normal_login(login: str) -> str:
    """The one form of a phone number, e-mail address or short name; PeopleError for others."""
    text = unicodedata.normalize("NFKC", login).strip()
    if "@" in text:
        if len(text) <= 120 and _EMAIL.fullmatch(text):
            return text.casefold()
        raise PeopleError("people.login_unclear")
    if re.fullmatch(r"\+?[\d\s()-]+", text):
        return _phone(text)
    if _SHORT.fullmatch(text.casefold()):
        return text.casefold()
    raise PeopleError("people.login_unclear")


def _phone(text: str) -> str:
    """A number with its country: 0555 12 34 56 and 996555123456 are +996555123456."""
    digits = re.sub(r"\D", "", text)
    if not text.startswith("+") and len(digits) == 10 and digits.startswith("0"):
        digits = "996" + digits[1:]
    elif not text.startswith("+") and len(digits) == 9:
        digits = "996" + digits
    if not 10 <= len(digits) <= 15:
        raise PeopleError("people.login_unclear")
    return "+" + digits


def normal_name(name: str) -> str:
    """A person's name in one line, without invisible signs."""
    seen = "".join(" " if c.isspace() else c for c in unicodedata.normalize("NFC", name))
    words = "".join(c for c in seen if unicodedata.category(c)[0] != "C").split()
    text = " ".join(words)
    if len(text) < 2:
        raise PeopleError("people.name_missing")
    if len(text) > MOST_NAME:
        raise PeopleError("people.name_too_long", most=MOST_NAME)
    return text


def check_password(password: str, *about: str) -> None:
    """PeopleError for a password that is short or easily guessed; `about` are her own words."""
    if len(password) < LEAST_PASSWORD:
        raise PeopleError("people.password_short", least=LEAST_PASSWORD)
    if len(password) > MOST_PASSWORD:
        raise PeopleError("people.password_long", most=MOST_PASSWORD)
    own = [word for text in about for word in re.split(r"[\s@.+_-]+", text.casefold()) if word]
    if zxcvbn(password[:72], user_inputs=[*LOCAL_WORDS, *own])["score"] < STRONG_ENOUGH:
        raise PeopleError("people.password_weak")


def hash_password(password: str) -> str:
    """The argon2id hash of a password; takes some 50 ms on purpose."""
    return _hasher.hash(password)


def password_fits(hashed: str | None, password: str) -> bool:
    """Whether a password fits its hash; takes as long where there is no hash."""
    try:
        fits = _hasher.verify(hashed or _NOBODY, password[:MOST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return False
    return fits and hashed is not None
