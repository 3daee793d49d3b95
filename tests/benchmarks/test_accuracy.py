import pytest

from . import accuracy

ALLOWED_DROP = 0.005


@pytest.mark.skipif(not accuracy.FOLDER.is_dir(), reason=f"no annotated texts in {accuracy.FOLDER}")
def test_no_kind_of_fact_is_half_a_point_less_accurate_than_the_stored_baseline():
    before, now = accuracy.baseline(), accuracy.measure()
    assert now.keys() == before.keys(), "run make benchmark to store the figures of a new suite"
    worse = {name: (before[name], value) for name, value in now.items() if value < before[name] - ALLOWED_DROP}
    assert worse == {}
