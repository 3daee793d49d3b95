"""Reported clauses and phrases behind a verb: said that …, asked how …, vowed to …, admitted …ing, called it …

The parse gives the frame and the reported clause; quotation marks within the clause stretch it to their closing mark,
and a second report within it ("…, adding that …") ends it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from . import cues, refusals
from .attribution import Speaker, is_generic, speaker_of
from .cues import cue_text, is_negated, is_verb, lemma
from .found import Found
from .marks import Marked
from .passage import Passage

_INTRODUCERS = frozenset(("that",))
_NOBODY = frozenset(("everything", "anything", "nothing", "something", "nobody", "what", "this", "that", "there"))
_LOOKING = frozenset(("see", "view", "regard", "refer", "cite", "paint", "cast", "bill", "consider"))
"""Verbs that name a thing only where the name is marked; else they tell what somebody thinks or does."""
_PLAIN = frozenset(
    ("say", "tell", "state", "add", "write", "announce", "insist", "argue", "warn", "claim", "explain", "tweet")
)
"""Verbs that make a speaker of whatever is their subject."""
_SUBJUNCTIVE = frozenset(
    ("recommend", "demand", "ask", "insist", "propose", "suggest", "request", "urge", "advise", "order", "pray")
)
_CONNECTIVES = frozenset(("however", "though", "too", "also", "moreover", "meanwhile", "furthermore", "nonetheless", "nevertheless"))
_OPENS_CLAUSE = frozenset(
    ("DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "EX", "IN", "VBG", "PDT", "JJR")
)
"""Tags of the words that a clause can begin with when no "that" opens it."""
_WH = frozenset(("how", "why", "what", "where", "when", "who", "which", "whether", "if"))
_SMALL_CLAUSE = frozenset(("oprd", "xcomp", "ccomp", "attr", "acomp"))


def reported(passage: Passage) -> Iterator[Found]:
    """Every report by a verb outside quotation marks."""
    for token in passage.doc:
        if not passage.quoted[token.i] and is_verb(token) and lemma(token) in cues.VERBS:
            yield from _of_verb(passage, token)


def _of_verb(passage: Passage, verb: Token) -> Iterator[Found]:
    word = lemma(verb)
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children):
        return  # nobody has said it yet
    if word == "point" and not any(c.lower_ == "out" for c in verb.children):
        return
    speaker = speaker_of(passage, verb)
    if is_negated(verb) and word not in ("believe", "think", "deny", "doubt"):
        return
    if speaker is not None and is_generic(passage, speaker):
        return
    anonymous = speaker is None and _is_anonymous_report(verb)
    if speaker is None and not anonymous:
        return
    if speaker is not None and not may_speak(passage, verb, word, speaker):
        return
    for start, end, rule in _contents(passage, verb, word):
        if speaker is None and rule not in ("clause", "infinitive"):
            continue
        span = passage.trimmed(start, end)
        if span[0] < span[1]:
            name = "anonymous-report" if anonymous else rule
            yield Found(span[0], span[1], name, speaker, cue_text(verb), verb.idx)


def _is_anonymous_report(verb: Token) -> bool:
    """It is believed that …: a passive with an empty subject."""
    if lemma(verb) not in cues.ANONYMOUS or not any(c.dep_ == "auxpass" for c in verb.children):
        return False
    subject = next((c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj", "expl")), None)
    return subject is not None and subject.lower_ == "it"


def may_speak(passage: Passage, verb: Token, word: str, speaker: Speaker) -> bool:
    """Whether the subject can be the speaker of this verb: weak verbs want one who can speak."""
    head = passage.doc[speaker.head]
    if word in cues.WEAK or word in cues.POSITION:
        return cues.can_speak(head) and not cues.is_evidence(head)
    if word in _PLAIN and head.lower_ not in _NOBODY and verb.tag_ not in ("VB", "VBG"):
        return True
    return cues.can_speak(head) or head.lower_ == "it" or (cues.is_evidence(head) and word in ("state", "note"))


def _contents(passage: Passage, verb: Token, word: str) -> Iterator[tuple[int, int, str]]:
    """The reported stretches (start, end, rule) of a verb."""
    found = False
    right = [c for c in verb.children if c.i > verb.i]
    if word in cues.NAMING:
        naming = _named(passage, verb, word)
        if naming is not None:
            yield (*naming, "naming")
            return
    if word in cues.CLAUSE or word in cues.POSITION or word in cues.ASKING or word in cues.OBJECT_INFINITIVE:
        clause = next((c for c in right if _is_reported_clause(verb, c, word)), None)
        span = _clause_span(passage, verb, clause) if clause is not None else None
        if span is None and word in cues.CLAUSE and word not in cues.MARKS_ONLY:
            span = _that_clause(passage, verb) or (_bare_clause(passage, verb) if word == "say" else None)
        if span is not None:
            yield (*span, "clause")
            marked = passage.mark_at(span[0])
            found = (
                marked is None or span[1] > marked.end
            )  # words in marks may be another verb's: "admitted …, writing "A"
    if found:
        return
    infinitive = _infinitive(passage, verb, word, right)
    if infinitive is not None:
        yield (*infinitive, "infinitive")
        return
    gerund = _gerund(passage, verb, word, right)
    if gerund is not None:
        yield (*gerund, "gerund")
        return
    accused = _accusation(passage, verb, word, right)
    if accused is not None:
        yield (*accused, "accusation")
        return
    if word in cues.DENIAL:
        target = next((c for c in right if c.dep_ == "dobj"), None)
        if (
            target is not None
            and target.pos_ == "NOUN"
            and target.lemma_ not in cues.NOUN_CLAUSE | cues.NOUN_INFINITIVE
            and any(c.dep_ in ("det", "amod", "prep", "relcl", "acl") for c in target.children)
        ):
            yield (*report_span(passage, verb, target.left_edge.i, target.right_edge.i), "denial")


# ------------------------------------------------------------------------------------------------ that …


def _is_reported_clause(verb: Token, child: Token, word: str) -> bool:
    """Whether a dependent clause is what the verb reports."""
    if child.dep_ == "xcomp":
        return False
    words = list(child.subtree)
    opening = next((t for t in words if not t.is_punct and not t.is_space), child)
    subject = any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj", "attr") for c in child.children)
    if child.dep_ == "ccomp":
        if opening.i < verb.i or opening.lower_ == "which":
            return False
        if opening.lower_ in _WH and word == "announce" and opening.lower_ not in ("what", "whether"):
            return False
        if word in cues.MARKS_ONLY:
            return opening.lower_ in _INTRODUCERS
        if any(c.lower_ == "to" and c.dep_ == "aux" and c.i < child.i for c in child.children):
            return opening.lower_ in _WH
        return opening.lower_ in _WH | _INTRODUCERS or (subject and (is_finite(child) or word in _SUBJUNCTIVE))
    if child.dep_ in ("advcl", "acl", "relcl"):  # the parser's frequent misreadings of a that-clause behind an object
        return opening.lower_ == "that" and opening.dep_ == "mark" and subject and opening.i > verb.i
    return False


def is_finite(verb: Token) -> bool:
    """Whether the verb or its first auxiliary is finite."""
    finite = ("VBD", "VBZ", "VBP", "MD")
    return verb.tag_ in finite or any(c.dep_ in ("aux", "auxpass") and c.tag_ in finite for c in verb.children)


def _clause_span(passage: Passage, verb: Token, clause: Token) -> tuple[int, int]:
    tokens = list(clause.subtree)
    first = min(t.i for t in tokens if t.i > verb.i)
    last = max(t.i for t in tokens)
    return report_span(passage, verb, first, last)


def _that_clause(passage: Passage, verb: Token) -> tuple[int, int] | None:
    """The clause behind a "that" close to the verb, where the parser hung it elsewhere."""
    doc = passage.doc
    for i in range(verb.i + 1, min(verb.i + 14, len(doc))):
        token = doc[i]
        if (
            token.sent != verb.sent
            or passage.quoted[i]
            or token.text in ".;:?!"
            or (is_verb(token) and token.tag_ != "VBG")
        ):
            return None
        if token.lower_ == "that" and token.dep_ == "mark" and token.head.i > i:
            return report_span(passage, verb, i, token.head.right_edge.i)
        if token.lower_ == "that" and i == verb.i + 1 and verb.right_edge.i > i + 2 and not doc[i + 1].is_punct:
            return report_span(passage, verb, i, verb.right_edge.i)
    return None


def _bare_clause(passage: Passage, verb: Token) -> tuple[int, int] | None:
    """The clause right behind "said" without "that", where the parser found none: it needs a subject and a finite verb."""
    doc = passage.doc
    first = verb.i + 1
    before = doc[verb.i - 1] if verb.i else verb
    if before.is_punct or passage.quoted[before.i]:
        return None  # "…," said Roe
    if first >= len(doc) or passage.quoted[first] or doc[first].tag_ not in _OPENS_CLAUSE or verb.right_edge.i <= first:
        return None
    last = verb.right_edge.i
    words = [t for t in doc[first : last + 1] if not passage.quoted[t.i]]
    subject = any(t.dep_ in ("nsubj", "nsubjpass", "expl") for t in words)
    predicate = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.dep_ not in ("relcl", "acl") for t in words)
    return report_span(passage, verb, first, last) if subject and predicate else None


def report_span(passage: Passage, verb: Token, first: int, last: int) -> tuple[int, int]:
    """Characters from token `first` to `last`: introducers off, quotes whole, a second report cut off."""
    doc = passage.doc
    while first < last and (
        (
            doc[first].lower_ in _INTRODUCERS
            and doc[first].dep_ in ("mark", "det", "pron", "nsubj", "dobj", "advmod", "dep")
            and first + 1 <= last
        )
        or (doc[first].is_punct and not passage.quoted[first])
        or doc[first].is_space
        or (doc[first].lower_ in _CONNECTIVES and doc[first + 1].is_punct)
    ):
        first += 1
    _, limit = passage.stretch_at(verb.idx)
    start = doc[first].idx
    end = min(limit, doc[last].idx + len(doc[last]))
    end = min(end, _second_report(passage, verb, first, last))
    for marked in passage.marks_in(start, max(start, end)):
        start = min(start, marked.outer_start) if marked.outer_start > verb.idx else start
        end = max(end, marked.outer_end)
    return _marks_alone(passage, start, end)


def _marks_alone(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The words between the marks where the report is one quote and hardly more."""
    marked = passage.marks_in(start, end)
    if len(marked) != 1 or not marked[0].closed:
        return start, end
    m = marked[0]
    before, after = passage.text[start : m.outer_start], passage.text[m.outer_end : end]
    inner = passage.text[m.start : m.end].rstrip()
    if not any(c.isalnum() for c in before) and (not any(c.isalnum() for c in after) or inner[-1:] in ".!?…,"):
        return m.start, m.end
    return start, end


