"""The thing that a number counts: its head noun, the people behind a bare number, members of a group."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from pipelines.extract import lexicon

from .passage import Passage

_TABLE = lexicon.table("counting")
_UNINFLECTED = frozenset(_TABLE["uninflected"])
_PEOPLE = frozenset(_TABLE["people"])
_PERSON_VERBS = frozenset(_TABLE["person_verbs"])
_PERSON_ADJECTIVES = frozenset(_TABLE["person_adjectives"])
_GATHERING_VERBS = frozenset(_TABLE["gathering_verbs"])
_GROUPS = frozenset(_TABLE["groups"])
_NO_COUNT = frozenset(_TABLE["no_count"])
_TERM_COMPOUNDS = frozenset(_TABLE["term_compounds"])
_POINT_LISTS = frozenset(_TABLE["point_lists"])
_MODELS = lexicon.words("numbered_names", "models")
_HYPHENS = frozenset("-‐‑–")
_PLURAL_ENDINGS = (
    ("children", "child"),
    ("women", "woman"),
    ("men", "man"),
    ("ies", "y"),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
)
_QUOTES = frozenset("\"“”'‘’")
_MOST_LEXEMES = 10
"""From a number to the end of its noun phrase; longer runs are parse errors."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: the lexemes `first:last` end with the head noun, `unit` is its singular."""

    last: int
    unit: str
    compound: bool = False


def noun_after(passage: Passage, index: int, value: float, *, definite: bool = False) -> Counted | None:
    """The noun phrase that begins at `index` and is counted by the number before it.

    Its head is plural (or uninflected, or anything after "one" or a fraction of one); "of the three men" looks
    through "of" and a determiner.
    """
    i = index
    if passage.low(i) in _HYPHENS and i + 1 < len(passage.line) and passage.line[i + 1].kind == "word":
        return _compound(passage, i + 1)
    if passage.low(i) == "of" and passage.low(i + 1) in (
        "the",
        "these",
        "those",
        "its",
        "their",
        "his",
        "her",
        "our",
        "my",
    ):
        i += 2
    head = _head_noun(passage, i)
    if head is None:
        return None
    head_index, token = head
    word = token.lower_
    if value == 1 and token.pos_ == "PROPN" and passage.line[index - 1].kind == "number":
        return None  # "1 Station Square": an address or a heading
    if value == 1 and passage.low(index - 1) == "one" and not is_plural(token) and not _is_determined(passage, index):
        return None
    if word in _NO_COUNT or (head_index == i and token.ent_type_ == "ORDINAL"):
        return None
    plural = is_plural(token)
    if not (plural or word in _UNINFLECTED or (value == 1 and not definite)):
        return None
    return Counted(head_index + 1, _joined_people(passage, head_index) or singular(token))


def _is_determined(passage: Passage, index: int) -> bool:
    """Whether "one" before `index` goes with a noun behind it: "one comment", not "one parallel to it"."""
    one = passage.token(index - 1)
    return one.dep_ == "nummod" or one.head.i > one.i or one.pos_ == "NUM"


def is_plural(token: Token) -> bool:
    """Plural by its tag; the tagger takes unknown capitalised plurals for proper names."""
    return token.tag_ in ("NNS", "NNPS") or "Plur" in token.morph.get("Number", [])


def singular(token: Token) -> str:
    """The counted noun in the singular, lower case; persons of any wording are people."""
    word = token.lower_
    if word == "bases":
        return "base"  # the lemmatizer says "basis"
    if word in _PEOPLE:
        return "people"
    if word in _UNINFLECTED:
        return word
    if token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() != word:
        return token.lemma_.lower()
    return without_plural(word) if is_plural(token) and word not in _UNINFLECTED else word


def without_plural(word: str) -> str:
    """A plural that the lemmatizer left alone, without its ending."""
    for ending, singular_ending in _PLURAL_ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            return word[: -len(ending)] + singular_ending
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def _joined_people(passage: Passage, index: int) -> str | None:
    """For "men and women", "women and children" are people."""
    persons = {"men", "women", "children", "boys", "girls"}
    if passage.low(index) in persons and passage.low(index + 1) == "and" and passage.low(index + 2) in persons:
        return "people"
    return None


