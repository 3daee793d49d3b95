"""Which text is whose copy."""

from __future__ import annotations

from pipelines.near_duplicates.originals import COMPARED, Copies, find_copies


def copies(alike: dict[tuple[int, int], float], least: float = 0.5) -> Copies:
    """The copies among texts of which `alike` says how similar each pair is, the earlier one first."""
    found: Copies = {}
    pairs = sorted(alike, key=lambda pair: -alike[pair])
    candidates = {later: [a for a, b in pairs if b == later] for _, later in pairs}
    find_copies(candidates, lambda a, b: alike[a, b] if alike[a, b] >= least else None, found)
    return found


def test_the_earliest_is_the_original_of_all_copies() -> None:
    assert copies({(0, 1): 0.9, (0, 2): 0.8, (1, 2): 0.95}) == {1: (0, 0.9), 2: (0, 0.8)}


def test_a_copy_of_a_copy_that_is_unlike_the_original_is_an_original() -> None:
    assert copies({(0, 1): 0.6, (1, 2): 0.6, (0, 2): 0.4}) == {1: (0, 0.6)}


def test_a_copy_is_that_of_the_original_it_resembles_most() -> None:
    assert copies({(0, 1): 0.4, (0, 2): 0.6, (1, 2): 0.9}) == {2: (1, 0.9)}
    assert copies({(0, 1): 0.4, (0, 2): 0.7, (1, 2): 0.7}) == {2: (0, 0.7)}


def test_a_text_is_compared_with_few_originals_and_with_no_copy() -> None:
    asked: list[tuple[int, int]] = []

    def compare(earlier: int, later: int) -> float | None:
        asked.append((earlier, later))
        return 1.0 if later == 1 else None

    find_copies({1: [0], 30: [1, *range(2, 30)]}, compare, {})
    assert asked == [(0, 1), *((earlier, 30) for earlier in range(2, 2 + COMPARED))]