def _second_report(passage: Passage, verb: Token, first: int, last: int) -> int:
    """Where another report by the same speaker begins within the clause, in characters."""
    doc = passage.doc
    for i in range(first + 1, last + 1):
        token = doc[i]
        if passage.quoted[i]:
            continue
        if token.text == ":" and passage.mark_at(doc[min(i + 1, last)].idx) is not None and i < last:
            return token.idx
        if token.lower_ == "according" and i + 1 < len(doc) and doc[i + 1].lower_ == "to" and doc[i - 1].text == ",":
            return doc[i - 1].idx
        if (
            not is_verb(token)
            or lemma(token) not in cues.CLAUSE
            or any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
        ):
            continue
        if (
            token.tag_ == "VBG"
            and token.dep_ in ("advcl", "conj", "xcomp")
            and _opens_after_comma(passage, token, first)
            and lemma(token) not in cues.WEAK
        ):
            return _comma_before(passage, token)
        strong = lemma(token) in (
            "add",
            "note",
            "vow",
            "warn",
            "stress",
            "insist",
            "say",
            "pledge",
            "urge",
            "promise",
            "argue",
            "claim",
        )
        if (
            strong
            and token.dep_ == "conj"
            and token.tag_ in ("VBD", "VBZ")
            and token.tag_ == verb.tag_
            and token.head.tag_ != token.tag_
            and doc[i - 1].dep_ == "cc"
        ):
            return doc[i - 1].idx
    return doc[last].idx + len(doc[last])


