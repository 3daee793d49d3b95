"""A fact in words: what, who, when, in which sentence, how sure. The same words on every page of the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .reading import Row

COMPARATORS = {"=": "", ">": "more than", ">=": "at least", "<": "less than", "<=": "at most", "~": "about"}
MAGNITUDES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
QUOTATION_MARKS = '“”„"«» '
BASES = {
    "explicit": "written out",
    "context": "a part comes from",
    "document_date": "counted from the day of publication",
    "relative": "counted from",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a fact table for readers. `sentence` is what stands before the fact, the fact, and what follows it;
    `what`, `who`, `when` and `caveat` are '' where there is nothing to say."""

    fact_id: str
    kind: str
    document_id: str
    start: int
    end: int
    what: str
    who: str
    when: str
    sentence: tuple[str, str, str]
    confidence: float
    rule: str
    caveat: str
    details: tuple[tuple[str, str], ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A fact in a list, with the title of its document and its day of publication.

    An event may stand for several mentions: `told` counts them and `elsewhere` is where to find the next ones, the
    best first. `disputed` means that a document denies it.
    """

    fact: Fact
    title: str
    published: str
    page: int | None = None
    told: str = ""
    elsewhere: tuple[Row, ...] = ()
    unlisted: int = 0
    disputed: bool = False


def listed(fact: Fact, row: Row) -> Listed:
    """The row of a list in words."""
    mentions, documents = row.get("mention_count", 1), row.get("document_count", 1)
    elsewhere = tuple(row.get("mentions", ()))
    told = f"told {mentions:,} times" + (f" in {documents:,} documents" if documents > 1 else "")
    return Listed(
        fact=fact,
        title=row["title"],
        published=interval(row["published_on"], row["published_on"]),
        page=row["page"],
        told=told if mentions > 1 else "",
        elsewhere=elsewhere,
        unlisted=mentions - 1 - len(elsewhere),
        disputed=row.get("disputed", False),
    )


def fact(kind: str, row: Row, sources: Sequence[str] = ()) -> Fact:
    """The row of an event, quote or statistic in words; `sources` are the addresses that its sentence cites."""
    what, who, when, details = _WORDINGS[kind](row)
    details.append(("page", row["page"] and str(row["page"])))
    return Fact(
        fact_id=row[f"{kind}_id"],
        kind=kind,
        document_id=row["document_id"],
        start=row["char_start"],
        end=row["char_end"],
        what=what,
        who=who,
        when=when,
        sentence=_sentence(row),
        confidence=row["confidence"],
        rule=row["rule"],
        caveat=_caveat(kind, row),
        details=tuple((label, str(value)) for label, value in details if value not in (None, "")),
        sources=tuple(url for url in sources if is_web_address(url)),
    )


def _caveat(kind: str, row: Row) -> str:
    """What keeps the fact from being plainly so: an event that is planned, hypothetical or negated."""
    return row["factuality"] if kind == "event" and row["factuality"] != "asserted" else ""


def is_web_address(url: str) -> bool:
    """Whether `url` may become a link: addresses that run a program or open a file never do."""
    return url.lower().startswith(("https://", "http://")) and not any(c.isspace() for c in url)


def _sentence(row: Row) -> tuple[str, str, str]:
    sentence = row["sentence"]
    start = min(max(row["char_start"] - row["sentence_start"], 0), len(sentence))
    end = min(max(row["char_end"] - row["sentence_start"], start), len(sentence))
    return sentence[:start], sentence[start:end], sentence[end:]


_Wording = tuple[str, str, str, list[tuple[str, str | None]]]


def _event(row: Row) -> _Wording:
    who = " → ".join(names for names in (row["actors"] or row["others"], row["recipients"]) if names)
    basis = BASES[row["date_basis"]]
    if row["date_anchor"]:
        basis += f" “{row['date_anchor']}”"
    return (
        row["description"],
        who,
        interval(row["starts_on"], row["ends_on"], row["date_precision"], row["date_qualifier"]),
        [
            ("dated by", f"“{row['date_text']}”, {row['date_precision']}, {basis}"),
            ("EDTF", row["date_edtf"]),
            ("presented as", row["factuality"] + (", a state" if row["state"] else "")),
            ("class", row["event_type"]),
            ("place", row["location"]),
            ("also named", row["others"] if row["actors"] else None),
        ],
    )


def _quote(row: Row) -> _Wording:
    speaker = row["speaker_name"] or row["speaker"] or ""
    cue = f" ({row['cue']})" if row["cue"] else ""
    as_written = f"“{row['speaker']}”" if row["speaker"] and row["speaker"] != speaker else None
    return (
        f"“{row['text'].strip(QUOTATION_MARKS)}”" if row["kind"] == "direct" else row["text"],
        f"{speaker}{cue}" if speaker else "",
        interval(row["said_on_start"], row["said_on_end"]),
        [("speech", row["kind"]), ("speaker as written", as_written)],
    )


def _statistic(row: Row) -> _Wording:
    unit = row["unit_text"] or row["unit"]
    counted = (row["measure"] or "").casefold() == unit.casefold()
    measured = [] if counted else [row["measure"]]
    if row["whole"]:
        measured.append(f"of {row['whole']}")
    if row["counterpart"]:
        measured.append(f"{row['counterpart_role'] or 'with'} {row['counterpart']}")
    measure = " ".join(filter(None, measured))
    return (
        figure(row) + (f": {measure}" if measure else ""),
        row["claimed_by"] or "",
        interval(row["as_of_start"], row["as_of_end"]),
        [
            ("as written", f"“{row['text']}”"),
            ("value", f"{row['comparator']} {row['value']:.15g}" + _high(row)),
            ("unit", f"{row['unit']} ({row['unit_kind']})" if row["unit"] else row["unit_kind"]),
        ],
    )


def _high(row: Row) -> str:
    return "" if row["value_high"] is None else f" to {row['value_high']:.15g}"


_WORDINGS = {"event": _event, "quote": _quote, "statistic": _statistic}


def figure(row: Row) -> str:
    """A statistic's value with its bounds, change and unit: "more than 50 percent", "up from 95 to 190 USD"."""
    unit = row["unit"] if row["unit_kind"] == "money" else row["unit_text"] or row["unit"]
    start = [] if row["value_from"] is None else ["from", number(row["value_from"]), "to"]
    value = number(row["value"]) + ("" if row["value_high"] is None else f" – {number(row['value_high'])}")
    return " ".join(filter(None, [row["direction"], *start, COMPARATORS[row["comparator"]], value, unit]))


def number(value: float) -> str:
    """A number as people write it: 155 billion, 1.5 million, 2,900, 0.25."""
    for size, name in MAGNITUDES:
        if size <= abs(value) < 1000 * size:
            return f"{value / size:,.10g} {name}"
    return f"{value:,.10g}"


def interval(start: date | None, end: date | None, precision: str = "", qualifier: str = "in") -> str:
    """An interval as people write it: "18 February 2025", "February 2025", "since 2014"; '' where it is unknown."""
    if start and end:
        words = _closed(start, end)
        return words if qualifier in ("in", "") else f"{qualifier} {words}"
    known = start or end
    if known is None:
        return ""
    word = qualifier if qualifier in ("since", "after", "before", "until") else "since" if start else "until"
    return f"{word} {_edge(known, precision, is_start=start is not None)}"


def _edge(day: date, precision: str, *, is_start: bool) -> str:
    """The edge of an open interval, as coarse as the words it was read from."""
    months, after = day.year * 12 + day.month - 1, _next(day)
    if precision == "year" and (day.month, day.day) in ((1, 1), (12, 31)):
        return year_label(day.year)
    if precision == "month" and (day.day == 1 if is_start else after.day == 1):
        return f"{MONTHS[months % 12]} {day.year}"
    return _day(day)


def _closed(start: date, end: date) -> str:
    if start == end:
        return _day(start)
    whole_months = start.day == 1 and _next(end).day == 1
    if whole_months and (start.month, end.month) == (1, 12):
        first, last = year_label(start.year), str(end.year)
        return first if start.year == end.year else f"{first} – {last}"
    if whole_months:
        first, last = f"{MONTHS[start.month - 1]} {start.year}", f"{MONTHS[end.month - 1]} {end.year}"
        return first if first == last else f"{first} – {last}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end)}"
    return f"{_day(start)} – {_day(end)}"


def year_label(year: int) -> str:
    """A year by which nobody takes it for another number: "2025", "AD 196"."""
    return str(year) if year >= 1000 else f"AD {year}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _next(day: date) -> date:
    """The day after; the last day there is stands for a month's end like any 31 December."""
    return day + timedelta(days=1) if day < date.max else date(1, 1, 1)
