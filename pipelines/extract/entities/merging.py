"""From namings to entities: "Medvedev" is "President Dmitry Medvedev", "KCNA" the agency named before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from .. import lexicon
from ..model import Entity, EntityKind, Mention
from .mentions import ACRONYM, Gender, NameMention, given_name_gender

_GENERATIONS = lexicon.words("titles", "generations")
_COMPANY_FORMS = lexicon.words("titles", "company_forms")
_MIN_MISSPELT = 5
"""Letters that a surname needs before one wrong letter in it is forgiven."""
_MAX_MISSPELT = 30
"""Letters beyond which a word is no surname."""
_GENDERS: tuple[Gender | None, ...] = ("female", "male", None)
_SMALL_WORDS = frozenset(("of", "the", "and", "for", "in", "on", "to", "de", "&"))


def _alias_ranks() -> dict[str, tuple[int, int]]:
    rows: list[list[str]] = lexicon.table("aliases")["same"]
    return {_key(name): (row, rank) for row, names in enumerate(rows) for rank, name in enumerate(names)}


def _key(text: str) -> str:
    """How names are compared: lower case, no article, no full stops."""
    key = text.lower().replace(".", "").replace("’", "'")
    return key[4:] if key.startswith("the ") else key


_ALIASES = _alias_ranks()


def merge(text: str, mentions: list[NameMention]) -> tuple[Entity, ...]:
    """The entities that the namings speak of, in order of first mention."""
    people = [m for m in mentions if m.kind == "person"]
    others = [m for m in mentions if m.kind != "person"]
    groups = [*_people(people), *_bodies(text, others)]
    entities = [_entity(group) for group in groups]
    return tuple(sorted(entities, key=lambda e: (e.mentions[0].start, e.mentions[0].end)))


def _entity(group: list[NameMention]) -> Entity:
    group = sorted(group, key=lambda m: m.start)
    kinds: Counter[EntityKind] = Counter(m.kind for m in group)
    fullest = max(group, key=lambda m: (-_ALIASES.get(_key(m.text), (0, 0))[1], len(m.words), len(m.text), -m.start))
    kind = kinds.most_common(1)[0][0]
    gender = _gender(group) if kind == "person" else None
    return Entity(fullest.text, kind, tuple(Mention(m.start, m.end, m.text) for m in group), gender)


def _gender(group: Iterable[NameMention]) -> Gender | None:
    """By title where one is used, else by given name; None where either is unclear."""
    evidence = _GenderEvidence()
    for m in group:
        evidence.add(m)
    return evidence.gender


class _GenderEvidence:
    """What the namings of one person say of his or her gender, kept while namings are added."""

    def __init__(self) -> None:
        self._titles: Counter[Gender] = Counter()
        self._names: set[Gender] = set()

    def add(self, m: NameMention) -> None:
        if m.gender:
            self._titles[m.gender] += 1
        if len(m.words) > 1 and (gender := given_name_gender(m.words[0])):
            self._names.add(gender)

    @property
    def gender(self) -> Gender | None:
        if self._titles:
            return self._titles.most_common(1)[0][0]
        return next(iter(self._names)) if len(self._names) == 1 else None


# ---------------------------------------------------------------------------------------------------- people


def _parts(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The words of a name in lower case, and its generation ("jr")."""
    generation = words[-1].strip(".,").lower() if words[-1] in _GENERATIONS and len(words) > 1 else ""
    kept = words[:-1] if generation else words
    return tuple(w.strip(".,").lower() for w in kept), generation


class _Person:
    """The namings of one person, the first of them by full name."""

    def __init__(self, words: tuple[str, ...], generation: str) -> None:
        self.words = words
        self.generation = generation
        self.mentions: list[NameMention] = []
        self.full_names = 0
        self.evidence = _GenderEvidence()

    def add(self, m: NameMention) -> None:
        self.mentions.append(m)
        self.full_names += len(m.words) > 1
        self.evidence.add(m)


