"""A survey: of files, of frames, and in parts that are counted apart."""

import json
import pickle

import pandas
import polars
import pyarrow
import pytest

from rows import POISON, POISON_TOLD, REGIONS, ROLES, row

@pytest.fixture(scope="module")
def table():
    return pyarrow.Table.from_pylist([row(number) for number in range(600)])


@pytest.fixture(scope="module")
def found(yiti, table):
    return yiti.survey(table, **ROLES)


def stressed(survey):
    return {row["group"] for row in survey.themes if row["stressed"]}


def test_a_file_and_a_frame_give_the_numbers_of_the_program(yiti, table, found, command, tmp_path):
    path = tmp_path / "rows.jsonl"
    lines = [{**row, "text": row["body"]} for row in table.to_pylist()]
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines))
    told = command("survey", str(path), "--group-by", "column:province", "--format", "json").stdout
    of_file = yiti.survey(path, by="province")
    assert of_file.to_json() == told.rstrip("\n")
    as_program = json.loads(told)
    for group in as_program["groups"]:
        for claim in [*group["themes"], *group["terms"]]:
            for quotation in claim["quotations"]:
                assert quotation.pop("line") == int(quotation["id"][1:]) + 1
                # A row that is grouped by a column names nobody who speaks.
                quotation["source"] = "frame"
    assert as_program == json.loads(found.to_json())
    csv = command("survey", str(path), "--group-by", "column:province", "--format", "csv").stdout
    assert found.themes.to_csv() == csv.lstrip("\ufeff")
    assert stressed(found) == set(REGIONS)
    assert yiti.survey([path, path], by="province").rows == 1200


def test_frames_of_all_kinds_are_the_same(yiti, table, found):
    for frame in (table.to_pandas(), polars.DataFrame(table), table.to_pydict()):
        assert yiti.survey(frame, **ROLES) == found
    renamed = table.rename_columns({"province": "region", "id": "id", "body": "text"})
    by_region = yiti.survey(renamed, by="region")
    assert stressed(by_region) == set(REGIONS)
    assert found.quotations["id"][0].startswith("r") and "3 groups, 600 rows" in repr(found)
    assert found.groups["rows"] == [200, 200, 200] and found._repr_html_().count("<table>") == 4
    assert found.tables == ["themes", "terms", "groups", "quotations"]
    assert set(found.tables) <= set(dir(found)) and "codebook" in dir(found)
    with pytest.raises(AttributeError, match="no table is called words; tables: themes, "):
        getattr(found, "words")
    assert pickle.loads(pickle.dumps(found)) == found == yiti.Survey.from_json(found.to_json())


def parted(yiti, table, size, backwards):
    """A survey by hand, as an engine does it: in parts, whose counts pandas adds up."""
    job = pickle.loads(pickle.dumps(yiti.SurveyJob(**ROLES)))
    parts = [table.slice(start, size) for start in range(0, len(table), size)]
    if backwards:
        parts.reverse()
    counts = [pyarrow.table(job.count(part.to_batches(max_chunksize=7))) for part in parts]
    counts = pandas.concat(part.to_pandas() for part in counts)
    keys = ["group", "kind", "name", "draw"]
    counts = counts.groupby(keys, sort=backwards)["count"].sum().reset_index()
    survey = job.score(pyarrow.Table.from_pandas(counts))
    quotes = [pyarrow.table(job.quote(survey, part.to_batches())) for part in parts]
    merged = job.merge(survey, [batch for part in quotes for batch in part.to_batches()])
    return job.quoted(survey, merged)


@pytest.mark.parametrize(("size", "backwards"), [(600, False), (250, True), (37, False)])
def test_parts_give_the_same_bytes_as_the_whole(yiti, table, found, size, backwards):
    assert parted(yiti, table, size, backwards).to_json() == found.to_json()


def test_settings_travel_with_the_job(yiti, table, tmp_path):
    words = tmp_path / "words.txt"
    words.write_text("港口\n")
    job = yiti.SurveyJob(stopwords=words, **ROLES)
    words.unlink()
    sent = yiti.SurveyJob.from_json(job.to_json())
    survey = sent.score(sent.count(table.to_batches()))
    assert "港口" not in survey.terms["term"] and "通航" in survey.terms["term"]
    tampered = yiti.SurveyJob.from_json(job.to_json().replace("港口", "通航"))
    counts = pyarrow.table(tampered.count(table.to_batches()))
    assert counts["kind"].to_pylist() == ["error"]
    with pytest.raises(yiti.YitiError, match="install the same wheel on every machine"):
        job.score(counts)


def test_a_wrong_row_is_named_by_its_id(yiti, table):
    for wrong, reason in (
        (POISON, POISON_TOLD),
        ({**POISON, "id": None}, POISON_TOLD.replace("文件-7", "601")),
    ):
        rows = pyarrow.Table.from_pylist([*table.to_pylist(), wrong])
        with pytest.raises(yiti.YitiError, match=reason):
            yiti.survey(rows, **ROLES)
        job = yiti.SurveyJob(**ROLES)
        with pytest.raises(yiti.YitiError, match=reason):
            job.score(job.count(rows.combine_chunks().to_batches()))


def test_rows_without_a_text_are_left_out_and_counted(yiti, table, found, tmp_path):
    empty = [{**row(1), "id": "r1", "body": text} for text in (" ", "", None)]
    rows = pyarrow.Table.from_pylist([empty[2], *table.to_pylist(), *empty])
    survey = yiti.survey(rows, **ROLES)
    assert (survey.rows, survey.left_out, found.left_out) == (600, 4, 0)
    assert survey.themes.to_csv() == found.themes.to_csv()
    assert survey.quotations.to_csv() == found.quotations.to_csv()
    job = yiti.SurveyJob(**ROLES)
    assert job.score(job.count(rows.combine_chunks().to_batches())).left_out == 4
    with pytest.raises(yiti.YitiError, match="none of its 3 rows has a text"):
        yiti.survey(pyarrow.Table.from_pylist(empty), **ROLES)


def test_errors_say_what_to_change(yiti, table, tmp_path):
    with pytest.raises(yiti.YitiError, match="no such column; there are body, id, province|there are"):
        yiti.survey(table, "texts", by="province")
    with pytest.raises(yiti.YitiError, match="no row has a value to group by, `column:year`"):
        yiti.survey(table, "body", by="year")
    with pytest.raises(yiti.YitiError, match="a table without rows"):
        yiti.survey(table.slice(0, 0), **ROLES)
    with pytest.raises(yiti.YitiError, match="known by their names"):
        yiti.survey(tmp_path / "rows.jsonl", "body", by="province")
    job = yiti.SurveyJob(**ROLES)
    assert job.columns(["province", "other", "body", "id", "speaker", "text"]) == [
        "province", "body", "id", "speaker"
    ]
    lines = job.count(table.to_batches())
    pyarrow.table(lines)
    with pytest.raises(yiti.YitiError, match="they have been read"):
        pyarrow.table(lines)
