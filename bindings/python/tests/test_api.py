"""What `import yiti` promises."""

import inspect
import io
import re
import threading
import time
import zipfile
from pathlib import Path

import pandas
import polars
import pyarrow
import pytest

RECORD = "【广东】\n开展法律援助，推进妇女维权。\n\n【河北】\n抓好春耕备耕，守住粮食安全。\n"


def test_a_record_is_read_from_paths_folders_bytes_and_lists(yiti, demo, tmp_path):
    whole = yiti.read(demo).speeches.to_dict()
    assert len(whole["speech"]) > 5 and all(whole["text"])
    page = demo / "page.txt"
    for source in (page, str(page), page.read_bytes(), bytearray(page.read_bytes())):
        assert yiti.read(source).speeches["text"] == whole["text"]
    two = yiti.read([page, RECORD.encode()])
    assert len(two.meetings) == 2 and len(two) == len(whole["speech"]) + 2
    assert "date not found" in two._repr_html_() and "characters: " in repr(two)
    assert two.speeches["line"][-1] == 5 and two.speeches["speech"][-1] == "河北"
    corrected = yiti.read(page).to_markdown()
    assert yiti.read(corrected.encode(), name="page.md").speeches["text"] == whole["text"]


def test_foreign_formats_are_read_in_a_process_apart(yiti):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("会议/记录.txt", RECORD)
    html = f"<html><body><h1>会议</h1><article>{RECORD.replace(chr(10), '<p>')}</article></body></html>"
    for data, name in ((packed.getvalue(), "a.zip"), (html.encode(), "a.html")):
        assert yiti.read(data, name=name).speeches["speech"] == ["广东", "河北"]
    with pytest.raises(yiti.YitiError, match="takes more than .* of memory to read; split it"):
        yiti.read(html.encode(), name="a.html", max_memory=1 << 20)
    with pytest.raises(yiti.YitiError, match="a.pdf: .*; "):
        yiti.read(b"%PDF-1.7\nnothing", name="a.pdf")


def test_errors_have_the_line_of_the_program(yiti, command, tmp_path):
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "damaged.pdf").write_bytes(b"%PDF-1.7\n")
    # Of a path where there is nothing a near name is offered.
    for name in ("empty.txt", "damaged.pdf", "emtpy.txt", "far"):
        with pytest.raises(yiti.YitiError) as error:
            yiti.read(tmp_path / name)
        told = command("split", str(tmp_path / name))
        assert told.returncode == 1
        assert told.stderr.strip() == f"yiti: {error.value}"
    with pytest.raises(yiti.YitiError, match="text.encode"):
        yiti.read(RECORD)


def share_of(analysis, theme):
    rows = zip(analysis.themes["theme"], analysis.themes["share"])
    return sum(share for one, share in rows if one == theme)


def test_settings_are_keywords_toml_or_tables(yiti, transcript):
    seven = transcript.analyse(seed=7)
    for same in (
        transcript.analyse(settings="[themes]\nseed = 7\n"),
        transcript.analyse(settings={"themes": {"seed": 7}}),
        yiti.read(RECORD.encode(), seed=7) and transcript.analyse(seed=7),
    ):
        assert (same == seven) and hash(same) == hash(seven) and same.digest == seven.digest
    other = transcript.analyse()
    assert other != seven and other.digest != seven.digest and len({seven, other}) == 2
    assert "seed = 7" in seven.settings
    assert transcript.analyse(groups=2, themes="policy", stop="维权").settings.count("policy") == 1
    assert len(transcript.analyse(group_by="region").speeches) > 0
    one = transcript.analyse(themes_merges=[["children", "rights_protection"]])
    assert share_of(one, "rights_protection") == 0 < share_of(other, "rights_protection")
    with pytest.raises(TypeError, match="unknown setting `sead`; there are encoding"):
        transcript.analyse(sead=7)
    with pytest.raises(yiti.YitiError, match="^groups=: .*invalid type: string"):
        transcript.analyse(groups="many")
    with pytest.raises(yiti.YitiError, match="line 2: unknown field `sed`"):
        transcript.analyse(settings="[themes]\nsed = 7\n")
    with pytest.raises(yiti.YitiError, match="give them to yiti.read"):
        transcript.analyse(encoding="gb18030")


def test_the_stubs_name_what_there_is(yiti, analysis):
    from yiti import _yiti

    stub = Path(_yiti.__file__).with_name("_yiti.pyi").read_text()
    options = re.search(r"class _Options.*?\n\n\S", stub, re.S).group()
    named = re.findall(r"^    (\w+): ", options, re.M)
    assert named == [keyword for keyword, _ in _yiti.keywords()]
    survey = yiti.survey({"text": ["重视家庭。"], "speaker": ["甲"]})
    for kind, tables in (("Analysis", analysis.tables), ("Survey", survey.tables)):
        attributes = re.search(rf"class {kind}\b.*?    def ", stub, re.S).group()
        assert re.findall(r"^    (\w+): Table", attributes, re.M) == tables
    for name in yiti.__all__:
        assert getattr(yiti, name).__doc__ or name == "__version__", name
    for kind in (yiti.Table, yiti.Chart, yiti.Transcript, yiti.Analysis, yiti.Comparison):
        own = {name for name, _ in inspect.getmembers(kind) if not name.startswith("_")}
        assert all(re.search(rf"def {name}\(", stub) for name in own), own


