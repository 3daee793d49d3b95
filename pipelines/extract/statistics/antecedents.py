"""What a figure measures where its own clause names nothing: what a pronoun stands for, what was said before.

"It fell to $12 billion" is of the subject named before; ", 12 percent more than in 2022" is of the figure before it.
"""

from __future__ import annotations

from spacy.tokens import Token

from pipelines.extract import lexicon

from .clauses import Place, is_nominal, label, object_of, subject, verb_of
from .deeds import NOUNS_OF_DEEDS, STATES
from .naming import Measure

_TABLE = lexicon.table("changes")
_CHANGE_NOUNS = frozenset(_TABLE["nouns_up"]) | frozenset(_TABLE["nouns_down"])
_OBJECTS_MEASURED = frozenset(_TABLE["objects_measured"])
_MOVES = frozenset(_TABLE["moves"])
_COMPARATIVES = frozenset(["more", "less", "fewer", *_TABLE["comparatives"]])
_COMPARING = frozenset(["with", "to", "against", "from", "versus"])
_SINGULAR = frozenset(["it", "this", "that"])
_PLURAL = frozenset(["they", "these", "those", "them"])
_SHARES = frozenset(["percent", "percentage_point", "basis_point"])
_FARTHEST = 120
"""Tokens that a pronoun looks back: three sentences or so."""
_MOST_SUBJECTS = 3
"""Subjects that are pronouns themselves, or do not agree, before the search is given up."""


def figure_before(here: Place, before: Place, told: Measure) -> Measure | None:
    """The measure of the figure before, where this one only says more of it: ", an increase of 8 percent"."""
    if told.label is None or not here.shares_marks(before.root):
        return None
    if here.quantity.rule == "elided" and here.quantity.unit_kind in ("count", "measure"):
        return Measure(told.label, None, "figure_before") if before.quantity.unit == here.quantity.unit else None
    if here.quantity.unit_kind in (*_SHARES, "ratio") and (_compares(here) or _appended_change(here, before)):
        return Measure(told.label, None, "figure_before")
    if here.quantity.rule == "one_in_n" and before.quantity.unit == "percent" and _is_elliptic(here):
        return Measure(told.label, told.whole, "figure_before")
    joined = told.rule == "figure_before" and before.covers(here.root.head)
    if before.quantity.unit == here.quantity.unit and (joined or _is_set_beside(here)):
        return Measure(told.label, told.whole, "figure_before")
    return None


def _opens_aside(token: Token | None) -> bool:
    return token is not None and (token.text in ",(–—;:" or token.lower_ in ("or", "and", "but"))


def _compares(here: Place) -> bool:
    """For ", 12 percent more than in 2022", ", up 8 percent"."""
    before = here.before()
    if before is not None and before.lower_ in ("up", "down") and before.i:
        return _opens_aside(here.doc[before.i - 1])
    return _opens_aside(before) and is_compared(here)


def is_compared(here: Place) -> bool:
    """For "12 percent more than in 2022": no noun stands behind the comparative."""
    after = here.after()
    if after is None or after.lower_ not in _COMPARATIVES:
        return False
    following = here.doc[after.i + 1] if after.i + 1 < len(here.doc) else None
    return following is None or following.is_punct or following.lower_ in ("than", "on", "from", "in", "year")


def _appended_change(here: Place, before: Place) -> bool:
    """For "$40 billion, an increase of 8 percent": a noun of change behind the figure it goes on about."""
    noun = change_noun(here)
    if noun is None or noun.i < before.span.end or any(c.dep_ == "prep" and c.lower_ == "in" for c in noun.children):
        return False
    opening = noun.left_edge
    return opening.i > 0 and here.doc[opening.i - 1].text in ",(–—"


def change_noun(here: Place) -> Token | None:
    """The noun of change whose amount the figure is: "an increase of 8 percent"."""
    preposition = here.root.head
    if preposition.lower_ != "of" or preposition.pos_ != "ADP":
        return None
    noun = preposition.head
    return noun if noun.pos_ == "NOUN" and noun.lemma_.lower() in _CHANGE_NOUNS else None


