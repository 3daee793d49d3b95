"""Units under one name: measures that pint agrees with, currencies as ISO codes, counted things in the singular."""

from __future__ import annotations

import pytest

from pipelines.extract import lexicon

from .conftest import Find


def test_every_unit_that_pint_knows_has_the_dimension_of_its_kind() -> None:
    import pint

    registry = pint.UnitRegistry()
    for name, entry in lexicon.table("units").items():
        if "pint" not in entry:
            continue
        dimension = registry.get_dimensionality(entry["pint"])
        time = registry.get_dimensionality("second")
        heat = registry.get_dimensionality("kelvin")
        assert (dimension == time) == (entry["kind"] == "duration"), name
        if entry["kind"] == "temperature" and name != "degree":
            assert dimension == heat, name


def test_every_name_of_a_unit_that_pint_reads_means_the_same_to_pint() -> None:
    """The canonical name, where pint can read it, is the unit that the entry says it is."""
    import pint

    registry = pint.UnitRegistry()
    differ = []
    for name, entry in lexicon.table("units").items():
        if (
            "pint" not in entry
            or " " in name
            or name in ("degree", "calorie", "barrel", "tonne", "megaton", "kiloton", "gigaton")
        ):
            continue
        if registry.Unit(name) != registry.Unit(entry["pint"]):
            differ.append(name)
    assert differ == []


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind"),
    [
        ("It rose to 50 %.", 50, "percent", "percent"),
        ("It rose to 50 per cent.", 50, "percent", "percent"),
        ("It fell by 0.4 percentage points.", 0.4, "percentage point", "percentage_point"),
        ("It fell by half a percentage point.", 0.5, "percentage point", "percentage_point"),
        ("It fell 25 basis points.", 25, "basis point", "basis_point"),
        ("It cost $700bn.", 7e11, "USD", "money"),
        ("It cost US$ 5 million.", 5e6, "USD", "money"),
        ("It cost NZ$ 26 million.", 26e6, "NZD", "money"),
        ("It cost A$30.", 30, "AUD", "money"),
        ("It was a $4 million deal.", 4e6, "USD", "money"),
        ("It cost €18.1 billion.", 18.1e9, "EUR", "money"),
        ("It cost £4m.", 4e6, "GBP", "money"),
        ("It cost USD50.", 50, "USD", "money"),
        ("It cost CHF 30.", 30, "CHF", "money"),
        ("It cost 35 lakh rupees.", 3.5e6, "INR", "money"),
        ("It cost five million Canadian dollars.", 5e6, "CAD", "money"),
        ("It cost 8 million pounds.", 8e6, "GBP", "money"),
        ("The stone weighed 8 pounds.", 8, "pound", "measure"),
        ("Oil sold at $80 a barrel.", 80, "USD per barrel", "money"),
        ("It pumps 500,000 barrels a day.", 500_000, "barrel per day", "measure"),
        ("It weighed 10kg.", 10, "kilogram", "measure"),
        ("It warmed by 1.5C.", 1.5, "celsius", "temperature"),
        ("It was 12 km long.", 12, "kilometre", "measure"),
        ("It covered 45 square miles.", 45, "square mile", "measure"),
        ("It covered 45 km².", 45, "square kilometre", "measure"),
        ("It moved at 90 km/h.", 90, "kilometre per hour", "measure"),
        ("It was -5 °C outside.", -5, "celsius", "temperature"),
        ("It took 73 seconds.", 73, "second", "duration"),
        ("It took half an hour.", 0.5, "hour", "duration"),
        ("It must come back within twenty working days.", 20, "day", "duration"),
        ("The baby was ten months old.", 10, "month of age", "age"),
        ("He was 19 years old.", 19, "year of age", "age"),
        ("1.9m people came.", 1.9e6, "people", "count"),
        ("163 teams took part.", 163, "team", "count"),
        ("Twelve aircraft were lost.", 12, "aircraft", "count"),
        ("The bird has 120 species.", 120, "species", "count"),
    ],
)
def test_units_have_one_name_and_a_kind(find: Find, text: str, value: float, unit: str, kind: str) -> None:
    (quantity,) = find(text)
    assert (quantity.value, quantity.unit, quantity.unit_kind) == (pytest.approx(value), unit, kind)


def test_the_unit_is_kept_as_written_too(find: Find) -> None:
    (quantity,) = find("They drove 12 kms north.")
    assert (quantity.unit, quantity.unit_text) == ("kilometre", "kms")
    (money,) = find("They paid NZ$ 12 for it.")
    assert (money.unit, money.unit_text) == ("NZD", "NZ$")


def test_a_conversion_in_brackets_is_as_exact_as_what_it_converts(find: Find) -> None:
    first, second = find("They walked about 500 miles (800 km) home.")
    assert (first.comparator, second.comparator, second.unit) == ("~", "~", "kilometre")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("She took three degrees.", "count"),
        ("It was 30 degrees.", "temperature"),
        ("The weather was three degrees warmer.", "temperature"),
    ],
)
def test_few_degrees_are_warmth_only_beside_words_of_warmth(find: Find, text: str, wanted: str) -> None:
    assert [q.unit_kind for q in find(text)] == [wanted]
