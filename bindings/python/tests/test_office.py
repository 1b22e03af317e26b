"""The brief and the workbook, read by others than those who wrote them."""

import io

import docx
import openpyxl
import pytest


@pytest.fixture(scope="module")
def document(analysis):
    return docx.Document(io.BytesIO(analysis.files["report.docx"]))


@pytest.fixture(scope="module")
def workbook(analysis):
    return openpyxl.load_workbook(io.BytesIO(analysis.files["report.xlsx"]))


def of_style(document, name):
    return [one.text for one in document.paragraphs if one.style.name == name]


def test_the_brief_has_its_parts_in_styles(document, analysis):
    assert of_style(document, "Heading 1") == ["主要发现", "各篇要点", "方法与限度"]
    # Provinces in the official order of their codes.
    speeches = sorted(analysis.speeches, key=lambda row: row["code"])
    named = [one.split("\u3000")[0] for one in of_style(document, "Heading 2")]
    assert named == [row["speech"] for row in speeches]
    assert len(document.inline_shapes) == 2
    used = {one.style.name for one in document.paragraphs}
    assert used == {
        "Title", "Heading 1", "Heading 2", "Body Text", "Quote", "Caption", "Picture"
    }
    # Nothing is formatted by hand: who changes a style changes the whole document.
    for paragraph in document.paragraphs:
        assert paragraph.alignment is None and paragraph.paragraph_format.left_indent is None
        for run in paragraph.runs:
            assert run.font.size is None and run.bold is None and run.font.name is None


def test_what_is_quoted_stands_where_it_is_said_to_stand(document, analysis):
    lines = {f"{row['source']}:{row['line']}": row["text"] for row in analysis.sentences}
    quotations = of_style(document, "Quote")
    assert len(quotations) >= 7
    for quotation in quotations:
        text, _, place = quotation.rstrip("）").rpartition("（")
        same_line = [row["text"] for row in analysis.sentences
                     if f"{row['source']}:{row['line']}" == place]
        assert any(text.rstrip("…") in sentence for sentence in same_line), quotation
    places = [one.rpartition("（见 ")[2].rstrip("）") for one in of_style(document, "Body Text")
              if "（见 " in one]
    assert len(places) >= 5 and all(place in lines for place in places)


def test_the_workbook_has_the_numbers_of_the_tables(workbook, analysis):
    assert workbook.sheetnames == ["说明", *analysis.tables]
    for name in analysis.tables:
        table, sheet = getattr(analysis, name), workbook[name]
        rows = list(sheet.iter_rows(values_only=True))
        assert list(rows[0]) == table.columns
        assert len(rows) - 1 == len(table)
        for found, row in zip(rows[1:], table, strict=True):
            for cell, value in zip(found, row.values(), strict=True):
                same = value == cell or (value in ("", None) and cell is None)
                assert same or cell == pytest.approx(value, rel=1e-14), (name, cell, value)
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref.startswith("A1:")
        assert sheet.page_setup.orientation == "landscape" and sheet.print_title_rows == "$1:$1"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    shares = workbook["themes"]["G2"]
    assert isinstance(shares.value, (int, float)) and shares.number_format == "0.0%"
    columns = [row[2] for row in workbook["说明"].iter_rows(min_row=2, values_only=True)]
    assert len(columns) == sum(len(getattr(analysis, name).columns) for name in analysis.tables)
    for sheet in workbook:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row), "a formula"