def is_bare_change(named: str) -> bool:
    """Whether a label says that something changed, and not what: "increase"."""
    words = named.lower().split()
    return len(words) == 1 and words[0].removesuffix("s") in _CHANGE_NOUNS


def _is_elliptic(here: Place) -> bool:
    """For "two thirds of farmers own land, and three in ten in the south": nothing is named behind the second."""
    before, after = here.before(), here.after()
    return _opens_aside(before) and (after is None or after.is_punct or after.pos_ == "ADP")


def _is_set_beside(here: Place) -> bool:
    """For ", compared with 31 percent in 1990", "against 7 percent a year before"."""
    preposition = here.before()
    if preposition is None or preposition.lower_ not in _COMPARING or not preposition.i:
        return False
    return preposition.lower_ in ("against", "versus") or here.doc[preposition.i - 1].lower_ == "compared"


def antecedent(here: Place) -> str | None:
    """What "it" or "they" stands for as the subject of a level or change, or "the increase" of the sentence before."""
    verb = verb_of(here.root)
    if verb is None or not here.reaches(verb):
        return None
    noun = change_noun(here)
    if noun is not None:
        return _subject_before(here, noun.sent.start, None) if noun.sent.start else None
    lemma = verb.lemma_.lower()
    if lemma in NOUNS_OF_DEEDS:
        doer = _meant(here, subject(verb), doer=True)
        return f"{NOUNS_OF_DEEDS[lemma]} of {doer}" if doer else None
    pronoun = subject(verb) if lemma in STATES or lemma in _MOVES else None
    return _meant(here, pronoun) or estimated(here)


def estimated(here: Place) -> str | None:
    """For "they put it at 30 percent": what the pronoun stands for that is the object of an estimate or a change."""
    verb = verb_of(here.root)
    if verb is None or verb.lemma_.lower() not in _OBJECTS_MEASURED or not here.reaches(verb):
        return None
    return _meant(here, object_of(verb))


def _meant(here: Place, pronoun: Token | None, *, doer: bool = False) -> str | None:
    if pronoun is None or pronoun.lower_ not in _SINGULAR | _PLURAL or here.covers(pronoun):
        return None
    return _subject_before(here, pronoun.i, pronoun.lower_ in _PLURAL, doer=doer)


def _reports(verb: Token) -> bool:
    """Whether the verb says what others do: "the ministry said output had risen" is of output."""
    return any(child.dep_ == "ccomp" for child in verb.children)


def restates(here: Place) -> bool:
    """For "$149 billion, or 7.1 percent of output": the same thing by another yardstick, which names nothing new."""
    before = here.before()
    return before is not None and before.lower_ == "or" and before.i > 0 and here.doc[before.i - 1].is_punct


def _subject_before(here: Place, index: int, plural: bool | None, *, doer: bool = False) -> str | None:
    """The nearest noun before `index`, in this paragraph, that is the subject of a clause and agrees in number."""
    start = here.parsed.paragraphs[here.parsed.paragraph_at(here.quantity.number_start)][0]
    seen = 0
    for token in reversed(here.doc[max(0, index - _FARTHEST) : index]):
        if token.idx < start or seen == _MOST_SUBJECTS:
            return None
        if (
            token.dep_ not in ("nsubj", "nsubjpass")
            or token.head.dep_ in ("relcl", "acl", "advcl")
            or (_reports(token.head) and not doer)
        ):
            continue
        seen += 1
        agrees = plural is None or plural == (token.tag_ in ("NNS", "NNPS"))
        named = is_nominal(token) and token.ent_type_ not in ("PERSON", "DATE", "TIME")
        if agrees and named and not here.is_figure(token) and here.shares_marks(token):
            return label(token, here)
    return None