def _people(mentions: list[NameMention]) -> list[list[NameMention]]:
    people: list[_Person] = []
    by_surname: dict[str, list[_Person]] = {}
    by_given: dict[str, list[_Person]] = {}
    alone: list[NameMention] = []
    names = _FullNames()
    for m in mentions:
        words, generation = _parts(m.words)
        if len(words) < 2:
            alone.append(m)
            continue
        person = names.bearer(words, generation)
        if person is None:
            person = _Person(words, generation)
            people.append(person)
            names.add(person, len(people))
            by_surname.setdefault(words[-1], []).append(person)
        person.add(m)
        given = by_given.setdefault(words[0], [])
        if person not in given[:2]:  # whether there is one such person is all that is asked
            given.append(person)
    lone: dict[str, list[NameMention]] = {}
    slips = _Slips(by_surname)
    homes: dict[tuple[str, str, Gender | None], _Person | None] = {}
    for m in alone:
        word = _parts(m.words)[0][0]
        surname = word if word in by_surname else slips.nearest(word) or ""
        key = (surname, "" if surname else word, m.gender)
        if key not in homes:
            homes[key] = _home(m, by_surname.get(surname, []), by_given.get(word, []))
        home = homes[key]
        if home is None:
            lone.setdefault(word, []).append(m)
            continue
        before, times = home.evidence.gender, home.full_names
        home.add(m)
        if home.evidence.gender != before or home.full_names != times:  # a bare surname may be another's now
            for gender in _GENDERS:
                key = (home.words[-1], "", gender)
                if home.evidence.gender != before or homes.get(key) is not home:
                    homes.pop(key, None)
    return [p.mentions for p in people] + list(lone.values())


class _Slips:
    """The surnames of a document by the forms that one letter left out gives them: words that differ by one letter
    left out, put in, replaced or swapped share such a form (Garbe's symmetric delete), so none need be compared with
    all."""

    def __init__(self, surnames: Iterable[str]) -> None:
        self._by_form: dict[str, list[str]] = {}
        for surname in surnames:
            if _MIN_MISSPELT <= len(surname) <= _MAX_MISSPELT:
                for form in self._forms(surname):
                    self._by_form.setdefault(form, []).append(surname)

    @staticmethod
    def _forms(word: str) -> set[str]:
        return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}

    def nearest(self, word: str) -> str | None:
        """The one surname that differs from `word` by a single letter: news introduces people by full name, so a lone
        surname that is nobody's is more likely a slip than somebody new."""
        if not _MIN_MISSPELT <= len(word) <= _MAX_MISSPELT:
            return None
        near = {s for form in self._forms(word) for s in self._by_form.get(form, ()) if s[0] == word[0]}
        slips = [s for s in near if _one_slip(s, word)]
        return slips[0] if len(slips) == 1 else None


