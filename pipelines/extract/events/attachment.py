"""From a time expression to what it dates: up the dependency tree to the clause or the event noun it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spacy.tokens import Doc, Span, Token

from ..lexicon import words
from ..model import DateValue
from ..nlp import Parsed
from . import triggers

_TIME_NOUNS = words("events", "time_nouns")
_TEMPORAL = frozenset(
    {
        "in",
        "on",
        "during",
        "since",
        "until",
        "till",
        "before",
        "after",
        "between",
        "throughout",
        "around",
        "over",
        "at",
        "by",
        "from",
        "through",
        "within",
        "circa",
    }
)
"""Prepositions under which a date inside the object of a verb may belong to the verb."""

_WITHIN = {
    "during": "in",
    "at": "in",
    "in": "in",
    "throughout": "in",
    "on": "in",
    "after": "after",
    "following": "after",
    "since": "since",
    "before": "before",
    "until": "until",
    "till": "until",
    "amid": "in",
    "upon": "in",
}
"""What a preposition before a dated event noun makes of that date for the verb."""

_SEQUENCE = frozenset({"after", "before", "since", "until", "till", "following", "despite"})

_PLANNING_NOUNS = words("events", "planning_nouns")

_STEPS = 14
"""Deeper than any phrase people write; a bound against odd parses."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """One event to be: its trigger, the date it has, and by which rule."""

    trigger: Token
    date: DateValue
    rule: str


def anchors(parsed: Parsed, dates: tuple[DateValue, ...]) -> Iterator[Anchor]:
    """What each date dates, in the order of the dates."""
    quoted = _quote_depth(parsed.doc)
    taken = {}
    spans = []
    for value in dates:
        span = parsed.tokens(value.start, value.end)
        spans.append(span)
        for token in span:
            taken[token.i] = value
    for value, span in zip(dates, spans, strict=True):
        if _dates_something(value) and len(span):
            yield from _Attachment(parsed, value, span, taken, quoted).anchors()


def _dates_something(value: DateValue) -> bool:
    return (
        value.type in {"DATE", "TIME"}
        and not value.names
        and (value.starts_on is not None or value.ends_on is not None)
    )


def _quote_depth(doc: Doc) -> list[int]:
    """For each token the number of the quotation it stands in, 0 outside. A quotation ends with its paragraph."""
    depth, current, count = [], 0, 0
    for token in doc:
        text = token.text
        if "\n" in text:
            current = 0
        if text in {"“", "``"} or (text == '"' and not current):
            count += 1
            current = count
            depth.append(current)
        elif text in {"”", "''", '"'}:
            depth.append(current)
            current = 0
        else:
            depth.append(current)
    return depth


class _Attachment:
    """The search for what one date dates."""

    def __init__(
        self, parsed: Parsed, value: DateValue, span: Span, taken: dict[int, DateValue], quoted: list[int]
    ) -> None:
        self.parsed, self.value, self.span, self.taken, self.quoted = parsed, value, span, taken, quoted
        self.first, self.last = span.start, span.end - 1
        self.root = span.root
        self.sentence = self.root.sent

    def anchors(self) -> Iterator[Anchor]:
        line = self._line_heads()
        if line:
            for trigger in line:
                yield from self._clause(trigger, "line_date")
            return
        head, rule = self._climb()
        if head is None:
            return
        if triggers.is_verb(head):
            yield from self._clause(head, rule)
            return
        yield Anchor(head, self.value, rule)
        yield from self._around(head)

    # ---------------------------------------------------------------- up the tree
    def _climb(self) -> tuple[Token | None, str]:
        """The verb or event noun above the date, and the rule that led there."""
        beside = self._noun_beside()
        if beside is not None:
            return beside, "event_noun"
        front = self._front_verb()
        token, rule, nouns = self.root, "clause_date", 0
        for _ in range(_STEPS):
            if token.i not in self.taken:
                noun = triggers.event_noun_of(token)
                if noun is not None and self._same_side(noun):
                    return noun, "event_noun" if not nouns else "through_noun"
                if triggers.is_verb(token) and self._same_side(token):
                    return (front, "front_date") if front is not None else self._nearer(token, rule)
                if triggers.is_noun(token) and token.lower_ not in _TIME_NOUNS:
                    if front is None and not self._passes(token, nouns):
                        return None, rule
                    rule, nouns = "through_noun", nouns + 1
            if token.head.i == token.i:
                break
            token = token.head
        return front, "front_date"

    def _passes(self, noun: Token, nouns: int) -> bool:
        """Whether a date that hangs on a plain noun may belong to the verb above it.

        In a temporal phrase it may, for the parser often hangs "on Monday" on the object; never out of a subject.
        """
        if noun.dep_ in {"nsubj", "nsubjpass"}:
            return False
        if nouns:
            return True
        for child in noun.children:
            if child.left_edge.i <= self.root.i <= child.right_edge.i:
                return child.dep_ in {"prep", "npadvmod", "advmod"} and (
                    child.pos_ != "ADP" or child.lower_ in _TEMPORAL
                )
        return True

    def _noun_beside(self) -> Token | None:
        """ "Question time Wednesday": a bare date right after an event noun under a preposition belongs to the noun."""
        if not self.first or not triggers.is_event_noun(noun := self.parsed.doc[self.first - 1]):
            return None
        if self.root.head.pos_ == "ADP" and noun.head.i in {self.root.head.i, self.root.i} and self._same_side(noun):
            return noun
        return None

    def _nearer(self, verb: Token, rule: str) -> tuple[Token, str]:
        """The verb that the parser chose, or one that is likelier where parsers err."""
        if verb.i > self.last:
            return verb, rule
        before = self._opening()
        if before >= 0 and self.parsed.doc[before].dep_ == "cc":
            following = self._verb_after(verb)
            if following is not None:
                return following, rule
        if noun := self._event_before(before, verb):
            return noun, "event_noun"
        if verb.dep_ in {"acl", "relcl"} and triggers.has_to(verb) and verb.head.lemma_.lower() not in _PLANNING_NOUNS:
            above = verb.head.head
            if verb.head.dep_ in {"dobj", "oprd"} and triggers.is_verb(above) and self._same_side(above):
                return above, "through_noun"
        return verb, rule

    def _opening(self) -> int:
        """The index of the word before the date's phrase, past its preposition and commas."""
        index = self.first - 1
        while index >= self.sentence.start:
            token = self.parsed.doc[index]
            if token.pos_ not in {"ADP", "DET", "SCONJ", "ADV"} and not token.is_punct:
                return index
            index -= 1
        return -1

    def _verb_after(self, verb: Token) -> Token | None:
        """ "Taught there and, a year later, returned": the joined verb that the date opens."""
        for token in self.parsed.doc[self.last + 1 : min(self.last + 6, self.sentence.end)]:
            if triggers.is_verb(token) and token.dep_ in {"conj", "advcl"} and token.head.i == verb.i:
                return token
            if token.dep_ in {"nsubj", "nsubjpass"} and token.head.dep_ == "conj" and token.head.head.i == verb.i:
                return token.head
        return None

    def _event_before(self, before: int, verb: Token) -> Token | None:
        """ "After her defeat in 2012": the date right behind an event noun of a temporal phrase belongs to the noun."""
        if before < 0 or self.parsed.doc[self.first - 1].is_punct:
            return None
        word = self.parsed.doc[before]
        for _ in range(4):
            if triggers.is_event_noun(word) and word.dep_ == "pobj":
                over = word.head
                if over.lower_ in _SEQUENCE or over.head.lower_ == "anniversary":
                    return word
            if word.head.i in {verb.i, word.i}:
                return None
            word = word.head
        return None

    def _same_side(self, token: Token) -> bool:
        """A date outside a quotation does not date what stands inside, nor one in brackets what stands outside."""
        return self.quoted[token.i] == self.quoted[self.root.i] or self.quoted[token.i] == 0

    def _front_verb(self) -> Token | None:
        """The main verb of a sentence that opens with the date ("In 1998, …")."""
        start = self.sentence.start
        lead = [t for t in self.parsed.doc[start : self.first] if not t.is_punct and not t.is_space]
        if len(lead) > 3 or any(t.pos_ not in {"ADP", "SCONJ", "CCONJ", "ADV", "DET"} for t in lead):
            return None
        root = self.sentence.root
        if not triggers.is_verb(root) or root.i <= self.last:
            return None
        if any(child.dep_ in {"nsubj", "nsubjpass", "expl"} and child.i > self.last for child in root.lefts):
            return root
        return None

    # ---------------------------------------------------------------- what else the date reaches
    def _clause(self, verb: Token, rule: str) -> Iterator[Anchor]:
        main = triggers.main_verb(verb)
        yield Anchor(main, self.value, rule)
        if self.first < verb.i and self._opens(verb):
            for other in _coordinated(verb):
                if other.i > self.last and self._same_side(other) and not self._has_own_date(other):
                    yield Anchor(triggers.main_verb(other), self.value, "front_coordinated")

    def _opens(self, verb: Token) -> bool:
        """Whether the date stands before the subject, so that it dates the coordinated verbs too."""
        subject = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
        return subject is None or self.first < subject.left_edge.i

    def _has_own_date(self, verb: Token) -> bool:
        return any(
            i in self.taken and self.taken[i] is not self.value for i in range(verb.left_edge.i, verb.right_edge.i + 1)
        )

    def _around(self, noun: Token) -> Iterator[Anchor]:
        """A dated event noun in a temporal phrase of a clause dates the verb too ("retired after the 2012 Games")."""
        head = noun
        while head.dep_ in {"compound", "amod"} and triggers.is_noun(head.head):
            head = head.head
        preposition = head.head
        if head.dep_ in {"npadvmod", "dep"} and preposition.i > head.i:
            relation: str | None = "in"
            verb = preposition
        elif head.dep_ in {"pobj", "pcomp"}:
            relation, verb = _WITHIN.get(preposition.lower_), preposition.head
        else:
            return
        if relation is None or not triggers.is_verb(verb) or not self._same_side(verb):
            return
        value = relate(self.value, relation)
        if value is not None and not self._has_own_date_beside(verb):
            yield Anchor(triggers.main_verb(verb), value, "through_event_noun")

    def _has_own_date_beside(self, verb: Token) -> bool:
        """Whether another date hangs on the verb itself."""
        for child in verb.children:
            if child.left_edge.i <= self.root.i <= child.right_edge.i:
                continue
            for i in (child.i, *(g.i for g in child.children)):
                if i in self.taken and _dates_something(self.taken[i]):
                    return True
        return False

    # ---------------------------------------------------------------- lists of dates
    def _line_heads(self) -> list[Token]:
        """The verb or event noun after "June 3, 2014 – …" or "2022: …" at the start of a line."""
        doc = self.parsed.doc
        paragraph = self.parsed.paragraphs[self.parsed.paragraph_at(self.value.start)]
        if doc.text[paragraph[0] : self.value.start].strip(" \t#*-•–—0123456789.[](") or self.last + 1 >= len(doc):
            return []
        after = doc[self.last + 1]
        if after.text not in {":", "–", "—", "-", "--", "―", "|"} or after.i + 1 >= len(doc):
            return []
        following = doc[after.i + 1]
        if following.idx >= paragraph[1]:
            return []
        for token in doc[following.i : min(following.i + 60, len(doc))]:
            if token.idx >= paragraph[1] or (token.is_sent_start and token.i > following.i + 1):
                break
            if (
                triggers.is_verb(token)
                and token.dep_ in {"ROOT", "ccomp", "parataxis", "conj", "appos", "acl"}
                and token.pos_ == "VERB"
            ):
                return [token]
        for token in doc[following.i : min(following.i + 30, len(doc))]:
            if token.idx >= paragraph[1]:
                break
            if triggers.is_event_noun(token):
                return [token]
        return []