def _opens_after_comma(passage: Passage, token: Token, first: int) -> bool:
    i = token.i - 1
    while i > first and passage.doc[i].pos_ == "ADV":
        i -= 1
    return passage.doc[i].text == "," or passage.quoted[i] == 1


def _comma_before(passage: Passage, token: Token) -> int:
    i = token.i - 1
    while passage.doc[i].pos_ == "ADV":
        i -= 1
    return passage.doc[i].idx if passage.doc[i].text == "," else token.idx


# ------------------------------------------------------------------------------------------------ to …, …ing


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
        if any(t.text in ".;:?!" or is_verb(t) for t in between) or len(between) > 18:
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
        if passive_infinitive(child) and word == "ask":
            break  # "asked not to be named"
        negation = next((c for c in child.children if c.dep_ == "neg" and c.i < to.i), None)
        first = negation.i if negation is not None else to.i
        return report_span(passage, verb, first, child.right_edge.i)
    return None


def passive_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children) and any(c.lower_ == "be" for c in verb.children)


def _gerund(passage: Passage, verb: Token, word: str, right: list[Token]) -> tuple[int, int] | None:
    if word not in cues.GERUND:
        return None
    for child in right:
        inner = child
        if child.dep_ == "prep" and child.lower_ == "to":
            inner = next((c for c in child.children if c.dep_ == "pcomp"), child)
        if inner.tag_ == "VBG" and inner.dep_ in ("xcomp", "pcomp", "ccomp") and inner.left_edge.i > verb.i:
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


