import pytest

from pipelines.column_lineage import lineage
from pipelines.schema import arrow_schema

OWN = {
    "warehouse": {"kind"},
    "rejects": {"reject_id", "run_id", "content_sha256", "kind", "code", "detail"},
}
"""Columns that are made of no other one, beside those of the run."""


@pytest.mark.parametrize("asset", ["events", "quotes", "statistics", "rejects", "warehouse"])
def test_every_column_of_an_asset_is_made_of_columns_that_there_are(asset):
    columns = set(arrow_schema("facts" if asset == "warehouse" else asset).names)
    found = lineage(asset)
    assert columns - set(found) == OWN.get(asset, {"run_id", "extractor_version"})
    assert set(found) <= columns
    for sources in found.values():
        for source in sources:
            table, _, column = source.partition(".")
            assert column in arrow_schema(table).names


def test_a_statistic_knows_its_quote_and_a_day_the_day_of_publication():
    assert lineage("statistics")["quote_id"] == ("quotes.quote_id",)
    assert "documents.published_on" in lineage("events")["starts_on"]
    assert lineage("warehouse")["fact_id"] == ("events.event_id", "quotes.quote_id", "statistics.statistic_id")