def _one_slip(a: str, b: str) -> bool:
    """Whether two words differ by one letter left out, put in, replaced or swapped with its neighbour."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    swapped = rest_a[:2] == rest_b[1::-1] and len(rest_b) > 1
    return (
        rest_a[1:] == rest_b[1:]
        or rest_a == rest_b[1:]
        or rest_a[1:] == rest_b
        or (swapped and rest_a[2:] == rest_b[2:])
    )


class _FullNames:
    """The people of a document by all that their full names may share with another full name of theirs.

    Two full names with one surname and one generation can be one person's where the given names are the same, or one
    is the initial of the other, or one name is the other's end.
    """

    def __init__(self) -> None:
        self._first: dict[tuple[str, str, object], tuple[int, _Person]] = {}

    def bearer(self, words: tuple[str, ...], generation: str) -> _Person | None:
        """The person, first named of several, whom the name may be another name of."""
        given = words[0]
        asked: list[tuple[str, object]] = [("given", given), ("initial", given[:1]), ("end", words)]
        asked += [("name", words[i:]) for i in range(1, len(words) - 1)]
        if len(given) == 1:
            asked.append(("letter", given))
        key = f"{words[-1]} {generation}"
        found = [known for how, what in asked if (known := self._first.get((key, how, what)))]
        return min(found, key=lambda known: known[0])[1] if found else None

    def add(self, person: _Person, number: int) -> None:
        """Notes a person; `number` counts them in order of first mention."""
        words, given = person.words, person.words[0]
        shown: list[tuple[str, object]] = [("given", given), ("letter", given[:1]), ("name", words)]
        shown += [("end", words[i:]) for i in range(1, len(words) - 1)]
        if len(given) == 1:
            shown.append(("initial", given))
        key = f"{words[-1]} {person.generation}"
        for how, what in shown:
            self._first.setdefault((key, how, what), (number, person))


def _home(m: NameMention, surname: list[_Person], given: list[_Person]) -> _Person | None:
    """Whom a lone surname or given name belongs to; of several people, the one named most by full name."""
    if surname:
        open_to = [p for p in surname if m.gender is None or p.evidence.gender in (None, m.gender)]
        plain = [p for p in open_to if not p.generation] or open_to
        return max(plain, key=lambda p: p.full_names, default=None)
    return given[0] if len(given) == 1 else None


# ------------------------------------------------------------------------------- organisations, places, groups


def _bodies(text: str, mentions: list[NameMention]) -> list[list[NameMention]]:
    by_key: dict[str, list[NameMention]] = {}
    for m in mentions:
        by_key.setdefault(_key(m.text), []).append(m)
    parent = {key: key for key in by_key}

    def root(key: str) -> str:
        while parent[key] != key:
            key = parent[key]
        return key

    for short, full in _same_bodies(text, mentions, by_key):
        a, b = root(short), root(full)
        if a != b:
            parent[a] = b
    groups: dict[str, list[NameMention]] = {}
    for key, group in by_key.items():
        groups.setdefault(root(key), []).extend(group)
    return list(groups.values())


def _same_bodies(text: str, mentions: list[NameMention], by_key: dict[str, list[NameMention]]) -> list[tuple[str, str]]:
    """Pairs of keys (short, full) that name one body."""
    pairs = [(_key(b.text), _key(a.text)) for a, b in pairwise(mentions) if _is_bracketed(text, a, b)]
    rows: dict[int, list[tuple[int, str]]] = {}
    initials: dict[str, set[str]] = {}
    endings: dict[str, set[str]] = {}
    for key, group in by_key.items():
        if key in _ALIASES:
            row, rank = _ALIASES[key]
            rows.setdefault(row, []).append((rank, key))
        words = key.split()
        if len(words) > 1 and group[0].kind != "group":
            initials.setdefault("".join(w[0] for w in words if w not in _SMALL_WORDS), set()).add(key)
            for i in range(1, len(words) - 1):
                endings.setdefault(" ".join(words[i:]), set()).add(key)
            if words[-1] in _COMPANY_FORMS:
                endings.setdefault(" ".join(words[:-1]), set()).add(key)
    for row_keys in rows.values():
        _, full = min(row_keys)
        pairs += [(key, full) for _, key in row_keys if key != full]
    for key, group in by_key.items():
        if ACRONYM.fullmatch(group[0].text) and len(initials.get(key, ())) == 1:
            pairs.append((key, next(iter(initials[key]))))
        if len(endings.get(key, ())) == 1 and group[0].kind == "organisation":
            pairs.append((key, next(iter(endings[key]))))
    return pairs


def _is_bracketed(text: str, full: NameMention, short: NameMention) -> bool:
    """`Full Name (FN)`: the short form in brackets right behind, its letters in order in the full name."""
    between = text[full.end : short.start]
    if between.strip() != "(" or text[short.end : short.end + 1] != ")" or not ACRONYM.fullmatch(short.text):
        return False
    letters = iter(full.text.lower())
    return all(c in letters for c in short.text.lower().replace(".", ""))
