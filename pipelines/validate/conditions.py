"""What must hold between the columns of a row, or between a row and the rows it refers to.

A condition takes a table of a batch and the batch, and gives a boolean for each row; NULL means that the condition
does not apply to the row (a missing value, or a missing parent, is another expectation's business).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import reduce
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from ..extract import lexicon
from .batch import Batch

Column: TypeAlias = "pa.Array | pa.ChunkedArray"
Condition = Callable[[pa.Table, Batch], Column]

LONGEST_DAYS = {
    "day": 1,
    "week": 7,
    "month": 31,
    "quarter": 92,
    "season": 92,
    "half": 184,
    "year": 366,
    "decade": 3653,
    "century": 36525,
}
"""The most days an interval of each precision can hold; a part of one ("early 2014") has fewer."""

LEFT_OPEN = {"since": "ends_on", "after": "ends_on", "until": "starts_on", "before": "starts_on"}
"""The end of the interval that a qualifier leaves open (the contract's vocabularies)."""

PLAIN_EDTF = re.compile(r"(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?)[?~%]?")
"""One year, month or day: the EDTF forms that begin like the days they stand for. Seasons (-21 to -41) do not."""


FIRST_YEAR, LAST_YEAR = 1450, 2199
"""Nothing was published before printing; the last year is fixed, as the clock must not decide what is right."""

YARDSTICKS = lexicon.words("yardsticks", "words")

ROWS_AT_ONCE = 10_000
"""Rows that are Python objects at a time: ten times the size of Arrow's."""


def each(*columns: str) -> Callable[[Callable[..., bool | None]], Condition]:
    """Makes a condition of a function of the values of `columns`; it does not apply where the first is NULL."""

    def decorate(holds: Callable[..., bool | None]) -> Condition:
        def condition(table: pa.Table, batch: Batch) -> Column:
            values = zip(*(table[column].to_pylist() for column in columns), strict=True)
            return pa.array([None if row[0] is None else holds(*row) for row in values], pa.bool_())

        return condition

    return decorate


def first_of_its_key(*columns: str) -> Condition:
    """The first row of each key passes, a repetition of it fails."""

    def condition(table: pa.Table, batch: Batch) -> Column:
        if table.group_by(columns).aggregate([]).num_rows == table.num_rows:
            return pa.repeat(True, table.num_rows)
        seen: set[tuple[Any, ...]] = set()
        first = []
        for key in _rows(table, *columns):
            first.append(key not in seen)
            seen.add(key)
        return pa.array(first, pa.bool_())

    return condition


def known(column: str, parent: str) -> Condition:
    """The row that `column` names is in table `parent` of the batch."""

    def condition(table: pa.Table, batch: Batch) -> Column:
        found = pc.is_in(table[column], value_set=batch.tables[parent].column(0))
        return pc.if_else(pc.is_valid(table[column]), found, None)

    return condition


def all_present(*columns: str) -> Condition:
    """None of the columns is NULL."""
    return lambda table, batch: reduce(pc.and_, [pc.is_valid(table[column]) for column in columns])


def not_above(low: str, high: str) -> Condition:
    """`low` is less than or equal to `high`, where both have a value."""
    return lambda table, batch: pc.less_equal(table[low], table[high])


def all_or_none(*columns: str) -> Condition:
    """Either all of the columns have a value or none has."""

    def condition(table: pa.Table, batch: Batch) -> Column:
        there = [pc.is_valid(table[column]) for column in columns]
        return reduce(pc.and_, [pc.equal(there[0], other) for other in there[1:]])

    return condition


def within(column: str, low: float, high: float) -> Condition:
    """A number from `low` to `high`, both allowed; NaN is outside."""
    return lambda table, batch: pc.and_(pc.greater_equal(table[column], low), pc.less_equal(table[column], high))


def finite(column: str) -> Condition:
    """A number, neither infinite nor NaN."""
    return lambda table, batch: pc.is_finite(table[column])


def text_at(start: str, end: str, text: str) -> Condition:
    """The span runs forward and the document's text from `start` to `end` is the value of `text`.

    A span of no characters is right where its text is '' (a link without words).
    """

    def condition(table: pa.Table, batch: Batch) -> Column:
        holds: list[bool | None] = []
        for document, first, last, words in _rows(table, "document_id", start, end, text):
            source = batch.texts.get(document)
            if source is None or None in (first, last, words):
                holds.append(None)
            else:
                holds.append(0 <= first <= last and source[first:last] == words)
        return pa.array(holds, pa.bool_())

    return condition


def within_text(table: pa.Table, batch: Batch) -> Column:
    """A section ends where the document ends, or before."""
    lengths = {document: len(text) for document, text in batch.texts.items() if text is not None}
    return pa.array(
        [
            None if document not in lengths or start is None or end is None else start >= 0 and end <= lengths[document]
            for document, start, end in _rows(table, "document_id", "char_start", "char_end")
        ],
        pa.bool_(),
    )


def in_its_sentence(table: pa.Table, batch: Batch) -> Column:
    """The row begins in the sentence it names, which is of the same document and has the text the row repeats."""
    sentences = batch.tables["sentences"]
    named = sentences.take(pc.index_in(table["sentence_id"], value_set=sentences["sentence_id"]))
    return reduce(
        pc.and_,
        [
            pc.less_equal(named["char_start"], table["char_start"]),
            pc.less(table["char_start"], named["char_end"]),
            pc.equal(table["document_id"], named["document_id"]),
            pc.equal(table["sentence"], named["text"]),
        ],
    )


def dated_unless_vague(table: pa.Table, batch: Batch) -> Column:
    """Every precision but `vague` comes with at least one end of the interval.

    Years before 1, which EDTF writes with a minus sign, have no DATE (events.starts_on) and pass.
    """
    dated = pc.or_(pc.is_valid(table["starts_on"]), pc.is_valid(table["ends_on"]))
    before_year_1 = pc.fill_null(pc.match_substring_regex(table["date_edtf"], r"^(\.\./)?-"), False)
    return pc.if_else(pc.equal(table["date_precision"], "vague"), None, pc.or_(dated, before_year_1))


def vague_without_interval(table: pa.Table, batch: Batch) -> Column:
    """A vague date has no interval."""
    undated = pc.and_(pc.is_null(table["starts_on"]), pc.is_null(table["ends_on"]))
    return pc.if_else(pc.equal(table["date_precision"], "vague"), undated, None)


def interval_fits_precision(table: pa.Table, batch: Batch) -> Column:
    """An interval closed at both ends is no longer than its precision allows; a day is one day."""
    names = pa.array(list(LONGEST_DAYS))
    limits = pa.array(list(LONGEST_DAYS.values())).take(pc.index_in(table["date_precision"], value_set=names))
    return pc.less(pc.days_between(table["starts_on"], table["ends_on"]), limits)


@each("date_qualifier", "starts_on", "ends_on")
def open_where_qualifier_says(qualifier: str, starts_on: date | None, ends_on: date | None) -> bool | None:
    """since and after leave ends_on NULL, until and before leave starts_on NULL."""
    if qualifier not in LEFT_OPEN:
        return None
    return (ends_on if LEFT_OPEN[qualifier] == "ends_on" else starts_on) is None


@each("date_edtf", "starts_on", "ends_on")
def edtf_agrees(edtf: str, starts_on: date | None, ends_on: date | None) -> bool | None:
    """A single year, month or day in EDTF is the one that the interval lies in."""
    plain = PLAIN_EDTF.fullmatch(edtf)
    if plain is None or starts_on is None or ends_on is None:
        return None
    return starts_on.isoformat().startswith(plain[1]) and ends_on.isoformat().startswith(plain[1])


@each("whole", "unit_kind", "value", "value_high")
def share_possible(whole: str, unit_kind: str | None, value: float | None, value_high: float | None) -> bool | None:
    """A percentage of a whole lies within 0 and 100, but for yardsticks, of which there can be more ("of GDP")."""
    if unit_kind != "percent" or not YARDSTICKS.isdisjoint(re.findall(r"\w+", whole.lower())):
        return None
    return all(figure is None or 0 <= figure <= 100 for figure in (value, value_high))


@each("unit", "unit_kind")
def currency_is_iso_code(unit: str, unit_kind: str | None) -> bool | None:
    """Money is counted in a currency of ISO 4217, by its three letters ("USD", "USD per barrel")."""
    return None if unit_kind != "money" else re.match("[A-Z]{3}(?: per |$)", unit) is not None


@each("char_count", "text")
def length_of_text(char_count: int, text: str | None) -> bool | None:
    """char_count is the length of the text in code points."""
    return None if text is None else char_count == len(text)


@each("published_on")
def publication_plausible(published_on: date) -> bool:
    """Within the years of print; a misread year would move every date that leans on it."""
    return FIRST_YEAR <= published_on.year <= LAST_YEAR


def _rows(table: pa.Table, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The values of `columns` row by row."""
    for rows in table.select(columns).to_batches(max_chunksize=ROWS_AT_ONCE):
        yield from zip(*(column.to_pylist() for column in rows.columns), strict=True)
