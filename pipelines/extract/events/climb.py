"""From a date up the dependency tree to the clause or the event noun it belongs to."""

from __future__ import annotations

from spacy.tokens import Token

from ..lexicon import words
from . import triggers
from .placement import Placed

_TIME_NOUNS = words("events", "time_nouns")
_TEMPORAL = words("events", "temporal_prepositions")
_SEQUENCE = words("events", "sequence_prepositions")
_PLANNING_NOUNS = words("events", "planning_nouns")
_PARTAKING = words("events", "partaking_verbs")
_CARRYING = words("events", "carrying_verbs")
_DUE = words("events", "planning_adjectives")
_WITH_TIME_SUBJECT = words("events", "time_subject_verbs")
_WITH_TIME_OBJECT = words("events", "time_object_verbs")
_RANKS = words("events", "ranks")

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_STEPS = 14
"""Deeper than any phrase people write; a bound against odd parses."""

Found = tuple[Token, str] | None
"""The trigger, before auxiliaries are passed, and the name of the rule."""


def climb(placed: Placed) -> Found:
    """The verb or event noun above the date, None where it dates nothing."""
    if _ranks_since(placed) or _is_spoken_of(placed):
        return None
    noun = _noun_beside(placed)
    if noun is not None:
        return noun, "event_noun"
    front = _front_verb(placed)
    found = _up(placed, front)
    if found is None and front is not None:
        return front, "front_date"
    return found


def _up(placed: Placed, front: Token | None) -> Found:
    token, rule, nouns = placed.root, "clause_date", 0
    for _ in range(_STEPS):
        if placed.beside(token):
            noun = triggers.event_noun_of(token)
            if noun is not None:
                noun = _last_joined(placed, noun)
                return _carrier(placed, noun) or (noun, "through_noun" if nouns else "event_noun")
            if triggers.is_verb(token):
                strayed = token.i > placed.last or placed.has_other_date_of_its_own(token)
                if nouns and front is None and strayed:
                    return None
                return (front, "front_date") if front is not None else _nearer(placed, token, rule)
        if triggers.is_noun(token) and token.i not in placed.taken and token.lower_ not in _TIME_NOUNS:
            if _is_edition(placed, token):
                return token, "named_edition"
            if front is None and not nouns and not _passes(placed, token):
                return None
            if front is None and token.dep_ in _SUBJECTS:
                return None
            rule, nouns = "through_noun", nouns + 1
        if token.head.i == token.i:
            break
        token = token.head
    return None


def _last_joined(placed: Placed, noun: Token) -> Token:
    """ "The fall of A and the siege of B since May": of joined event nouns the one next to the date."""
    for child in noun.rights:
        if child.dep_ == "conj" and child.i < placed.first and triggers.is_event_noun(child) and placed.beside(child):
            return _last_joined(placed, child)
    return noun


def _carrier(placed: Placed, noun: Token) -> Found:
    """ "Signed a deal in May": the verb where its object only says what was done and the date stands behind it."""
    verb = noun.head
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in triggers.FORESEEN:
        return None
    carried = noun.dep_ == "dobj" and verb.i < noun.i < placed.first and verb.lemma_.lower() in _CARRYING
    return (verb, "carried_noun") if carried and triggers.is_verb(verb) and placed.beside(verb) else None


def _passes(placed: Placed, noun: Token) -> bool:
    """Whether a date that hangs on a plain noun may belong to the verb above it.

    In a temporal phrase it may, for parsers often hang "on Monday" on the object; a year before the noun may where the
    verb takes part in what the noun stands for ("won the 2004 prize").
    """
    if placed.first < noun.i:
        return noun.dep_ in {"dobj", "pobj"} and noun.head.lemma_.lower() in _PARTAKING
    for child in noun.children:
        if child.left_edge.i <= placed.root.i <= child.right_edge.i:
            temporal = noun.dep_ != "appos" and (child.pos_ != "ADP" or child.lower_ in _TEMPORAL)
            return temporal and child.dep_ in {"prep", "npadvmod", "advmod"}
    return True


def _is_edition(placed: Placed, noun: Token) -> bool:
    """ "During Book Week 2011": a name with its year, where one can be."""
    return (
        noun.pos_ == "PROPN"
        and noun.i == placed.first - 1
        and placed.value.precision == "year"
        and noun.dep_ == "pobj"
        and noun.head.lower_ in {"during", "at", "after", "before", "since", "following"}
        and noun.ent_type_ not in {"GPE", "PERSON", "LOC"}
        and placed.beside(noun)
    )


