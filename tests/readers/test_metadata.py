"""What YAML says of a document."""

from datetime import date

import pytest

from pipelines.readers.front_matter import split
from pipelines.readers.metadata import MAX_YAML_CHARACTERS, Metadata, from_yaml


def test_all_fields_of_a_sidecar_are_read() -> None:
    text = """
    title: "Low water: a report"
    author: [Ann Brook, Bo Lind]
    publisher: The Ford
    published_on: 2024-03-09
    url: https://ford.example/low
    language: en-GB
    """
    expected = Metadata(
        "Low water: a report", "Ann Brook, Bo Lind", "The Ford", date(2024, 3, 9), "https://ford.example/low", "en-GB"
    )
    assert from_yaml(text, strict=True) == (expected, ())


@pytest.mark.parametrize(
    "value", ["2024-03-09", "'2024-03-09'", "2024-03-09 10:30:00", "2024-03-09T10:30:00Z", "9 March 2024"]
)
def test_dates_are_read_typed_or_as_texts(value: str) -> None:
    assert from_yaml(f"published_on: {value}", strict=True)[0].published_on == date(2024, 3, 9)


def test_values_are_texts_whatever_yaml_would_make_of_them() -> None:
    metadata, faults = from_yaml("title: 1984\nauthor: null\npublisher: yes\nlanguage: no\n", strict=True)
    assert (metadata.title, metadata.author, metadata.publisher, metadata.language) == ("1984", None, "yes", "no")
    assert faults == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("published_on: soon", "published_on: 'soon' is no date; write YYYY-MM-DD"),
        ("published_on: 2024-02-31", "published_on: '2024-02-31' is no date; write YYYY-MM-DD"),
        ("published_on: 03/09/2024", "published_on: '03/09/2024' is no date; write YYYY-MM-DD"),
        ("title: [a, b]", "title: a list where a text is wanted"),
        ("author: {name: x}", "author: a dict where a text is wanted"),
        ("author: [[x]]", "author: a list where a text is wanted"),
        ("url: ftp://x", "url: 'ftp://x' does not begin with http:// or https://"),
        ("language: english!", "language: 'english!' is no language tag (BCP 47), such as 'en' or 'en-GB'"),
        ("- a\n- b", "not a mapping of keys to values"),
        ("just words", "not a mapping of keys to values"),
    ],
)
def test_a_wrong_value_is_said_and_left_out(text: str, fault: str) -> None:
    assert from_yaml(text, strict=True) == (Metadata(), (fault,))


@pytest.mark.parametrize(
    "text",
    ["a: [", "a: &x [1]\nb: *x", "[" * 5_000, "{" * 5_000, "!!python/object/apply:os.system [ls]", "a: b: c", "? "],
)
def test_broken_or_dangerous_yaml_is_a_fault_and_no_more(text: str) -> None:
    metadata, faults = from_yaml(text, strict=True)
    assert metadata == Metadata()
    assert len(faults) == 1


def test_yaml_without_bound_is_not_parsed() -> None:
    assert from_yaml("#" * (MAX_YAML_CHARACTERS + 1), strict=True)[1][0].startswith("64001 characters of YAML")


def test_one_wrong_field_leaves_the_others() -> None:
    metadata, faults = from_yaml("title: Low water\npublished_on: soon\npublised_on: 2024-03-09", strict=True)
    assert metadata == Metadata(title="Low water")
    assert [fault.split(";")[0] for fault in faults] == ["published_on: 'soon' is no date", "unknown key 'publised_on'"]


def test_front_matter_may_hold_keys_of_other_programs_and_their_names_for_ours() -> None:
    text = "---\nlayout: post\ndate: 2024-03-09 08:00\nauthors:\n  - Ann Brook\nlang: en\ntags: [a, b]\n---\nBody."
    metadata, faults, body = split(text)
    assert metadata == Metadata(author="Ann Brook", published_on=date(2024, 3, 9), language="en")
    assert faults == ()
    assert body.strip() == "Body."


def test_faulty_front_matter_leaves_the_text_and_is_said() -> None:
    metadata, faults, body = split("---\ntitle: [unclosed\n---\nBody.")
    assert metadata == Metadata()
    assert faults[0].startswith("front matter, not YAML")
    assert body.strip() == "Body."


@pytest.mark.parametrize(
    "text", ["---\ntitle: never closed\n", "---\n\nProse.\n---\n", "----\ntitle: x\n----\n", "text\n---\na: b\n---\n"]
)
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    assert split(text) == (Metadata(), (), text)
