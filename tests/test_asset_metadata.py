from markdown_it import MarkdownIt

from pipelines.asset_metadata import column_schema, markdown_table


def test_every_column_of_a_table_is_shown_with_its_description():
    columns = column_schema("statistics").columns
    assert {"value", "measure", "counterpart"} <= {column.name for column in columns}
    assert all(column.description for column in columns)


def test_hostile_text_in_a_sample_row_is_shown_and_not_run():
    hostile = "<script>alert(1)</script> [x](javascript:alert(1)) ![i](http://x/y.png) | `c` **b** \n# h"
    html = MarkdownIt("commonmark").enable("table").render(markdown_table(("text",), [{"text": hostile}]))
    assert html.count("<td>") == 1
    for tag in ("<script", "<a ", "<img", "<code", "<strong", "<h1"):
        assert tag not in html
    assert "alert(1)" in html


def test_a_long_cell_is_cut():
    assert "…" in markdown_table(("text",), [{"text": "word " * 100}])