def _front_verb(placed: Placed) -> Token | None:
    """The main verb of a sentence that opens with the date ("In 1998, …")."""
    words_before = placed.doc[placed.sentence.start : placed.first]
    lead = [t for t in words_before if not t.is_punct and not t.is_space and t.i not in placed.taken]
    if len(lead) > 3 or any(t.pos_ not in {"ADP", "SCONJ", "CCONJ", "ADV", "DET"} for t in lead):
        return None
    if words_before and words_before[-1].pos_ == "DET" and placed.root.head.i > placed.last and _is_modifier(placed):
        return None
    root = placed.sentence.root
    if not triggers.is_verb(root) or root.i <= placed.last or not placed.beside(root):
        return None
    return root if any(c.dep_ in _SUBJECTS and c.i > placed.last for c in root.lefts) else None


def _is_modifier(placed: Placed) -> bool:
    """ "The 1998-born striker": a date between an article and what it describes."""
    following = placed.doc[placed.last + 1]
    return following.pos_ in {"NOUN", "ADJ", "PROPN", "VERB"} or following.tag_ == "HYPH"


def _noun_beside(placed: Placed) -> Token | None:
    """ "During question time Wednesday": a bare date right behind an event noun under a preposition is the noun's.

    So is a date in brackets behind one: "the march (1963)".
    """
    index = placed.first - 1
    bracketed = index > 0 and placed.doc[index].text == "("
    if bracketed:
        index -= 1
    if index < placed.sentence.start:
        return None
    noun = triggers.event_noun_of(placed.doc[index])
    if noun is None:
        return None
    if bracketed:
        closes = placed.last + 1 < len(placed.doc) and placed.doc[placed.last + 1].text == ")"
        return noun if closes and placed.enclosures.quotes[noun.i] == placed.enclosures.quotes[placed.first] else None
    above = placed.root.head
    hangs = above.pos_ == "ADP" and noun.head.i in {above.i, placed.root.i}
    return noun if hangs and placed.beside(noun) else None


def _is_spoken_of(placed: Placed) -> bool:
    """ "They described 1968 as …", "Sunday was chosen": a date as subject or object is a thing spoken of."""
    verb, role = placed.root.head, placed.root.dep_
    if not triggers.is_verb(verb):
        return False
    if role in {"nsubj", "nsubjpass"}:
        return verb.lemma_.lower() not in _WITH_TIME_SUBJECT
    coarse = placed.value.precision in {"year", "decade", "century"}
    return role == "dobj" and coarse and verb.lemma_.lower() not in _WITH_TIME_OBJECT


def _ranks_since(placed: Placed) -> bool:
    """ "The first win since 1978" and "the hottest June since 2003" date no event of their own clause."""
    if placed.value.qualifier != "since" or placed.value.type != "DATE":
        return False
    before = placed.doc[max(placed.sentence.start, placed.first - 8) : placed.first]
    return any(t.lower_ in _RANKS or t.tag_ in {"JJS", "RBS"} for t in before)


# -------------------------------------------------------------------- where parsers err
def _nearer(placed: Placed, verb: Token, rule: str) -> tuple[Token, str]:
    """The verb that the parser chose, or a likelier trigger where parsers are known to err."""
    before = placed.opening
    if verb.i > placed.last:
        report = _report_before(placed, verb, before)
        if report is not None:
            return report, rule
        noun = _subject_before(placed, verb)
        return (noun, "event_noun") if noun is not None else (verb, rule)
    said = _cleft(placed, verb)
    if said is not None:
        return said, rule
    happening = _happening_of_copula(placed, verb) or _foreseen_object(placed, verb)
    if happening is not None:
        return happening, "carrying_verb"
    following = _verb_behind(placed, verb, before)
    if following is not None:
        return following, rule
    noun = _event_before(placed, verb, before)
    if noun is not None:
        return noun, "event_noun"
    above = _above_purpose(placed, verb)
    if above is not None and placed.beside(above) and not placed.has_other_date_of_its_own(above):
        return above, "through_noun"
    return verb, rule


def _subject_before(placed: Placed, verb: Token) -> Token | None:
    """ "The victory at Northfield in May closed the campaign": between an event as subject and its verb, without a
    comma, a date is the subject's."""
    subject = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or subject.i > placed.first or not triggers.is_event_noun(subject) or not placed.beside(subject):
        return None
    return None if any(t.is_punct for t in placed.doc[subject.i : verb.i]) else subject


def _foreseen_object(placed: Placed, verb: Token) -> Token | None:
    """ "Expects growth in 2026": the date is that of what is expected."""
    if verb.lemma_.lower() not in triggers.FORESEEN:
        return None
    objects = (c for c in verb.rights if c.dep_ == "dobj" and c.i < placed.first and placed.beside(c))
    return next((c for c in objects if triggers.is_event_noun(c)), None)