def _head_noun(passage: Passage, index: int) -> tuple[int, Token] | None:
    """The last noun of the run of adjectives, participles and nouns that begins at `index`."""
    head: tuple[int, Token] | None = None
    line = passage.line
    i = index
    while i < min(len(line), index + _MOST_LEXEMES):
        lexeme, token = line[i], passage.token(i)
        joins = lexeme.text in _HYPHENS and passage.glued(i) and passage.glued(i + 1)
        if joins or (lexeme.text in _QUOTES and head is None):
            i += 1
        elif lexeme.kind == "number" and (lexeme.text in _MODELS or (passage.glued(i) and i > index)):
            i += 1  # "five new 737 aircraft", "60 A350 jets"
        elif lexeme.kind != "word" or lexeme.low in _NO_COUNT:
            break
        elif token.pos_ in ("NOUN", "PROPN") or lexeme.low in _UNINFLECTED or (head is None and token.tag_ == "NNS"):
            head = (i, token)
            i += 1
            if is_plural(token) and not _goes_on(passage, i, token):
                break
        elif token.tag_ == "POS":
            head = None  # "five people's lives" counts lives
            i += 1
        elif head is None and _may_modify(token, i - index):
            i += 1
        else:
            break
    return head


def _goes_on(passage: Passage, index: int, noun: Token) -> bool:
    """Whether the noun phrase goes on behind a plural: "sports facilities", "hard-drives maker"."""
    if index >= len(passage.line):
        return False
    if passage.line[index].text in _HYPHENS and passage.glued(index):
        return True
    following = passage.token(index)
    is_noun = passage.line[index].kind == "word" and following.pos_ in ("NOUN", "PROPN", "ADJ")
    return is_noun and noun.dep_ in ("compound", "nmod", "amod", "poss")


def _may_modify(token: Token, distance: int) -> bool:
    """An adjective, participle or number word before the noun; an adverb only near the number ("two most potent")."""
    if token.tag_ in ("VBN", "VBG", "JJ", "JJS", "JJR"):
        return True
    if token.pos_ in ("ADJ", "NUM"):
        return token.text.isalpha()
    return token.pos_ == "ADV" and distance < 3 and token.lower_ != "later"


def _compound(passage: Passage, index: int) -> Counted | None:
    """For "three-nation alliance": nations; "four-star hotel", "four-point plan" and "two-way street" count nothing."""
    word = passage.low(index)
    if word in _TERM_COMPOUNDS or passage.low(index + 1) in _HYPHENS or not passage.line[index].text.islower():
        return None
    if word.endswith(("ed", "ing", "ly", "th", "rd")) and word not in ("bed", "seed"):
        return None
    if word in ("point", "part", "step", "stage") and (word != "point" or _heads_point_list(passage, index + 1)):
        return None
    unit = "people" if word in _PEOPLE else word
    return Counted(index + 1, unit, compound=True)


def _heads_point_list(passage: Passage, index: int) -> bool:
    return any(passage.low(index + k) in _POINT_LISTS for k in range(4))


def people_around(passage: Passage, first: int, last: int, *, vague: bool = False) -> bool:
    """Whether a number without a noun counts people: "killing six aboard", "12 were arrested", "three dead"."""
    if passage.low(last) in _PERSON_ADJECTIVES or passage.low(last) in ("others", "more"):
        return passage.low(last) != "more" or _is_victim(passage, first, vague)
    return _is_victim(passage, first, vague)


def _is_victim(passage: Passage, first: int, vague: bool) -> bool:
    token = passage.token(first)
    head = token.head
    verbs = _PERSON_VERBS | _GATHERING_VERBS if vague else _PERSON_VERBS
    if token.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "oprd", "npadvmod") and head.lemma_.lower() in verbs:
        return True
    before = passage.token(first - 1) if first else None
    return before is not None and before.lemma_.lower() in verbs and before.pos_ == "VERB"


def in_group(passage: Passage, first: int) -> bool:
    """For "a panel of twelve", "groups of three"."""
    return passage.low(first - 1) == "of" and first >= 2 and without_plural(passage.low(first - 2)) in _GROUPS
