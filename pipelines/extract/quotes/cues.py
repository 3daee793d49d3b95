"""Which words attribute: reporting verbs by the frames they allow, with the words that belong to the cue."""

from __future__ import annotations

from spacy.strings import get_string_id
from spacy.tokens import Token

from .. import lexicon
from ..nlp import Columns
from ..speakers import DOCUMENT_NOUNS, GROUP_NOUNS, PERSON_NOUNS


def words_of(key: str) -> frozenset[str]:
    """One list of the lexicon's reporting verbs."""
    return lexicon.words("reporting_verbs", key)


CLAUSE = words_of("clause")
WEAK = words_of("weak")
POSITION = words_of("position")
MARKS_ONLY = words_of("marks_only")
INFINITIVE = words_of("infinitive")
OBJECT_INFINITIVE = words_of("object_infinitive")
GERUND = words_of("gerund")
ASKING = words_of("asking")
NAMING = words_of("naming")
ACT = words_of("act")
ANONYMOUS = words_of("anonymous")
DENIAL = words_of("denial")
LIGHT = words_of("light")
SPEECH_ACT = words_of("speech_act")
UNSPEAKING = words_of("unspeaking")
ACCUSATION: dict[str, frozenset[str]] = {}
for _verb, _preposition in lexicon.table("reporting_verbs")["accusation"]:
    ACCUSATION[_verb] = ACCUSATION.get(_verb, frozenset()) | {_preposition}

NOUN_CLAUSE = lexicon.words("noun_cues", "clause")
NOUN_INFINITIVE = lexicon.words("noun_cues", "infinitive")
OPPOSING = lexicon.words("noun_cues", "opposing")
NO_SOURCE = lexicon.words("noun_cues", "no_source")
_EVIDENCE = lexicon.words("sources", "evidence")

VERBS = (
    CLAUSE | POSITION | INFINITIVE | OBJECT_INFINITIVE | GERUND | ASKING | NAMING | ACT | DENIAL | frozenset(ACCUSATION)
)

_LEMMAS = {
    "says": "say",
    "said": "say",
    "saying": "say",
    "told": "tell",
    "tells": "tell",
    "wrote": "write",
    "tweeted": "tweet",
    "tweets": "tweet",
    "tweeting": "tweet",
    "texted": "text",
    "blogged": "blog",
    "vowed": "vow",
    "vows": "vow",
    "pledged": "pledge",
    "quipped": "quip",
    "opined": "opine",
    "reads": "read",
    "added": "add",
    "adds": "add",
    "adding": "add",
}
"""Forms that the small model's lemmatizer gets wrong when it takes the verb for a noun."""


_NOUN_FORMS = frozenset(
    ("states", "claims", "reports", "notes", "remarks", "questions", "demands", "promises", "estimates", "charges")
)
"""Verb forms that the small model takes for plural nouns; a "that" right behind tells them apart."""


def lemma(token: Token) -> str:
    """The verb's lemma, British spelling kept."""
    word = _LEMMAS.get(token.lower_) or token.lemma_.lower()
    return word[:-1] if word in _NOUN_FORMS else word


_VERB_TAGS = frozenset(("VBD", "VBZ", "VBG", "VBN", "VBP", "VB"))
_VERB_ID = get_string_id("VERB")
_TAG_IDS = frozenset(map(get_string_id, _VERB_TAGS))
_FORM_IDS = frozenset(map(get_string_id, _NOUN_FORMS | set(_LEMMAS)))


def verb_like(columns: Columns) -> list[int]:
    """The tokens that may be full verbs, more than are: `is_verb` says which of them are."""
    return [
        i
        for i, (word, pos, tag) in enumerate(zip(columns.lower, columns.pos, columns.tag, strict=True))
        if pos == _VERB_ID or tag in _TAG_IDS or word in _FORM_IDS
    ]


def is_verb(token: Token) -> bool:
    """Whether the token is a full verb (or a form that can be none but one)."""
    if token.lower_ in _NOUN_FORMS and token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "that":
        return not _is_relative(token.doc[token.i + 1], token)
    return token.pos_ == "VERB" or (token.tag_ in _VERB_TAGS and token.pos_ != "AUX") or token.lower_ in _LEMMAS


def _is_relative(that: Token, noun: Token) -> bool:
    """Whether "that" is the relative pronoun of `noun`: the reports that I have read."""
    if noun.pos_ == "VERB" or that.dep_ not in ("dobj", "nsubj", "nsubjpass", "pobj"):
        return False
    return that.head.dep_ == "relcl" and (that.head.head == noun or that.dep_ == "dobj")


def is_negated(token: Token) -> bool:
    """Whether the verb is denied ("did not say"), itself or through the verb that governs it ("declined to say")."""
    if any(c.dep_ == "neg" for c in token.children):
        return True
    head = token.head
    if token.dep_ in ("xcomp", "ccomp") and head != token:
        if head.lemma_ in (
            "refuse",
            "decline",
            "fail",
            "neglect",
            "forget",
            "stop",
            "cease",
            "want",
            "like",
            "need",
            "try",
            "avoid",
            "love",
            "have",
        ):
            return any(c.lower_ == "to" for c in token.children) or head.lemma_ in ("stop", "cease", "avoid")
        return any(c.dep_ == "neg" for c in head.children) and any(c.lower_ == "to" for c in token.children)
    return False


_NO_SPEAKER = frozenset(
    ("this", "that", "which", "it", "what", "there", "these", "everything", "anything", "nothing", "something")
)
_AGENTIVE = (
    "ist",
    "ian",
    "man",
    "woman",
    "eer",
    "goer",
    "maker",
    "holder",
    "worker",
    "leader",
    "seeker",
    "ster",
    "crat",
)
"""Endings of nouns for persons."""


def can_speak(head: Token) -> bool:
    """Whether the head of a noun phrase can be somebody who says something: a name, a person, a body, a text."""
    if head.pos_ == "PROPN" or head.ent_type_ in ("PERSON", "ORG", "NORP", "GPE"):
        return True
    if head.pos_ == "PRON":
        return head.lower_ not in _NO_SPEAKER
    word = head.lemma_.lower()
    return word.endswith(_AGENTIVE) or word in PERSON_NOUNS or word in GROUP_NOUNS or word in DOCUMENT_NOUNS


def is_evidence(head: Token) -> bool:
    """Whether the head is a thing that shows something without saying it."""
    return head.lemma_.lower() in _EVIDENCE or head.lower_ in _EVIDENCE


def cue_text(token: Token) -> str:
    """The cue as written: the verb, with its particle ("pointed out")."""
    particle = next((c for c in token.children if c.dep_ == "prt" and c.i == token.i + 1), None)
    if particle is not None:
        return f"{token.text} {particle.text}"
    return token.text
