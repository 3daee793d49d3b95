"""Documents and their facts as rows of the staged tables. Pure, and so are the ids: the same input, the same rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import pyarrow as pa

from . import schema
from .extract.model import Entity, EntityKind, Event, Facts, Participant, Quote, Reject, Sentence, Statistic, content_id

if TYPE_CHECKING:
    from .ingest import SourceDocument, SourceReject

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = dict[str, list[Row]]
"""Rows by table."""


def rows_of(document: SourceDocument, facts: Facts, *, extractor_version: str, cache_key: str) -> Rows:
    """The rows of one document for every table of `schema.STAGED`, without `run_id`.

    A row that another of the same document repeats in all that makes its id is left out, as it says nothing new.
    """
    maker = _Maker(document, facts, extractor_version)
    rows: Rows = {
        "documents": [maker.document(cache_key)],
        "sections": maker.sections(),
        "sentences": [maker.sentence(sentence) for sentence in facts.sentences],
        "entity_mentions": maker.entity_mentions(),
        "events": [maker.event(event) for event in facts.events],
        "event_participants": [maker.participant(event, p) for event in facts.events for p in event.participants],
        "quotes": [maker.quote(quote) for quote in facts.quotes],
        "statistics": [maker.statistic(statistic) for statistic in facts.statistics],
        "citations": maker.citations(),
        "rejects": [maker.reject(reject) for reject in facts.rejects],
    }
    return {table: _distinct(table, rows[table]) for table in schema.STAGED}


def file_reject_rows(rejects: Iterable[SourceReject]) -> list[Row]:
    """Rows of table `rejects`, without `run_id`, for files, or parts of their metadata, that were not taken."""
    rows = [
        {
            "reject_id": content_id("rej", r.source_path, r.content_sha256, r.code, r.detail),
            "document_id": None,
            "source_path": r.source_path,
            "content_sha256": r.content_sha256,
            "kind": "metadata" if r.code == "bad_metadata" else "file",
            "text": "",
            "char_start": None,
            "char_end": None,
            "code": r.code,
            "detail": r.detail,
        }
        for r in rejects
    ]
    return _distinct("rejects", rows)


def arrow_table(table: str, rows: list[Row]) -> pa.Table:
    """Staged rows of `table` in its staged schema."""
    return pa.Table.from_pylist(rows, schema=schema.staged_schema(table))


def entity_id(kind: EntityKind, name: str) -> str:
    """The id of an entity: its kind and its name without regard to case."""
    return content_id("ent", kind, name.casefold())


def _distinct(table: str, rows: list[Row]) -> list[Row]:
    """The first row of each primary key, in order."""
    key = schema.primary_key(table)
    first: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        first.setdefault(tuple(row[name] for name in key), row)
    return list(first.values())


class _Maker:
    """Makes the rows of one document."""

    def __init__(self, source: SourceDocument, facts: Facts, extractor_version: str) -> None:
        self._source = source
        self._facts = facts
        self._version = extractor_version
        self._id = source.document_id

    def document(self, cache_key: str) -> Row:
        source = self._source
        paths = sorted(source.source_paths)
        return {
            "document_id": source.document_id,
            "source_path": paths[0],
            "source_paths": paths,
            "title": source.title,
            "author": source.author,
            "publisher": source.publisher,
            "published_on": source.published_on,
            "published_on_basis": source.published_on_basis,
            "language": source.language,
            "url": source.url,
            "format": source.format,
            "page_count": len(source.pages) or None,
            "content_sha256": source.content_sha256,
            "metadata_sha256": source.metadata_sha256,
            "char_count": len(source.text),
            "word_count": len(source.text.split()),
            "duplicate_of": None,  # known when all documents are together: at load
            "similarity": None,
            "text": source.text,
            "extractor_version": self._version,
            "cache_key": cache_key,
        }

    def sections(self) -> list[Row]:
        return [
            {
                "section_id": content_id("sec", self._id, ordinal, section.start, section.end, section.heading),
                "document_id": self._id,
                "ordinal": ordinal,
                "heading": section.heading,
                "level": section.level,
                "char_start": section.start,
                "char_end": section.end,
                "is_empty": not self._source.text[section.start : section.end].strip(),
            }
            for ordinal, section in enumerate(self._source.sections)
        ]

    def sentence(self, sentence: Sentence) -> Row:
        return {
            "sentence_id": self._sentence_id(sentence),
            "document_id": self._id,
            "ordinal": sentence.ordinal,
            "section": sentence.section,
            "char_start": sentence.start,
            "char_end": sentence.end,
            "text": self._words(sentence.start, sentence.end),
            "page": bisect_right(self._source.pages, sentence.start) or None,
        }

    def entity_mentions(self) -> list[Row]:
        return [
            {
                "document_id": self._id,
                "entity_id": entity_id(entity.kind, entity.name),
                "name": entity.name,
                "kind": entity.kind,
                "gender": entity.gender,
                "text": mention.text,
                "char_start": mention.start,
                "char_end": mention.end,
            }
            for entity in self._facts.entities
            for mention in entity.mentions
        ]

    def event(self, event: Event) -> Row:
        dated = event.date
        return {
            "event_id": self._event_id(event),
            **self._found(event),
            "description": event.description,
            "trigger": event.trigger,
            "trigger_start": event.trigger_start,
            "trigger_end": event.trigger_end,
            "event_type": event.event_type,
            "state": event.state,
            "starts_on": dated.starts_on,
            "ends_on": dated.ends_on,
            "date_text": dated.text,
            "date_start": dated.start,
            "date_end": dated.end,
            "date_edtf": dated.edtf,
            "date_precision": dated.precision,
            "date_qualifier": dated.qualifier,
            "date_basis": dated.basis,
            "date_anchor": self._words(*dated.anchor) if dated.anchor else None,
            "location": event.location,
            "factuality": event.factuality,
        }

    def participant(self, event: Event, participant: Participant) -> Row:
        return {
            "event_id": self._event_id(event),
            "document_id": self._id,
            "role": participant.role,
            "char_start": participant.start,
            "char_end": participant.end,
            "text": participant.text,
            "name": participant.name,
            "entity_id": self._entity_named(participant.name),
        }

    def quote(self, quote: Quote) -> Row:
        return {
            "quote_id": self._quote_id(quote),
            **self._found(quote),
            "kind": quote.kind,
            "speaker": quote.speaker,
            "speaker_start": quote.speaker_start,
            "speaker_end": quote.speaker_end,
            "speaker_name": quote.speaker_name,
            "speaker_kind": quote.speaker_kind,
            "speaker_entity_id": self._entity_named(quote.speaker_name, quote.speaker_kind),
            "cue": quote.cue,
            "said_on_start": quote.said_on_start,
            "said_on_end": quote.said_on_end,
        }

    def statistic(self, statistic: Statistic) -> Row:
        s = statistic
        value = (s.value, s.value_high, s.value_from, s.unit, s.comparator, s.direction)
        about = (s.measure, s.whole, s.counterpart, s.as_of_start, s.as_of_end)
        return {
            "statistic_id": content_id("sta", self._id, s.start, s.end, *value, *about),
            **self._found(s),
            "value": s.value,
            "value_high": s.value_high,
            "value_from": s.value_from,
            "unit": s.unit,
            "unit_text": s.unit_text,
            "unit_kind": s.unit_kind,
            "comparator": s.comparator,
            "direction": s.direction,
            "measure": s.measure,
            "whole": s.whole,
            "counterpart": s.counterpart,
            "counterpart_role": s.counterpart_role,
            "as_of_start": s.as_of_start,
            "as_of_end": s.as_of_end,
            "quote_id": self._quote_around(s.start, s.end),
        }

    def citations(self) -> list[Row]:
        """None where extraction failed: then there is no sentence to tie them to, and a reject says so."""
        if not self._facts.sentences:
            return []
        return [
            {
                "citation_id": content_id("cit", self._id, citation.start, citation.end, citation.url),
                "document_id": self._id,
                "sentence_id": self._sentence_id(self._sentence_at(citation.anchor)),
                "char_start": citation.start,
                "char_end": citation.end,
                "text": self._words(citation.start, citation.end),
                "url": citation.url,
            }
            for citation in self._source.citations
        ]

    def reject(self, reject: Reject) -> Row:
        r = reject
        return {
            "reject_id": content_id("rej", self._id, r.kind, r.start, r.end, r.text, r.code, r.detail),
            "document_id": self._id,
            "source_path": None,
            "content_sha256": None,
            "kind": r.kind,
            "text": r.text,
            "char_start": r.start,
            "char_end": r.end,
            "code": r.code,
            "detail": r.detail,
        }

    def _found(self, fact: Event | Quote | Statistic) -> Row:
        """What every fact row has: where it stands and what found it."""
        sentence = self._sentence_at(fact.start)
        return {
            "document_id": self._id,
            "sentence_id": self._sentence_id(sentence),
            "char_start": fact.start,
            "char_end": fact.end,
            "text": fact.text,
            "sentence": self._words(sentence.start, sentence.end),
            "section": sentence.section,
            "confidence": fact.confidence,
            "rule": fact.rule,
            "extractor_version": self._version,
        }

    def _words(self, start: int, end: int) -> str:
        return self._source.text[start:end]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self._facts.sentences]

    def _sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds `offset`, or the nearest one before it."""
        return self._facts.sentences[max(0, bisect_right(self._sentence_starts, offset) - 1)]

    def _sentence_id(self, sentence: Sentence) -> str:
        words = self._words(sentence.start, sentence.end)
        return content_id("sen", self._id, sentence.start, sentence.end, words)

    def _event_id(self, event: Event) -> str:
        dated = event.date
        when = (dated.start, dated.end, dated.starts_on, dated.ends_on, dated.edtf, dated.qualifier)
        what = (event.trigger_start, event.trigger_end, event.factuality, event.state)
        return content_id("evt", self._id, event.start, event.end, *what, *when)

    def _quote_id(self, quote: Quote) -> str:
        who = (quote.speaker_start, quote.speaker_end, quote.speaker_name)
        said = (quote.said_on_start, quote.said_on_end)
        return content_id("quo", self._id, quote.start, quote.end, quote.kind, *who, *said)

    def _quote_around(self, start: int, end: int) -> str | None:
        """The id of the shortest quote whose span holds the characters, None where none does."""
        around = [quote for quote in self._facts.quotes if quote.start <= start and end <= quote.end]
        return self._quote_id(min(around, key=lambda quote: quote.end - quote.start)) if around else None

    @cached_property
    def _entities_by_name(self) -> Mapping[str, list[Entity]]:
        """Entities by every name the document gives them, without regard to case; by their full name first."""
        found: dict[str, list[Entity]] = {}
        for entity in self._facts.entities:
            found.setdefault(entity.name.casefold(), []).append(entity)
        for entity in self._facts.entities:
            for alias in entity.aliases:
                named = found.setdefault(alias.casefold(), [])
                if entity not in named:
                    named.append(entity)
        return found

    def _entity_named(self, name: str | None, kind: EntityKind | None = None) -> str | None:
        """The id of the entity of this name, of this kind where one is; None where the document has no such entity."""
        named = self._entities_by_name.get(name.casefold(), []) if name else []
        if not named:
            return None
        entity = next((entity for entity in named if entity.kind == kind), named[0])
        return entity_id(entity.kind, entity.name)
