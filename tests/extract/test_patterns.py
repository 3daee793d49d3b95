"""Every regular expression of the package takes time linear in its input.

A doubling test, done with a factor of eight: a pattern is run over strings made to provoke it, short and eight times
as long. Linear work takes eight times as long, quadratic work 64 times; the bound lies between. What is compared are
times of one and the same run of one and the same process (CPU, not wall clock), so that a slow or busy machine changes
neither side alone, and a breach must be seen three times.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pipelines

SIZES = (64, 500)
FACTOR = 8
MOST = 28
"""Between 8 (linear) and 64 (quadratic)."""
MEASURABLE = 2e-4
"""Seconds for the long string; what takes less can hide no quadratic step over 4,000 characters."""

PUMPS = (
    *(
        "1",
        "a",
        "A",
        " ",
        "\n",
        ".",
        ",",
        "-",
        "–",
        "(",
        '"',
        "'",
        "“",
        "’",
        "/",
        "@",
        ":",
        "$",
        "%",
        "#",
        "_",
        "<",
        "[",
    ),
    *(
        "1,",
        "1.",
        "1 ",
        "a ",
        "A ",
        "a.",
        "A.",
        "1-",
        "a-",
        ". ",
        "- ",
        "1:",
        "1/",
        "12 ",
        "123 ",
        '"a',
        "a' ",
        "*a",
        "()",
    ),
    *(
        "A. ",
        "1 a",
        "a, ",
        "May ",
        "1 May ",
        "the ",
        "of ",
        "and ",
        "to ",
        "in 1 ",
        "a\n",
        "\n\n",
        "| a ",
        "http://a/",
        "--",
    ),
)
"""What is repeated: digits, letters, blanks, marks, and the pairs of them that separators and lists are made of."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """All compiled patterns that modules of the package hold, with where they are."""
    seen = set()
    for module in _modules():
        for name, value in vars(module).items():
            for pattern in _within(value, 3):
                if isinstance(pattern.pattern, str) and pattern not in seen:
                    seen.add(pattern)
                    yield f"{module.__name__}.{name}", pattern


def _modules() -> Iterator[ModuleType]:
    yield pipelines
    for found in pkgutil.walk_packages(pipelines.__path__, "pipelines."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def _within(value: object, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and type(value) in (tuple, list, set, frozenset):
        for item in value:
            yield from _within(item, depth - 1)
    elif depth and type(value) is dict:
        for item in value.values():
            yield from _within(item, depth - 1)
    elif depth and hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        for field in value.__dataclass_fields__:
            yield from _within(getattr(value, field), depth - 1)


def openings(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """'' and the letters that the pattern begins with, to get past its first words."""
    literal = re.match(r"[\w ]{2,}", re.sub(r"\\b|\(\?[:i]+|\^", "", pattern.pattern))
    return ("", literal.group()[:12]) if literal else ("",)


Run = Callable[[str], object]


def run_of(where: str, pattern: re.Pattern[str]) -> Run:
    """How the package runs the pattern: over the whole text, or only at its beginning where nothing else is called."""
    name = where.rpartition(".")[2]
    calls = set(re.findall(rf"\b{name}\.(\w+)\(", _sources()))
    if calls and calls <= {"match", "fullmatch"}:
        return lambda text: (pattern.match(text), pattern.fullmatch(text))
    return lambda text: [None for _ in pattern.finditer(text)]


@cache
def _sources() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in Path(pipelines.__path__[0]).rglob("*.py"))


def seconds(run: Run, text: str) -> float:
    """CPU time of one run."""
    before = time.process_time_ns()
    run(text)
    return (time.process_time_ns() - before) / 1e9


def is_slow(run: Run, opening: str, pump: str) -> bool:
    """Whether the work grows faster than its input on this string, seen three times.

    The strings grow by the factor until the work can be measured, so that a cubic pattern shows itself while small.
    """
    for size in SIZES:
        short = opening + pump * (size // len(pump)) + "\x00"
        long = opening + pump * (FACTOR * size // len(pump)) + "\x00"
        if all(_grows_too_fast(run, short, long) for _ in range(3)):
            return True
    return False


def _grows_too_fast(run: Run, short: str, long: str) -> bool:
    slow = seconds(run, long)
    return slow > MEASURABLE and slow > MOST * seconds(run, short)


def test_the_package_has_patterns_to_test() -> None:
    assert len(list(patterns())) > 10


def test_every_regular_expression_takes_time_linear_in_its_input() -> None:
    slow = []
    for where, pattern in patterns():
        run = run_of(where, pattern)
        provoked = [opening + pump for opening in openings(pattern) for pump in PUMPS if is_slow(run, opening, pump)]
        if provoked:
            slow.append((where, pattern.pattern[:80], provoked[:3]))
    assert slow == []


def test_the_test_itself_knows_a_quadratic_pattern() -> None:
    assert is_slow(re.compile(r"1+x").findall, "", "1")
    assert not is_slow(re.compile(r"(?<!1)1+x").findall, "", "1")
