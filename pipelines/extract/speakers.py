"""Who a mention stands for: surnames, titles, short forms and pronouns, within one document.

A pronoun goes to the most salient person before it: same gender and number, the nearest sentence first, subjects before
other roles, never across a section or more than a few paragraphs back (Lappin and Leass 1994, much simplified).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from spacy.strings import get_string_id
from spacy.tokens import Span, Token

from . import lexicon
from .entities.mentions import FEMALE_TITLES, MALE_TITLES, Gender, is_title
from .model import Entity, EntityKind, Mention
from .nlp import Parsed
from .paragraphs import index_at

PERSON_NOUNS = lexicon.words("sources", "person") | {w.lower() for w in lexicon.words("titles", "offices")}
GROUP_NOUNS = lexicon.words("sources", "group")
DOCUMENT_NOUNS = lexicon.words("sources", "document")
_FEMALE_NOUNS = lexicon.words("sources", "female")
_MALE_NOUNS = lexicon.words("sources", "male")

_MALE = frozenset(("he", "him", "himself", "his"))
_FEMALE = frozenset(("she", "her", "herself", "hers"))
_PLURAL = frozenset(("they", "them", "themselves", "their", "theirs"))
_NEUTER = frozenset(("it", "itself", "its"))
PRONOUNS = _MALE | _FEMALE | _PLURAL | _NEUTER
_PRONOUN_IDS = frozenset(map(get_string_id, PRONOUNS))
_NOUN_ID = get_string_id("NOUN")
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_DETERMINERS = frozenset(("the", "a", "an", "this", "that", "these", "those", "both", "some", "all"))
_DETERMINERS |= frozenset(("his", "her", "its", "their", "my", "our", "your"))
_SPEECH = lexicon.words("reporting_verbs", "clause") - lexicon.words("reporting_verbs", "weak")
_SENTENCES_BACK = 8
_PARAGRAPHS_BACK = 4
"""How far back an antecedent may stand; news names its speakers anew within a few short paragraphs."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a mention stands for: a name (or the head phrase of somebody unnamed), its kind and gender where known."""

    name: str
    kind: EntityKind | None = None
    gender: Gender | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Something that a later pronoun may go back to. `weight` is its salience within its sentence."""

    offset: int
    sentence: int
    paragraph: int
    reference: Reference
    plural: bool
    person: bool
    weight: float


def resolver_of(parsed: Parsed, entities: tuple[Entity, ...]) -> Resolver:
    """The document's resolver: quotes and events ask for the same names and pronouns."""
    known = parsed.shared.get("resolver")
    if known is None or known[0] is not entities:
        known = parsed.shared["resolver"] = (entities, Resolver(parsed, entities))
    return cast(Resolver, known[1])


