"""Which text is whose copy, from pairs that may be alike. Pure.

Texts come in the order of their appearance. Each is compared with the originals before it and is a copy of the one
that it resembles most, if it is alike enough; otherwise it is an original itself. So a copy is always like its
original, and not like a copy of a copy of it; and the outcome depends on the texts alone, not on the order in which
they were loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

COMPARED = 8
"""The originals that a text is compared with at most, those most alike by estimate. More come up only among texts of
one template, and there the first few say what the others would."""

Copies = dict[int, tuple[int, float]]
"""By the copy: its original and how similar they are."""


def find_copies(
    candidates: Mapping[int, Sequence[int]], compare: Callable[[int, int], float | None], copies: Copies
) -> None:
    """Fills `copies`. `candidates` has for a text those before it that it may be a copy of, the most alike first.

    `compare` takes the earlier and the later text and gives their similarity where one is a copy of the other.
    """
    for later in sorted(candidates):
        originals = [earlier for earlier in candidates[later] if earlier not in copies][:COMPARED]
        alike = [(found, -earlier) for earlier in originals if (found := compare(earlier, later)) is not None]
        if alike:
            best, earlier = max(alike)
            copies[later] = (-earlier, best)
