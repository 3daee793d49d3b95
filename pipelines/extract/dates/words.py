"""Text to words, each with a class of the date grammar: one letter, so that rules are patterns over a string.

The lexer knows spelling only. Whether "May" is a month here is for the refusals to say.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..lexicon import table

Value = int | str | None

CLASSES = (
    *(
        "OTHER",
        "DAY",
        "NUM",
        "YEAR",
        "BIG",
        "SHORT",
        "ORD",
        "NWORD",
        "DECADE",
        "ISO",
        "FORMAT",
        "NUMERIC",
        "CLOCK",
        "AMPM",
    ),
    *("MONTH", "WEEKDAY", "WKD", "SEASON", "UNIT", "UNITS", "HOUR", "HOURS", "DAYPART", "QUARTER", "HOLIDAY", "ERA"),
    *(
        "PART",
        "EDGE",
        "HALF",
        "LATTER",
        "THE",
        "ART",
        "THIS",
        "THAT",
        "SAME",
        "LAST",
        "NEXT",
        "AGO",
        "LATER",
        "EARLIER",
    ),
    *("OF", "IN", "TO", "AND", "QUANT", "FILLER", "EVERY", "PER", "MOD", "OLD", "AGED", "TODAY", "PRESENT", "LONG"),
    *(
        "NAMED",
        "WEEKDAYS",
        "TIMES",
        "ANNIVERSARY",
        "VAGUE",
        "UNKNOWN",
        "OFTEN",
        "COMMA",
        "STOP",
        "DASH",
        "POSS",
        "OPEN",
        "CLOSE",
        "SLASH",
    ),
)
CODE = {name: chr(0xE000 + index) for index, name in enumerate(CLASSES)}
"""One private-use character a class: no text and no pattern syntax can hold it."""

OTHER = CODE["OTHER"]


class Word(NamedTuple):
    """A word or mark: half-open offsets into the text, its class's code, what it stands for (a month's number …)."""

    start: int
    end: int
    code: str
    value: Value
    lower: str


_TOKEN = re.compile(
    r"""
    (?P<plain>[A-Za-z]++(?![\w.:'’‘]))  # most words by far, which are then tried for nothing else
  | (?P<url>(?:https?://|www\.)\S+)
  | (?P<iso>\d{4}-\d{2}-\d{2}(?!\d))
  | (?P<format>(?:\d{1,2}(?P<sep>[-/])[A-Za-z]{3,9}(?P=sep)\d{4}
      |\d{4}(?P<sep2>[-/])[A-Za-z]{3,9}(?P=sep2)\d{1,2})(?!\w))
  | (?P<numeric>\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)(?:\d{4}|\d{2})(?!\d)|\d{4}[./]\d{1,2}[./]\d{1,2}(?!\d))
  | (?P<clock>\d{1,2}[:.]\d{2}(?::\d{2})?(?=\s?(?:[ap]\.?m\b|[AP]\.?M\b|hrs\b|hours\b|UTC|GMT))
      |\d{1,2}:\d{2}(?::\d{2})?)(?![\d:])
  | (?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)
  | (?P<decade>(?:['’‘]\d0|\d{1,3}0)['’]?s\b)
  | (?P<short>['’‘]\d\d(?!\d|['’]?s\b))
  | (?P<quarter>[QH][1-4]\b|[1-4]Q\b)
  | (?P<number>\d{1,3}(?:,\d{3}){1,6}(?![,\d])|\d+(?:\.\d+)?)
  | (?P<dotted>[^\W\d_](?:\.[^\W\d_])+\.?)
  | (?P<word>[^\W\d_]+(?:['’]clock)?)
  | (?P<dash>-{1,3}|[–—‒−])
  | (?P<poss>['’]s?\b|['’])
  | (?P<mark2>[^\s])
    """,
    re.VERBOSE,
)
_AFTER_YEAR = re.compile(r"(?<!\d)\d{4}/$")
_INNER = {"mark": "numeric", "sep": "format", "sep2": "format"}
_MARKS = {",": "COMMA", ".": "STOP", "/": "SLASH", "(": "OPEN", "[": "OPEN", ")": "CLOSE", "]": "CLOSE", "&": "AND"}
_CALENDAR = table("calendar")
_TIME_WORDS = table("time_words")
_ALWAYS_CAPITAL = frozenset({"may", "march", "august", "mar", "jan", "dec", "sep", "jun", "jul", "nov", "oct"})
"""Month names that are other words (or nothing) in lower case."""
_DOTTED_MONTHS = frozenset(name for name in _CALENDAR["months"] if len(name) <= 4) - {"may", "june", "july"}
_GLUED = frozenset(_TIME_WORDS["grammar"]["ERA"]) | frozenset(_TIME_WORDS["grammar"]["AMPM"])


def _vocabulary() -> dict[str, tuple[str, Value]]:
    """Every single word of the lexicon with its class and value."""
    words: dict[str, tuple[str, Value]] = {}
    for name, entries in _TIME_WORDS["grammar"].items():
        if name in CODE:
            words |= dict.fromkeys(entries, (CODE[name], None))
    for key, name in (
        ("numerals", "NWORD"),
        ("ordinals", "ORD"),
        ("decades", "DECADE"),
        ("parts", "PART"),
        ("edges", "EDGE"),
        ("day_parts", "DAYPART"),
        ("seasons", "SEASON"),
        ("weekdays", "WEEKDAY"),
        ("plural_weekdays", "WEEKDAYS"),
        ("short_weekdays", "WKD"),
        ("months", "MONTH"),
    ):
        words |= {word: (CODE[name], value) for word, value in _CALENDAR[key].items()}
    for key, one, more in (("units", "UNIT", "UNITS"), ("clock_units", "HOUR", "HOURS")):
        for word, unit in _CALENDAR[key].items():
            words[word] = (CODE[one if word == unit else more], unit)
    words["second"] = (CODE["ORD"], 2)
    words |= {word: (CODE["OFTEN"], value) for word, value in _TIME_WORDS["recurring"].items()}
    return words


def _phrases() -> dict[str, tuple[str, Value]]:
    """Fixed expressions, most of several words, which the lexer hands on as one word."""
    found: dict[str, tuple[str, Value]] = {}
    for value, entries in _TIME_WORDS["vague"].items():
        found |= dict.fromkeys(entries, (CODE["VAGUE"], value))
    found |= dict.fromkeys(_TIME_WORDS["unresolved"]["words"], (CODE["UNKNOWN"], None))
    for phrase, (month, day) in _CALENDAR["holidays"].items():
        found[phrase] = (CODE["HOLIDAY"], 100 * month + day)
    for phrase, (year, month, day) in _CALENDAR["named_days"].items():
        found[phrase] = (CODE["NAMED"], f"{year:04d}-{month:02d}-{day:02d}")
    return found


_WORDS = _vocabulary()
_PHRASES = _phrases()
_LONGEST: dict[str, int] = {}
for _phrase in _PHRASES:
    _first = re.findall(r"[^\W\d_]+|\S", _phrase)
    _LONGEST[_first[0]] = max(_LONGEST.get(_first[0], 1), len(_first))


def words(text: str, start: int, end: int) -> list[Word]:
    """The words and marks of text[start:end], in order."""
    return _joined(text, *_lexed(text, start, end))


def _lexed(text: str, start: int, end: int) -> tuple[list[Word], list[int]]:
    """The words, and which of them may begin a fixed phrase."""
    found: list[Word] = []
    beginnings: list[int] = []
    skip_to = start
    for match in _TOKEN.finditer(text, start, end):
        at, stop = match.span()
        if at < skip_to:
            continue
        if match.lastgroup == "plain" and (lower := match.group().lower()) not in _WORDS:
            word = _word(Word, (at, stop, OTHER, None, lower))
        else:
            word = _classed(match, text)
            skip_to = word.end
        if word.lower in _LONGEST:
            beginnings.append(len(found))
        found.append(word)
    return found, beginnings


_word = tuple.__new__
"""Makes a `Word` in half the time of its own constructor."""


def _classed(match: re.Match[str], text: str) -> Word:
    """The word with its class, its full stop taken in where it is an abbreviation."""
    kind = _INNER.get(match.lastgroup or "", match.lastgroup)
    at, stop, raw = match.start(), match.end(), match.group()
    if kind in ("plain", "word", "dotted"):
        lower = raw.lower()
        code, value = _WORDS.get(lower, (OTHER, None))
        if code == OTHER:
            pass  # as nearly all are
        elif code == CODE["MONTH"] and not _is_month_spelling(raw):
            code, value = OTHER, None
        elif code == CODE["MONTH"] and lower in _DOTTED_MONTHS and text[stop : stop + 1] == ".":
            stop += 1
        elif code in (CODE["WKD"], CODE["WEEKDAY"]) and not raw[0].isupper():
            code = OTHER
        elif code == CODE["WKD"] and text[stop : stop + 1] == ".":
            stop += 1
        return Word(at, stop, code, value, lower)
    if kind in ("mark2", "url"):
        return Word(at, stop, CODE[_MARKS[raw]] if raw in _MARKS else OTHER, None, raw)
    code, value = _numeric(kind or "", raw, text, at, stop)
    return Word(at, stop, code, value, raw)


def _is_month_spelling(raw: str) -> bool:
    return raw[0].isupper() or (raw.islower() and raw not in _ALWAYS_CAPITAL and len(raw) > 3)


def _numeric(kind: str, raw: str, text: str, start: int, end: int) -> tuple[str, Value]:
    """Class and value of a token that begins with a digit or an apostrophe."""
    if kind in ("dash", "poss"):
        return CODE[kind.upper()], None
    if kind == "decade" and text[start - 1 : start].isalpha():  # "A320s"
        return OTHER, raw
    if kind == "decade":
        digits = re.sub(r"\D", "", raw)
        return CODE["DECADE"], int(digits)
    if kind == "short":
        return CODE["SHORT"], int(raw[1:])
    if kind == "ordinal":
        return CODE["ORD"], int(raw[:-2])
    if kind == "quarter":
        return CODE["QUARTER"], raw.upper() if raw[0] in "QH" else f"Q{raw[0]}"
    if kind in ("iso", "format", "numeric", "clock"):
        return CODE[kind.upper()], raw
    before, after = text[start - 1 : start], re.match(r"[^\W\d_]+(?:\.[^\W\d_])*\d?", text[end : end + 8])
    if before and before in "$€£#":
        return OTHER, raw
    if (
        before
        and before in "._/@"
        and text[start - 2 : start - 1].isalnum()
        and not _AFTER_YEAR.search(text, start - 6, start)
    ):
        return OTHER, raw
    if before.isalpha() and text[max(0, start - 2) : start].lower() not in ("ad", "bc", "ce", "fy"):
        return OTHER, raw
    if after and after.group().lower() not in _GLUED and not (len(raw) == 4 and after.group() in "abcdef"):
        return OTHER, raw
    if text[end : end + 1] in ("%", "°", "º"):
        return OTHER, raw
    plain = raw.replace(",", "")
    if "." in plain:
        return CODE["BIG"], raw
    number = int(plain[:12])
    if len(plain) == 4 and plain == raw and 1000 <= number <= 2199:
        return CODE["YEAR"], number
    if len(plain) <= 2 and 1 <= number <= 31:
        return CODE["DAY"], number
    return CODE["NUM" if len(plain) <= 3 else "BIG"], number


def _joined(text: str, found: list[Word], beginnings: list[int]) -> list[Word]:
    """The words, with fixed phrases as one word each."""
    joined: list[Word] = []
    behind = 0
    for at in beginnings:
        if at < behind:
            continue
        word = found[at]
        for count in range(min(_LONGEST[word.lower], len(found) - at), 0, -1):
            last = found[at + count - 1]
            entry = _PHRASES.get(" ".join(text[word.start : last.end].lower().split()))
            if entry:
                joined += found[behind:at]
                joined.append(Word(word.start, last.end, entry[0], entry[1], word.lower))
                behind = at + count
                break
    return joined + found[behind:] if behind else found
