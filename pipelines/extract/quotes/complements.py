"""Reports that are no clause: vowed to …, urged her to …, admitted …ing, accused him of …ing, denied any …"""

from __future__ import annotations

from spacy.tokens import Token

from . import cues
from .cues import is_verb
from .passage import Passage
from .spans import report_span

_DENIABLE = cues.words_of("deniable")
_MAX_BETWEEN = 18
"""Tokens between a verb and its infinitive at most: whoever is urged, with a relative clause."""


def complement(passage: Passage, verb: Token, word: str) -> tuple[int, int, str] | None:
    """What the verb reports as an infinitive, gerund or noun phrase (start, end, rule), None where there is none."""
    right = [c for c in verb.children if c.i > verb.i]
    for rule, find in (
        ("infinitive", _infinitive),
        ("gerund", _gerund),
        ("accusation", _accusation),
        ("denial", _denial),
    ):
        span = find(passage, verb, word, right)
        if span is not None:
            return (*span, rule)
    return None


def _infinitive(passage: Passage, verb: Token, word: str, right: list[Token]) -> tuple[int, int] | None:
    """The infinitive that tells what was promised or what somebody was told to do."""
    own, other = word in cues.INFINITIVE, word in cues.OBJECT_INFINITIVE
    if not own and not other:
        return None
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    candidates = [c for c in right if c.dep_ in ("xcomp", "ccomp", "advcl", "acl")]
    for c in right:
        if c.dep_ in ("dobj", "dative", "prep"):
            candidates += [
                g for g in c.subtree if g.dep_ in ("acl", "xcomp", "ccomp", "relcl", "advcl", "pcomp") and g.i > c.i
            ]
    for child in sorted(candidates, key=lambda t: t.i):
        to = next((c for c in child.children if c.lower_ == "to" and c.dep_ == "aux"), None)
        if to is None or to.i <= verb.i:
            continue
        between = passage.doc[verb.i + 1 : to.i]
        if any(t.text in ".;:?!" or is_verb(t) for t in between) or len(between) > _MAX_BETWEEN:
            break
        direct = len([t for t in between if not t.is_punct and t.pos_ not in ("ADV", "PART")]) == 0
        if direct and not own:
            break
        if not direct and not other and not (own and between[0].pos_ == "ADP"):
            break
        if word == "call" and not any(t.lower_ in ("on", "upon", "for") for t in between):
            break
        if passive and direct:
            break
        if _is_passive_infinitive(child) and word == "ask":
            break  # "asked not to be named"
        negation = next((c for c in child.children if c.dep_ == "neg" and c.i < to.i), None)
        first = negation.i if negation is not None else to.i
        return report_span(passage, verb, first, child.right_edge.i)
    return None


def _is_passive_infinitive(verb: Token) -> bool:
    """To be named, to be quoted."""
    return any(c.dep_ == "auxpass" for c in verb.children) and any(c.lower_ == "be" for c in verb.children)


def _gerund(passage: Passage, verb: Token, word: str, right: list[Token]) -> tuple[int, int] | None:
    if word not in cues.GERUND:
        return None
    for child in right:
        inner = child
        if child.dep_ == "prep" and child.lower_ == "to":
            inner = next((c for c in child.children if c.dep_ == "pcomp"), child)
        gerund = inner.tag_ == "VBG" or any(c.dep_ == "aux" and c.tag_ == "VBG" for c in inner.children)
        if gerund and inner.dep_ in ("xcomp", "pcomp", "ccomp") and inner.left_edge.i > verb.i:
            return report_span(passage, verb, inner.left_edge.i, inner.right_edge.i)
    return None


def _accusation(passage: Passage, verb: Token, word: str, right: list[Token]) -> tuple[int, int] | None:
    """Accused X of doing Y: what X is blamed for, where it is a clause or marked."""
    wanted = cues.ACCUSATION.get(word)
    if wanted is None or any(c.dep_ == "auxpass" for c in verb.children):
        return None
    target = next((c for c in right if c.dep_ in ("dobj", "nsubj")), None)
    near = list(right)
    if target is not None:
        near += [c for t in target.subtree for c in t.children if c.dep_ == "prep"]
    for child in sorted(near, key=lambda t: t.i):
        if child.dep_ != "prep" or child.lower_ not in wanted:
            continue
        content = next((c for c in child.children if c.dep_ in ("pcomp", "pobj")), None)
        if content is None or (target is None and word != "warn"):
            continue
        if content.dep_ == "pcomp" or content.tag_ == "VBG" or word in ("accuse", "blame"):
            first = content.left_edge.i if word != "accuse" or target is None else target.left_edge.i
            return report_span(passage, verb, first, child.right_edge.i)
    return None


def _denial(passage: Passage, verb: Token, word: str, right: list[Token]) -> tuple[int, int] | None:
    """Denied any link: the phrase is the claim, unless it only names somebody's claim ("denied the allegations")."""
    if word not in cues.DENIAL:
        return None
    target = next((c for c in right if c.dep_ == "dobj" and c.pos_ == "NOUN"), None)
    if target is None or target.lemma_ in cues.NOUN_CLAUSE | cues.NOUN_INFINITIVE:
        return None
    sweeping = any(c.lower_ in ("any", "all", "every") for c in target.children)
    if not sweeping and target.lemma_.lower() not in _DENIABLE:
        return None  # "denied the request" is no claim
    return report_span(passage, verb, target.left_edge.i, target.right_edge.i)