# ------------------------------------------------------------------------------------------------ called it …


def _named(passage: Passage, verb: Token, word: str) -> tuple[int, int] | None:
    """X as Y, or X Y with "call": the small clause, object and predicate together."""
    if any(c.dep_ == "auxpass" for c in verb.children) or (verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.children)):
        return None
    if word in _LOOKING and not passage.marks_in(verb.idx, passage.doc[verb.right_edge.i].idx):
        return None
    right = [c for c in verb.children if c.i > verb.i]
    limit = passage.stretch_at(verb.idx)[1]
    beside = passage.mark_at(passage.doc[verb.i + 1].idx) if verb.i + 1 < len(passage.doc) else None
    if beside is not None and len(passage.text[beside.start : beside.end].split()) > 4:
        return None  # declaring, "…" : words and no predicate
    if beside is None and any(refusals.is_nickname(passage, m) for m in passage.marks_in(verb.idx, limit)[:1]):
        return None
    as_phrase = _as_phrase(verb, right)
    if as_phrase is not None and word not in ("call", "dub", "deem", "declare"):
        first = next(
            (c.left_edge.i for c in right if c.dep_ in ("dobj", "nsubj", "ccomp") and c.left_edge.i < as_phrase.i), None
        )
        if first is None:
            return None
        last = as_phrase.right_edge.i
        return report_span(passage, verb, first, last)
    if word in ("call", "dub", "label", "brand", "term", "deem", "declare", "pronounce"):
        predicate = [c for c in right if c.dep_ in _SMALL_CLAUSE]
        objects = [c for c in right if c.dep_ in ("dobj", "nsubj")]
        if any(c.dep_ == "prep" and c.lower_ in ("for", "on", "upon") and c.i == verb.i + 1 for c in right):
            return None
        marks = [m for m in passage.marks_in(verb.idx, limit) if m.outer_start > verb.idx]
        if predicate and predicate[0].left_edge.i > verb.i:
            first = min(c.left_edge.i for c in [*objects, predicate[0]] if c.left_edge.i > verb.i)
            if word in ("declare", "pronounce") and predicate[0].dep_ == "ccomp" and not marks:
                return None
            last = max(c.right_edge.i for c in predicate)
            if last > first or marks:
                start, end = report_span(passage, verb, first, last)
                return start, _end_of_list(passage, end, marks)
        if objects and marks:
            words = passage.parsed.tokens(verb.idx + len(verb), marks[0].outer_start)
            if len(words) <= 20 and not any(t.text in ".;" or (is_verb(t) and t.tag_ in ("VBD", "VBZ")) for t in words):
                return passage.doc[verb.i + 1].idx, _end_of_list(passage, marks[0].outer_end, marks)
    return None


def _end_of_list(passage: Passage, end: int, marks: list[Marked]) -> int:
    """The end of a list of marked predicates (called her "a", "b" and "c") that begins before `end`."""
    for m in marks:
        between = passage.text[end : m.outer_start] if m.outer_start >= end else ""
        if len(between) <= 24 and not any(c in ".;:" for c in between):
            end = max(end, m.outer_end)
    return end


def _as_phrase(verb: Token, right: list[Token]) -> Token | None:
    """The "as …" that says what something is called, wherever the parser hung it behind the verb."""
    for child in right:
        if child.lower_ == "as" and child.dep_ in ("prep", "mark") and child.nbor(-1).lower_ != "such":
            return child
        if child.dep_ in ("dobj", "ccomp", "nsubj"):
            for inner in child.subtree:
                if (
                    inner.lower_ == "as"
                    and inner.dep_ == "prep"
                    and inner.i > child.i
                    and inner.nbor(-1).lower_ != "such"
                ):
                    return inner
    return None