class Resolver:
    """Resolves the mentions of one document; `name_of` is its face for events and quotes alike."""

    def __init__(self, parsed: Parsed, entities: tuple[Entity, ...]) -> None:
        self._parsed = parsed
        self._doc = parsed.doc
        pairs = sorted(((m, e) for e in entities for m in e.mentions), key=lambda p: (p[0].start, p[0].end))
        self._mentions: tuple[tuple[Mention, Entity], ...] = tuple(pairs)
        self._starts = tuple((m.start, m.end) for m, _ in pairs)
        self._entities = entities
        self._references: dict[tuple[int, int], Reference | None] = {}

    def name_of(self, start: int, end: int) -> str | None:
        """The fullest name of what the characters start..end mention, without titles; None where it cannot be told.

        Unnamed speakers come back as noun and premodifiers ("two people"), documents under their maker's name.
        """
        reference = self.reference(start, end)
        return reference.name if reference else None

    def kind_of(self, start: int, end: int) -> EntityKind | None:
        """The kind of the entity mentioned, None for the unnamed."""
        reference = self.reference(start, end)
        return reference.kind if reference else None

    def entity_at(self, start: int, end: int) -> Entity | None:
        """The entity whose mention overlaps the characters, the first where there are several."""
        i = max(0, index_at(self._starts, start))
        while i < len(self._mentions) and self._mentions[i][0].start < end:
            if self._mentions[i][0].end > start:
                return self._mentions[i][1]
            i += 1
        return None

    def reference(self, start: int, end: int) -> Reference | None:
        """What the mention at start..end stands for."""
        if (start, end) not in self._references:
            self._references[start, end] = self._resolved(start, end)
        return self._references[start, end]

    def _resolved(self, start: int, end: int) -> Reference | None:
        span = self._parsed.tokens(start, end)
        words = [t for t in span if not t.is_punct and not t.is_space]
        if not words:
            return None
        if len(words) == 1 and words[0].lower_ in PRONOUNS:
            return self._pronouns.get(words[0].i)
        return self._noun_phrase(span)

    # ------------------------------------------------------------------------------------------- noun phrases

    def _noun_phrase(self, span: Span) -> Reference | None:
        root = span.root
        if joined := [t for t in root.conjuncts if span.start <= t.i < span.end and t.i > root.i]:
            parts = [self._single(self._side(span, t), t) for t in (root, *joined)]
            names = [p.name for p in parts if p]
            return Reference(" and ".join(names)) if names else None
        return self._single(span, root)

    def _side(self, span: Span, head: Token) -> Span:
        """The part of a coordination that belongs to `head`."""
        inner = [t.i for t in head.subtree if span.start <= t.i < span.end]
        cut = min((t.i for t in head.children if t.dep_ in ("cc", "conj") and t.i > head.i), default=span.end)
        return self._doc[min(inner, default=head.i) : max(head.i + 1, min(cut, max(inner, default=head.i) + 1))]

    def _single(self, span: Span, root: Token) -> Reference | None:
        if entity := self._entity_of_head(span, root):
            return Reference(entity.name, entity.kind, entity.gender)
        if maker := self._maker(span, root):
            return Reference(maker.name, maker.kind, maker.gender)
        if holder := self._holder(span, root):
            return Reference(holder.name, holder.kind, holder.gender)
        words = self._doc[self._left_edge(span, root) : root.i + 1]
        name = words.text.strip(" \"'“”‘’,;:")
        gender: Gender | None = None
        if root.lemma_.lower() in _FEMALE_NOUNS:
            gender = "female"
        elif root.lemma_.lower() in _MALE_NOUNS:
            gender = "male"
        return Reference(name, None, gender) if name else None

    def _left_edge(self, span: Span, root: Token) -> int:
        first = max(span.start, root.left_edge.i)
        while first < root.i and (self._doc[first].lower_ in _DETERMINERS or self._doc[first].is_punct):
            first += 1
        return first

    def _entity_of_head(self, span: Span, root: Token) -> Entity | None:
        """The entity that the head names, or its apposition does, or that ends the phrase before its first comma."""
        if entity := self.entity_at(root.idx, root.idx + len(root)):
            return entity
        for child in root.children:
            if child.dep_ == "appos" and span.start <= child.i < span.end:
                entity = self.entity_at(child.idx, child.idx + len(child))
                if entity and entity.kind == "person":
                    return entity
        last = next((t for t in span if t.text == "," and t.i > span.start), None)
        end = last.idx if last else span.end_char
        entity = self.entity_at(max(span.start_char, end - 1), end)
        if entity and entity.kind == "person":
            mention = next(m for m in entity.mentions if m.end >= end)
            before = self._parsed.tokens(span.start_char, max(span.start_char + 1, mention.start))
            glue = before[-1] if len(before) else root
            if mention.start > span.start_char and glue.pos_ not in ("ADP", "PART", "CCONJ", "VERB", "AUX"):
                return entity
        return None

    def _maker(self, span: Span, root: Token) -> Entity | None:
        """Whoever a text is from: "Roe's statement", "a report by the bank", "the Home Office letter"."""
        if root.lemma_.lower() not in DOCUMENT_NOUNS:
            return None
        for child in root.children:
            if not span.start <= child.i < span.end:
                continue
            target: Token | None = None
            if child.dep_ in ("poss", "compound", "nmod"):
                target = child
            elif child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
                target = next((t for t in child.children if t.dep_ == "pobj"), None)
            entity = self.entity_at(target.idx, target.idx + len(target)) if target is not None else None
            if entity is not None and (entity.kind in ("person", "organisation") or child.dep_ == "poss"):
                return entity
        return None

    def _holder(self, span: Span, root: Token) -> Entity | None:
        """The one person who bears the title ("the president"), or the one body that ends so ("the ministry")."""
        if span[0].lower_ != "the" or any(t.dep_ in ("prep", "poss", "relcl") for t in root.children):
            return None
        key = " ".join(t.lower_ for t in self._doc[span.start + 1 : root.i + 1])
        named = self._title_holders.get(key, set())
        return self._entities[next(iter(named))] if len(named) == 1 else None

    @cached_property
    def _title_holders(self) -> dict[str, set[int]]:
        """Titles before names, and the last words of bodies' names, with the entities that have them."""
        holders: dict[str, set[int]] = {}
        for index, entity in enumerate(self._entities):
            if entity.kind == "person":
                for mention in entity.mentions:
                    words = self._title_before(mention.start)
                    for i in range(len(words)):
                        holders.setdefault(" ".join(words[i:]), set()).add(index)
            elif entity.kind == "organisation":
                words = entity.name.lower().split()
                if len(words) > 1 and words[-1] in GROUP_NOUNS:
                    holders.setdefault(words[-1], set()).add(index)
        return holders

    def _title_before(self, start: int) -> list[str]:
        """The words of the title that stands right before the character `start`, in lower case."""
        token = self._doc.char_span(start, start + 1, alignment_mode="expand")
        i = token.start - 1 if token is not None else -1
        words: list[str] = []
        while (
            i >= 0
            and len(words) < 4
            and (is_title(self._doc[i].text) or (words and self._doc[i].pos_ in ("PROPN", "NOUN", "ADJ")))
        ):
            if "\n" in self._doc[i].whitespace_ or not self._doc[i].is_alpha:
                break
            words.insert(0, self._doc[i].lower_)
            i -= 1
        return [w for w in words if w.capitalize() not in MALE_TITLES | FEMALE_TITLES] if words else []

    # ------------------------------------------------------------------------------------------- pronouns

    @cached_property
    def _pronouns(self) -> dict[int, Reference]:
        """Every third-person pronoun of the document that has an antecedent, by token, resolved from left to right."""
        resolved: dict[int, Reference] = {}
        seen: list[_Candidate] = []
        genders: dict[str, Gender] = {}
        found = sorted([*self._named(), *self._unnamed()], key=lambda c: c.offset)
        at = 0
        doc = self._doc
        for token in [doc[i] for i, word in enumerate(self._parsed.columns.lower) if word in _PRONOUN_IDS]:
            while at < len(found) and found[at].offset < token.idx:
                seen.append(found[at])
                at += 1
            best = self._antecedent(token, seen, genders)
            if best is None:
                continue
            resolved[token.i] = best.reference
            if token.lower_ in _MALE | _FEMALE and best.reference.gender is None:
                genders.setdefault(best.reference.name, "male" if token.lower_ in _MALE else "female")
            if token.dep_ in _SUBJECTS:
                seen.append(self._candidate(token, best.reference, plural=best.plural, person=best.person))
        return resolved

    def _antecedent(self, pronoun: Token, seen: list[_Candidate], genders: dict[str, Gender]) -> _Candidate | None:
        word = pronoun.lower_
        sentence = self._parsed.sentence_at(pronoun.idx)
        paragraph = self._parsed.paragraph_at(pronoun.idx)
        best: _Candidate | None = None
        best_score = float("-inf")
        for candidate in reversed(seen):
            back = sentence.ordinal - candidate.sentence
            if back > _SENTENCES_BACK or paragraph - candidate.paragraph > _PARAGRAPHS_BACK:
                break
            if self._parsed.sentences[candidate.sentence].section != sentence.section:
                break
            if not _agrees(word, candidate, genders):
                continue
            score = candidate.weight - 0.7 * back - 0.3 * (paragraph - candidate.paragraph)
            if score > best_score:
                best, best_score = candidate, score
        return best

    def _candidate(self, token: Token, reference: Reference, *, plural: bool, person: bool) -> _Candidate:
        sentence = self._parsed.sentence_at(token.idx)
        weight = 1.0 if token.dep_ in _SUBJECTS else 0.4 if token.dep_ in ("dobj", "pobj", "agent", "dative") else 0.5
        if token.dep_ in ("poss", "compound", "nmod", "amod"):
            weight = 0.0
        if token.dep_ in _SUBJECTS and token.head.dep_ == "ROOT":
            weight += 0.3
        if token.dep_ in _SUBJECTS and token.head.lemma_ in _SPEECH:
            weight += 0.3
        return _Candidate(
            token.idx, sentence.ordinal, self._parsed.paragraph_at(token.idx), reference, plural, person, weight
        )

    def _named(self) -> Iterator[_Candidate]:
        for mention, entity in self._mentions:
            head = self._parsed.tokens(mention.start, mention.end).root
            while head.dep_ in ("compound", "flat") and head.head.ent_type_ == head.ent_type_ and head.head != head:
                head = head.head
            reference = Reference(entity.name, entity.kind, entity.gender)
            plural = entity.kind == "group" or head.tag_ == "NNPS"
            yield self._candidate(head, reference, plural=plural, person=entity.kind == "person")

    def _unnamed(self) -> Iterator[_Candidate]:
        """Common nouns that can be spoken of as he, she, it or they: persons, groups, texts, and any subject."""
        doc = self._doc
        for token in [doc[i] for i, pos in enumerate(self._parsed.columns.pos) if pos == _NOUN_ID]:
            lemma = token.lemma_.lower()
            person = lemma in PERSON_NOUNS
            if not person and lemma not in GROUP_NOUNS and lemma not in DOCUMENT_NOUNS and token.dep_ not in _SUBJECTS:
                continue
            if person and token.dep_ not in (*_SUBJECTS, "agent", "conj") and token.tag_ != "NNS":
                continue  # "sent her to a doctor": a bystander, hardly ever the next "he"
            if token.dep_ in ("compound", "appos", "attr") or self.entity_at(token.idx, token.idx + 1):
                continue
            if any(t.dep_ == "appos" and t.ent_type_ == "PERSON" for t in token.children):
                continue
            reference = self._single(self._doc[token.left_edge.i : token.i + 1], token)
            if reference:
                new = self._candidate(
                    token, reference, plural=token.tag_ == "NNS" or bool(token.conjuncts), person=person
                )
                penalty = 0.2 if person or lemma in GROUP_NOUNS else 0.5
                yield _Candidate(
                    new.offset, new.sentence, new.paragraph, reference, new.plural, person, new.weight - penalty
                )


def _agrees(word: str, candidate: _Candidate, genders: dict[str, Gender]) -> bool:
    """Whether the pronoun can stand for the candidate, by number, kind and gender."""
    if word in _PLURAL:
        return candidate.plural or candidate.reference.kind == "organisation"
    if word in _NEUTER:
        return not candidate.person and not candidate.plural
    if not candidate.person or candidate.plural:
        return False
    gender = candidate.reference.gender or genders.get(candidate.reference.name)
    return gender is None or gender == ("male" if word in _MALE else "female")
