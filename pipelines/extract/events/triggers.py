"""Which word is the trigger: event nouns, and the verb that carries the happening in a chain of verbs."""

from __future__ import annotations

from spacy.tokens import Token

from ..lexicon import words

_NOUNS = words("events", "nouns")
_NOT_EVENTS = words("events", "not_events")
_STATES = words("events", "states")
_LIGHT = words("events", "light_verbs")
_HAD = words("events", "had_things")
_PLANNING = words("events", "planning_verbs")
_FORCING = words("events", "forcing_verbs")
_TIME_PARTICIPLES = words("events", "time_participles")
_OCCASIONS = words("events", "occasions")

FORESEEN = words("events", "foreseeing_verbs")
"""Verbs that say no more of an event than that it is to come."""

_CONTRACTED = {"'s": "be", "'re": "be", "'m": "be", "'ve": "have"}
_TIMELESS = frozenset({"is", "are", "am", "do", "does", "can", "may", "should", "must"})

_SUFFIXES = ("tion", "sion", "tions", "sions")
"""Latin nouns of action; those that name a body or a quality are listed apart (`not_events`)."""

_NOUN_TAGS = frozenset({"NOUN", "PROPN"})
_VERB_TAGS = frozenset({"VERB", "AUX"})


def is_verb(token: Token) -> bool:
    """Whether the word is a verb that can carry a clause: "including" and "following" as prepositions do not."""
    return token.pos_ in _VERB_TAGS and not (
        token.dep_ == "prep" or (token.tag_ == "VBG" and token.lemma_ == "include")
    )


def is_noun(token: Token) -> bool:
    return token.pos_ in _NOUN_TAGS


def is_event_noun(token: Token) -> bool:
    """Whether the noun names something that happens, by list or by ending."""
    if not is_noun(token) or token.text in {"March", "May"}:
        return False
    lower = token.lower_
    forms = {lower, token.lemma_.lower(), lower.removesuffix("s")}
    if lower in _NOT_EVENTS:
        return False
    if forms & _NOUNS:
        return True
    if forms & _NOT_EVENTS or (token.pos_ == "PROPN" and not token.is_sent_start):
        return False
    return (len(lower) > 6 and lower.endswith(_SUFFIXES)) or (lower.endswith(("ing", "ings")) and len(lower) > 5)


def event_noun_of(token: Token) -> Token | None:
    """The event noun that `token` is, or that it carries in front: "*opening* night", "Motor *Show* Paris"."""
    if is_event_noun(token):
        return token
    if token.lower_ in _OCCASIONS:
        for child in token.lefts:
            if child.dep_ in {"compound", "amod"} and (is_event_noun(child) or child.tag_ == "VBG"):
                return child
    if token.pos_ == "PROPN":
        edition = [child for child in token.lefts if child.dep_ == "compound" and is_event_noun(child)]
        return edition[-1] if edition else None
    return None


def main_verb(verb: Token) -> Token:
    """The verb that says what happens: behind auxiliaries, planning words, "forced to" and "the first to"."""
    for _ in range(4):
        following = _carried(verb)
        if following is None:
            return _foreseen(verb) or verb
        verb = following
    return verb


def _foreseen(verb: Token) -> Token | None:
    """ "The *vote* scheduled for Sunday", "the *vote* is expected in May": the event noun that is foreseen."""
    if verb.lemma_.lower() not in FORESEEN or verb.tag_ not in {"VBN", "VBD"}:
        return None
    if verb.dep_ == "acl":
        return event_noun_of(verb.head)
    subject = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
    return event_noun_of(subject) if subject is not None else None


def _carried(verb: Token) -> Token | None:
    lemma = verb.lemma_.lower()
    if verb.dep_ in {"aux", "auxpass"} and is_verb(verb.head):
        return verb.head
    for child in verb.rights:
        if child.dep_ in {"xcomp", "ccomp"} and is_verb(child) and has_to(child):
            if lemma in _PLANNING or lemma in _FORCING or lemma in {"be", "have"}:
                return child
        elif lemma == "be" and child.dep_ in {"acomp", "attr"} and (found := _infinitive_of(child)):
            return found
    return None


def _infinitive_of(word: Token) -> Token | None:
    """ "was due *to arrive*", "was the first woman *to win*"."""
    ranked = any(
        c.dep_ == "amod" and c.lower_ in {"first", "last", "second", "third", "only", "youngest", "oldest"}
        for c in word.children
    )
    for child in word.rights:
        if child.dep_ in {"xcomp", "ccomp"} and is_verb(child) and has_to(child) and word.pos_ in {"ADJ", "VERB"}:
            return child
        if child.dep_ in {"relcl", "acl"} and has_to(child) and ranked:
            return child
    return None


def has_to(verb: Token) -> bool:
    """Whether the verb is an infinitive with "to"."""
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.lefts)


def is_state(trigger: Token) -> bool:
    """Whether the verb says how things are and not what happens. "Had talks" and "had a fall" happen."""
    if not is_verb(trigger):
        return False
    lemma = _CONTRACTED.get(trigger.lower_.replace("’", "'"), trigger.lemma_.lower())
    if lemma not in _STATES:
        return False
    if lemma == "have":
        return not any(
            c.dep_ in {"dobj", "obj"} and (is_event_noun(c) or c.lemma_.lower() in _HAD) for c in trigger.rights
        )
    if lemma in {"share", "lie", "know"}:
        return not any(c.dep_ == "nsubjpass" for c in trigger.lefts)
    return True


def is_present(verb: Token) -> bool:
    """Whether the finite verb of the chain is in the present or future."""
    if verb.tag_ in {"VBP", "VBZ"}:
        return True
    finite = [c for c in verb.lefts if c.dep_ in {"aux", "auxpass"}]
    return bool(finite) and finite[0].lower_ not in {"was", "were", "had", "did", "'d", "could", "would", "might"}


def is_timeless(verb: Token) -> bool:
    """Whether the verb is in the simple present or under a modal of the present: no form for what lies in the past."""
    finite = [c.lower_ for c in verb.lefts if c.dep_ in {"aux", "auxpass"}]
    return finite[0] in _TIMELESS if finite else verb.tag_ in {"VBP", "VBZ"}


def is_light(verb: Token) -> bool:
    return verb.lemma_.lower() in _LIGHT


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive; a joined participle without auxiliary is like its fellow ("was tried and shot")."""
    for _ in range(4):
        if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.lefts):
            return True
        own = any(c.dep_ == "aux" for c in verb.lefts)
        if own or verb.dep_ != "conj" or verb.tag_ != "VBN" or not is_verb(verb.head):
            return False
        verb = verb.head
    return False
