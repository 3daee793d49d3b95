"""Which expectations each table has, in the order in which a failing row gets its code.

An expectation has a stable name (a check in the Dagster UI) and a stable code (`rejects.code`). Its check is one that
Great Expectations has for a single column, or a condition over several that was computed before (`Holds`).
NOT NULL is read from `warehouse/schema`, the vocabularies from the records of the extraction library.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import get_args

from .. import schema
from ..extract import lexicon, model
from . import conditions
from .conditions import Condition


@dataclass(frozen=True, slots=True)
class OneOf:
    """NULL or one of `values`."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """NULL or a text in which `pattern` is found; anchor it."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Holds:
    """The condition is true or does not apply."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Expectation:
    """What rows of a table must satisfy. `columns` are shown with a failing row; a check reads the first of them."""

    name: str
    code: str
    columns: tuple[str, ...]
    check: OneOf | Matches | Holds


MISSING = "missing_value"


def _required(table: str) -> Expectation:
    """Every NOT NULL column that staged rows have, in one expectation: each costs Great Expectations 7 ms a batch."""
    staged = schema.staged_schema(table).names
    columns = tuple(c.name for c in schema.columns(table) if c.required and c.name in staged)
    return Expectation("required_values_are_present", MISSING, columns, Holds(conditions.all_present(*columns)))


def _unique(table: str) -> Expectation:
    key = schema.primary_key(table)
    return Expectation("id_is_unique", "duplicate_id", key, Holds(conditions.first_of_its_key(*key)))


def _parent(column: str, parent: str) -> Expectation:
    return Expectation(f"{column}_is_known", "orphan", (column,), Holds(conditions.known(column, parent)))


def _vocabulary(column: str, values: tuple[str, ...]) -> Expectation:
    return Expectation(f"{column}_in_vocabulary", "value_out_of_vocabulary", (column,), OneOf(values))


def _span(name: str, text: str = "text") -> Expectation:
    """The span proof: the document has the row's words at the row's offsets."""
    prefix = "char" if name == "span" else name
    columns = (f"{prefix}_start", f"{prefix}_end", text)
    return Expectation(f"{name}_matches_text", "span_mismatch", columns, Holds(conditions.text_at(*columns)))


def _interval(name: str, start: str, end: str) -> Expectation:
    holds = Holds(conditions.not_above(start, end))
    return Expectation(f"{name}_runs_forward", "interval_reversed", (start, end), holds)


def _of_a_fact() -> tuple[Expectation, ...]:
    """What events, quotes and statistics have in common."""
    sentence = ("sentence_id", "char_start", "sentence")
    return (
        _parent("document_id", "documents"),
        _parent("sentence_id", "sentences"),
        _span("span"),
        Expectation("sentence_holds_start", "sentence_mismatch", sentence, Holds(conditions.in_its_sentence)),
        Expectation(
            "confidence_from_0_to_1",
            "confidence_out_of_range",
            ("confidence",),
            Holds(conditions.within("confidence", 0, 1)),
        ),
    )


_EDTF_DATE = r"[?~%]?(?:-?[0-9X]{4}|Y-?[0-9]{5,9})(?:-[?~%]?[0-9X]{2}(?:-[?~%]?[0-9X]{2})?)?[?~%]?"
_EDTF_TIME = r"T[0-9]{2}(?::[0-9]{2}(?::[0-9]{2})?)?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
_EDTF_END = rf"(?:{_EDTF_DATE}(?:{_EDTF_TIME})?|\.\.)"
EDTF = rf"^(?:{_EDTF_END}(?:/{_EDTF_END}?)?|/{_EDTF_END})$"
"""The shapes of ISO 8601-2 that dates are written in: dates with unknown digits or qualifiers, seasons, intervals."""

_DOCUMENTS = (
    Expectation("text_is_not_blank", "empty_document", ("text",), Matches(r"\S")),
    Expectation("char_count_agrees", "length_mismatch", ("char_count",), Holds(conditions.length_of_text)),
    Expectation("content_hash_is_sha256", "malformed_hash", ("content_sha256",), Matches("^[0-9a-f]{64}$")),
    Expectation("metadata_hash_is_sha256", "malformed_hash", ("metadata_sha256",), Matches("^[0-9a-f]{64}$")),
    Expectation(
        "publication_date_is_plausible",
        "publication_date_implausible",
        ("published_on",),
        Holds(conditions.publication_plausible),
    ),
    Expectation(
        "publication_date_has_basis",
        "publication_date_without_basis",
        ("published_on", "published_on_basis"),
        Holds(conditions.all_or_none("published_on", "published_on_basis")),
    ),
)

_SECTIONS = (
    _parent("document_id", "documents"),
    Expectation(
        "span_runs_forward",
        "span_reversed",
        ("char_start", "char_end"),
        Holds(conditions.not_above("char_start", "char_end")),
    ),
    Expectation("span_within_document", "span_mismatch", ("char_start", "char_end"), Holds(conditions.within_text)),
)

_SENTENCES = (_parent("document_id", "documents"), _span("span"))

_CITATIONS = (
    _parent("document_id", "documents"),
    _parent("sentence_id", "sentences"),
    _span("span"),
    # A link that a reader may click: anything but these schemes (javascript:, data:, file:) is no source.
    Expectation("url_is_web_address", "malformed_url", ("url",), Matches(r"^(?i:https?|ftp)://[^\s/][^\s]*$")),
)

_ENTITY_MENTIONS = (
    _parent("document_id", "documents"),
    _span("span"),
    _vocabulary("kind", get_args(model.EntityKind)),
    _vocabulary("gender", ("female", "male")),
)

_EVENTS = (
    *_of_a_fact(),
    _span("trigger", "trigger"),
    _span("date", "date_text"),
    _vocabulary("event_type", tuple(lexicon.table("plover"))),
    _vocabulary("date_precision", get_args(model.Precision)),
    _vocabulary("date_qualifier", get_args(model.Qualifier)),
    _vocabulary("date_basis", get_args(model.Basis)),
    _vocabulary("factuality", get_args(model.Factuality)),
    _interval("interval", "starts_on", "ends_on"),
    Expectation(
        "interval_is_given",
        "interval_missing",
        ("date_precision", "date_edtf", "starts_on", "ends_on"),
        Holds(conditions.dated_unless_vague),
    ),
    Expectation(
        "vague_date_has_no_interval",
        "interval_of_vague_date",
        ("date_precision", "starts_on", "ends_on"),
        Holds(conditions.vague_without_interval),
    ),
    Expectation(
        "interval_fits_precision",
        "precision_disagrees",
        ("date_precision", "starts_on", "ends_on"),
        Holds(conditions.interval_fits_precision),
    ),
    Expectation(
        "interval_fits_qualifier",
        "qualifier_disagrees",
        ("date_qualifier", "starts_on", "ends_on"),
        Holds(conditions.open_where_qualifier_says),
    ),
    Expectation("edtf_is_well_formed", "malformed_edtf", ("date_edtf",), Matches(EDTF)),
    Expectation(
        "edtf_fits_interval", "edtf_disagrees", ("date_edtf", "starts_on", "ends_on"), Holds(conditions.edtf_agrees)
    ),
)

_EVENT_PARTICIPANTS = (
    _parent("document_id", "documents"),
    _parent("event_id", "events"),
    _span("span"),
    _vocabulary("role", get_args(model.Role)),
)

_QUOTES = (
    *_of_a_fact(),
    Expectation(
        "speaker_has_place",
        "speaker_without_place",
        ("speaker", "speaker_start", "speaker_end"),
        Holds(conditions.all_or_none("speaker", "speaker_start", "speaker_end")),
    ),
    _span("speaker", "speaker"),
    _vocabulary("kind", get_args(model.QuoteKind)),
    _vocabulary("speaker_kind", get_args(model.EntityKind)),
    _interval("interval", "said_on_start", "said_on_end"),
)

_STATISTICS = (
    *_of_a_fact(),
    *(
        Expectation(f"{column}_is_finite", "value_not_finite", (column,), Holds(conditions.finite(column)))
        for column in ("value", "value_high", "value_from")
    ),
    Expectation(
        "range_runs_upward",
        "range_reversed",
        ("value", "value_high"),
        Holds(conditions.not_above("value", "value_high")),
    ),
    _vocabulary("unit_kind", get_args(model.UnitKind)),
    _vocabulary("comparator", get_args(model.Comparator)),
    _vocabulary("direction", get_args(model.Direction)),
    Expectation(
        "money_has_currency_code", "malformed_currency", ("unit", "unit_kind"), Holds(conditions.currency_is_iso_code)
    ),
    Expectation(
        "share_from_0_to_100",
        "share_out_of_range",
        ("value", "value_high", "whole"),
        Holds(conditions.share_possible),
    ),
    _interval("as_of", "as_of_start", "as_of_end"),
    _parent("quote_id", "quotes"),
)


@cache
def suites() -> dict[str, tuple[Expectation, ...]]:
    """The expectations of each table, parents before children."""
    own = {
        "documents": _DOCUMENTS,
        "sections": _SECTIONS,
        "sentences": _SENTENCES,
        "citations": _CITATIONS,
        "entity_mentions": _ENTITY_MENTIONS,
        "events": _EVENTS,
        "event_participants": _EVENT_PARTICIPANTS,
        "quotes": _QUOTES,
        "statistics": _STATISTICS,
    }
    return {table: (_required(table), _unique(table), *rest) for table, rest in own.items()}


@cache
def suite_names() -> dict[str, tuple[str, ...]]:
    """The names of the expectations of each table; cheap, as Great Expectations is not imported."""
    return {table: tuple(expectation.name for expectation in suite) for table, suite in suites().items()}