def _report_before(placed: Placed, verb: Token, before: int) -> Token | None:
    """ "He said on Monday they would leave": a date right behind the reporting verb is that verb's."""
    report = verb.head
    if verb.dep_ != "ccomp" or not triggers.is_verb(report) or before != report.i or not placed.beside(report):
        return None
    between = placed.doc[report.i + 1 : placed.first]
    return None if any(t.is_punct or t.lower_ in {"that", "whether"} for t in between) else report


def _cleft(placed: Placed, verb: Token) -> Token | None:
    """ "It was in 1998 that the parties merged"."""
    if verb.lemma_ != "be" or not any(c.lower_ == "it" and c.dep_ in {"nsubj", "expl"} for c in verb.lefts):
        return None
    for token in placed.doc[placed.last + 1 : min(placed.last + 14, placed.sentence.end)]:
        if triggers.is_verb(token) and token.dep_ in {"ccomp", "advcl", "relcl", "acl"}:
            return token if any(c.lower_ in {"that", "when"} for c in token.lefts) else None
    return None


def _happening_of_copula(placed: Placed, verb: Token) -> Token | None:
    """ "The first race was in 1894", "the vote is due on Sunday": what is dated is the subject."""
    over = placed.root.head
    if verb.lemma_ != "be" or any(c.dep_ in {"attr", "expl"} for c in verb.children):
        return None
    if verb.i not in {over.i, over.head.i} and over.head.head.i != verb.i:
        return None
    if any(c.dep_ == "acomp" and c.lower_ not in _DUE for c in verb.rights):
        return None
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    return triggers.event_noun_of(subject) if subject is not None and placed.beside(subject) else None


def _verb_behind(placed: Placed, verb: Token, before: int) -> Token | None:
    """ "Taught there and, a year later, returned" and "knew that in May she left": the clause that the date opens."""
    joins = before >= 0 and placed.doc[before].dep_ in {"cc", "mark"}
    marks = any(
        t.dep_ == "mark" and t.lower_ in {"that", "because", "while"}
        for t in placed.doc[max(0, placed.first - 3) : placed.first]
    )
    if not joins and not marks:
        return None
    for token in placed.doc[placed.last + 1 : min(placed.last + 7, placed.sentence.end)]:
        head = token if triggers.is_verb(token) else token.head if token.dep_ in {"nsubj", "nsubjpass"} else None
        if (
            head is not None
            and head.i > placed.last
            and head.dep_ in {"conj", "advcl", "ccomp"}
            and head.head.i == verb.i
        ):
            return head
    return None


def _event_before(placed: Placed, verb: Token, before: int) -> Token | None:
    """ "After her defeat in 2012": a date right behind an event noun of a temporal phrase belongs to the noun."""
    if before < 0 or placed.doc[placed.first - 1].is_punct:
        return None
    word = placed.doc[before]
    for _ in range(4):
        if _owns_dates(word) and triggers.is_event_noun(word) and placed.beside(word):
            return word
        if triggers.is_verb(word) or word.head.i in {verb.i, word.i}:
            return None
        word = word.head
    return None


def _owns_dates(noun: Token) -> bool:
    """Whether the phrase of the event noun is one that has its own time: "after X", "with the fall of X"."""
    over = noun.head
    if noun.dep_ not in {"pobj", "dobj"} or (over.lower_ == "with" and not _has_argument(noun)):
        return False
    return over.lower_ in _SEQUENCE or over.head.lower_ == "anniversary"


def _has_argument(noun: Token) -> bool:
    return any(c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ == "of") for c in noun.children)


def _above_purpose(placed: Placed, verb: Token) -> Token | None:
    """ "Denied leave to travel until May", "went abroad to rest in 1902": the date is the main verb's.

    Unless the noun speaks of plans, or the date lies ahead of the text.
    """
    noun = verb.head
    published, starts_on = placed.parsed.document.published_on, placed.value.starts_on
    if not triggers.has_to(verb) or (published and starts_on and starts_on > published):
        return None
    if verb.dep_ == "advcl":
        if any(c.lower_ == "only" for c in verb.lefts):  # "only to fall in 1902" is no purpose
            return None
        return noun if triggers.is_verb(noun) and noun.i < verb.i and not triggers.is_present(noun) else None
    if verb.dep_ not in {"acl", "relcl"} or noun.lemma_.lower() in _PLANNING_NOUNS:
        return None
    return noun.head if noun.dep_ in {"dobj", "oprd"} and triggers.is_verb(noun.head) else None
