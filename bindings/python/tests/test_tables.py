"""Tables are what a report has, and are read by pandas, polars, DuckDB and pyarrow as they are."""

import csv
import io
import json

import duckdb
import pandas
import polars
import pyarrow
import pytest


def test_every_table_of_the_report_is_an_attribute(analysis):
    files = {f"tables/{name}.csv" for name in analysis.tables}
    assert files == {path for path in analysis.files if path.startswith("tables/")}
    for name in analysis.tables:
        table = getattr(analysis, name)
        text = analysis.files[f"tables/{name}.csv"].decode("utf-8-sig")
        assert table.to_csv() == text
        rows = list(csv.reader(io.StringIO(text)))
        assert (table.columns, len(table)) == (rows[0], len(rows) - 1)
        assert name in dir(analysis)
    with pytest.raises(AttributeError, match="tables: speeches, themes"):
        analysis.nothing


def test_four_libraries_read_every_table(analysis):
    for name in analysis.tables:
        numbers = getattr(analysis, name)
        shape = numbers.shape
        assert numbers.df().shape == shape
        assert polars.DataFrame(numbers).shape == shape == numbers.pl().shape
        assert pyarrow.table(numbers).shape == shape == numbers.arrow().shape
        assert pandas.DataFrame.from_arrow(numbers).shape == shape
        # DuckDB finds it by its name, as it finds data frames.
        relation = duckdb.sql("select * from numbers")
        assert (len(relation.fetchall()), len(relation.columns)) == shape


def test_numbers_are_numbers_and_what_is_missing_is_missing(analysis):
    themes = analysis.themes
    frame = themes.df()
    assert frame["share"].dtype == "float64"
    assert frame["characters"].dtype == "int64"
    assert frame["share"].between(0, 1).all()
    missing = [cell is None for cell in themes["low"]]
    assert frame["low"].isna().tolist() == missing == themes.pl()["low"].is_null().to_list()
    assert json.loads(themes.to_json())[0] == themes[0] == next(iter(themes))
    assert themes[-1] == themes.to_list()[-1]
    speeches = analysis.speeches.arrow()
    assert speeches.schema.field("moving").type == pyarrow.bool_()
    assert speeches.schema.field("characters").metadata[b"unit"] == b"characters"
    with pytest.raises(IndexError):
        themes[len(themes)]
    with pytest.raises(KeyError, match="there are meeting, speech"):
        themes["nothing"]


def test_tables_that_need_no_other_library(analysis, tmp_path):
    themes = analysis.themes
    themes.to_csv(tmp_path / "themes.csv")
    assert (tmp_path / "themes.csv").read_bytes() == analysis.files["tables/themes.csv"]
    meanings = {row["column"]: row["en"] for row in themes.describe()}
    assert meanings["theme"].startswith("Id of the theme")
    assert list(meanings) == themes.columns
    assert "<table>" in themes._repr_html_() and "themes: " in repr(themes)


def test_markup_in_a_record_is_only_text(yiti):
    record = "【广东】\n<script>alert(1)</script>我们修渠。\n\n【河北】\n=1+1，春耕开始了。\n"
    transcript = yiti.read(record.encode())
    for shown in (transcript._repr_html_(), transcript.speeches._repr_html_()):
        assert "<script" not in shown
    assert "<script>alert" not in transcript.analyse().sentences._repr_html_()
    assert "'=1+1" in transcript.speeches.to_csv()
