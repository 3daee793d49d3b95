"""Time expressions: found by a grammar, anchored in reading order, written as interval, TIMEX3 value and EDTF string.

The way of a text: `words` lexes a paragraph into words with classes; `grammar` runs the rules of `points`, `years`,
`offsets` and `durations` over the classes and gives phrases, less what `refusals` knows better; `ranges` ties
neighbours; `reading_order` resolves phrase after phrase against `anchors`, by `resolving`, `periods` and `notation`, to
`values`.

What is written how, one convention each:

- `type` is DATE, TIME (a time of day, with its day's interval where known), DURATION (with an interval only where it is
  anchored: "the first two months of 1939") or SET (recurring; never an interval).
- Intervals, weeks, winters, decades, centuries, early, mid and late: see `periods`.
- `value` is TIMEX3: 2025-02-18, 2019-WI, 2024-Q1, 199X, 18XX (the 19th century), BC0480, 2017-W28, PRESENT_REF. It
  says what the words themselves say: "late March 2010" is 2010-03, the narrower interval tells the rest.
- A range is two time expressions as in TimeML, each with its own `value`; both carry the interval and the EDTF string
  of the whole range, precision `range`, and its span in `whole`.
- A bound keeps its own point as `value`; qualifier, interval and EDTF string are open: "since 2014" is 2014/..,
  "by 1900" ../1900, "before 1914" ../1913. See `qualifiers`.
- A vague reference (PAST_REF, PRESENT_REF, FUTURE_REF, or None where only the story knows) has precision `vague` and no
  interval, as has anything whose anchor is unknown ("two days after the vote"): X stands for what is missing.
- 3/4/2025 is read the American way, 3.4.2025 the European; a number over 12 settles it.
- Years before Christ have a value and an EDTF string, but no interval.
"""

from __future__ import annotations

from ..model import DateValue
from ..nlp import Parsed
from .reading_order import in_order

__all__ = ["find"]


def find(parsed: Parsed) -> tuple[DateValue, ...]:
    """The time expressions of a document, in text order, none overlapping.

    Dates lean on the document's `published_on`, on a dateline in the text and on each other, never on the clock.
    """
    return tuple(in_order(parsed))
