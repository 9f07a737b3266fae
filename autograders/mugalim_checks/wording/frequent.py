"""Frequent short words by which a language is known, and services that shorten addresses."""

from __future__ import annotations


def _all(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Written as `spelling.alike` gives them; words that two of the languages have are left out.
KYRGYZ = _all(
    "жана менен учун бул бир эмес деп болот болуп саат куну бар жок керек ошол ушул сиз сиздин "
    "биз биздин алар анын ошондой эле эми кийин чейин боюнча жакшы окуучу окуучулар мектеп "
    "экен кылып турган ар эки канча кандай эмне кана кереги болсо бере алат болду калды "
    "урматтуу ата-энелер бала балдар китеп баа сураныч менин сабак сабакта жаны"
)
RUSSIAN = _all(
    "и в на не с что по к для из как это мы вы при или у о за его ее их был была было были "
    "если чтобы который которые уже только также после перед все вас нас нам вам будет есть "
    "просим нет этот эта эти мой ваш наш под без между можно нужно ученик учеников"
)
ENGLISH = _all(
    "the and of to in is are a an for on with that this it at be by from or as was were have has "
    "you your we our they their not can will please what when which his her there"
)

# Services whose addresses do not show where they lead.
SHORTENERS = _all(
    "bit.ly bitly.com goo.gl goo.su t.ly tinyurl.com tiny.cc is.gd v.gd ow.ly buff.ly cutt.ly "
    "rb.gy shorturl.at clck.ru vk.cc u.to qps.ru x.co t.co lnkd.in rebrand.ly short.io surl.li "
    "s.id soo.gd bl.ink shorte.st adf.ly ouo.io linktr.ee tny.im da.gd qr.ae trib.al"
)