def _coordinated(verb: Token) -> Iterator[Token]:
    """The verbs joined to `verb` by "and", "but" or a comma."""
    joined: Token | None = verb
    for _ in range(_STEPS):
        joined = next((c for c in joined.rights if c.dep_ == "conj" and triggers.is_verb(c)), None) if joined else None
        if joined is not None:
            yield joined


def relate(value: DateValue, relation: str) -> DateValue | None:
    """The date that "after", "before" or "during" an event of `value` gives; None where it gives none.

    After an event starts with the event's first day, before it ends on the day before that (the events guide).
    """
    start, end = value.starts_on, value.ends_on
    if relation == "in":
        return value
    if value.qualifier not in {"in", "around"} or start is None or end is None:
        return None
    if relation in {"after", "since"}:
        return _bounded(value, relation, start, None)
    if relation == "until":
        return _bounded(value, relation, None, end)
    return _bounded(value, relation, None, start - timedelta(days=1)) if start > date.min else None


def _bounded(value: DateValue, qualifier: str, start: date | None, end: date | None) -> DateValue:
    edtf = None
    if start is not None:
        known = value.edtf if value.edtf and "/" not in value.edtf and value.edtf[:4].isdigit() else start.isoformat()
        edtf = f"{known}/.."
    elif end is not None:
        edtf = f"../{end.isoformat()}"
    return replace(value, starts_on=start, ends_on=end, qualifier=qualifier, edtf=edtf)  # type: ignore[arg-type]