def test_numbers_have_their_sentences(yiti, analysis):
    found = analysis.evidence("四川", theme="儿童关爱")
    assert len(found) > 0 and set(found["speech"]) == {"四川"}
    theme = found["theme"][0]
    assert analysis.evidence("四川", theme=theme)["text"] == found["text"]
    assert set(found["source"]) == {"page.txt"} and all(line > 0 for line in found["line"])
    assert all("家风" in text for text in analysis.evidence(term="家风")["text"])
    with pytest.raises(yiti.YitiError, match="no speech is called so; there are .*四川"):
        analysis.evidence("月球")
    hits = analysis.kwic("家风", window=5)
    assert set(hits["keyword"]) == {"家风"} and max(map(len, hits["left"])) == 5
    assert len(analysis.kwic("家(风|训)", regex=True)) > len(hits)


def test_charts_are_pictures(yiti, analysis, tmp_path):
    assert "themes" in analysis.charts and "similarity" in analysis.charts
    chart = analysis.chart("themes")
    assert chart._repr_svg_().startswith("<svg")
    assert chart._repr_mimebundle_(include=None)["image/svg+xml"] == chart.svg
    assert chart.png == analysis.files["charts/themes.png"]
    assert analysis.chart("themes", dark=True).svg != chart.svg
    assert chart.save(tmp_path / "a.svg").read_text() == chart.svg
    assert chart.save(str(tmp_path / "a.PNG")).read_bytes() == chart.png
    with pytest.raises(yiti.YitiError, match="end the name in .svg or .png"):
        chart.save(tmp_path / "a.jpg")
    with pytest.raises(KeyError, match="there are .*themes"):
        analysis.chart("nothing")
    page = analysis._repr_html_()
    assert page.startswith("<iframe srcdoc=") and page.count('"') == 8
    # Its links lead to places of the page, not of the notebook.
    assert "<head><base href=&quot;about:srcdoc&quot;>" in page


def test_meetings_are_compared(yiti, tmp_path):
    first, second = tmp_path / "2020.txt", tmp_path / "2021.txt"
    first.write_text(RECORD)
    second.write_text(RECORD.replace("法律援助", "港口建设"))
    compared = yiti.compare([yiti.read(first), yiti.read(second)])
    assert compared == yiti.compare([first, second]) == yiti.compare((first, yiti.read(second)))
    assert "changes_themes" in compared.tables and len(compared.changes_themes) > 0
    assert compared.changes_themes.pl().height == len(compared.changes_themes)
    assert compared.findings.columns == ["zh", "en"]
    page = compared.report(tmp_path / "out")
    assert page.read_bytes() == compared.files["index.html"]
    dated = yiti.compare([first, second], dates=["2001", "2002"])
    assert dated != compared
    with pytest.raises(yiti.YitiError, match="written over what it is made from"):
        compared.report(tmp_path, force=True)


def test_frames_of_all_kinds_are_read(yiti):
    rows = {
        "province": ["广东", "河北", "广东", "河北"],
        "year": [2020, 2020, 2021, 2021],
        "body": ["开展法律援助。", "抓好春耕备耕。", "港口建设提速。", "守住粮食安全。"],
    }
    named = {"text": "body", "speaker": "province", "date": "year"}
    frames = [
        rows,
        pandas.DataFrame(rows),
        pandas.DataFrame(rows).astype({"province": "category"}),
        polars.DataFrame(rows),
        pyarrow.table(rows),
    ]
    read = [yiti.from_frame(frame, **named) for frame in frames]
    assert {tuple(one.speeches["text"]) for one in read} == {tuple(rows["body"])}
    assert read[0].speeches["line"] == [1, 2, 3, 4]
    assert {tuple(one.speeches["region"]) for one in read} == {tuple(rows["province"])}
    by_year = yiti.compare([read[0]])
    assert len(by_year.speakers) == 4
    dated = polars.DataFrame(rows).with_columns(when=polars.date("year", 3, 1)).drop("year")
    assert len(yiti.compare(yiti.from_frame(dated, "body", speaker="province", date="when")).speakers) == 4
    with pytest.raises(yiti.YitiError, match="no such column; there are province, year, body"):
        yiti.from_frame(rows)
    with pytest.raises(yiti.YitiError, match="row 2: it has no text"):
        yiti.from_frame({"text": ["好。", None]})
    with pytest.raises(yiti.YitiError, match="no data frame"):
        yiti.from_frame(7)


def test_words_joined_are_the_text(yiti):
    text = "广东省妇联开展法律援助，2021年推进妇女维权。"
    words = yiti.segment(text)
    assert "".join(words) == text and "法律援助" in words
    assert yiti.segment([text, "", "春耕"]) == [words, [], ["春耕"]]
    counted = yiti.segment(text, counted=True)
    assert "，" not in counted and "2021" not in counted and set(counted) < set(words)
    assert yiti.segment(iter([])) == []


def test_other_threads_run_meanwhile(yiti, demo):
    ticks, done = [], threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.001)

    other = threading.Thread(target=tick)
    other.start()
    begin = time.perf_counter()
    yiti.read(demo).analyse(seed=1).digest
    spent = time.perf_counter() - begin
    done.set()
    other.join()
    gaps = [b - a for a, b in zip(ticks, ticks[1:])]
    assert len(ticks) > 20 and max(gaps) < max(0.5 * spent, 0.25)
