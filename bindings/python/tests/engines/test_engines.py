"""What an engine adds up is what one machine counts, byte for byte."""

import os
import signal
import threading
import time
from pathlib import Path

import pyarrow
import pytest
from processes import executors
from rows import POISON, POISON_TOLD, ROLES, row

import yiti
import yiti.spark

DEMO = Path(__file__).parents[4] / "data/demo"

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet:FutureWarning")
is_spark = os.environ.get("YITI_ENGINE") == "spark"
only_spark = pytest.mark.skipif(not is_spark, reason="only Spark's parts are processes")


def table(rows):
    return pyarrow.Table.from_pylist([row(number) for number in range(rows)])


def frame(session, rows, parts):
    return session.createDataFrame(table(rows)).repartition(parts)


def test_columns_are_known_by_their_names(session):
    rows = table(300).append_column("year", pyarrow.array(["2021", "2022"] * 150))
    rows = rows.rename_columns(["region", "id", "text", "year"])
    df = session.createDataFrame(rows).withColumnRenamed("year", "no. of year")
    rows = rows.rename_columns(["region", "id", "text", "no. of year"])
    for by in ("region", "speaker", "no. of year"):
        alone = yiti.survey(rows, by=by)
        assert yiti.spark.report(df, by=by).to_json() == alone.to_json()
    with pytest.raises(yiti.YitiError, match="no such column; there are region, id, text, no. of year"):
        yiti.spark.report(df, "body")


@pytest.mark.parametrize(("rows", "parts"), [(300, 2), (600, 5), (1200, 3)])
def test_a_report_is_that_of_one_machine(session, rows, parts):
    alone = yiti.survey(table(rows), **ROLES)
    assert yiti.spark.report(frame(session, rows, parts), **ROLES).to_json() == alone.to_json()
    assert alone.themes.df()["stressed"].any() and len(alone.quotations) > 10


def test_a_row_that_is_too_long_is_named_by_its_id(session):
    rows = pyarrow.Table.from_pylist([*(row(number) for number in range(30)), POISON])
    with pytest.raises(yiti.YitiError, match=POISON_TOLD):
        yiti.spark.report(session.createDataFrame(rows), **ROLES)


def test_a_worker_with_other_lists_is_refused(session):
    job = yiti.SurveyJob(stop="港口", **ROLES)
    other = yiti.SurveyJob.from_json(job.to_json().replace("港口", "通航"))
    rows = frame(session, 30, 2).select("body", "id", "province")
    counts = rows.mapInArrow(yiti.spark.Count(other), yiti.spark.COUNTS).toArrow()
    with pytest.raises(yiti.YitiError, match="install the same wheel on every machine"):
        job.score(counts)


def test_transcripts_are_a_table_of_speeches(session):
    yiti.spark.register(session)
    speeches = session.read.format("yiti").load(str(DEMO / "page.txt"))
    found = speeches.toArrow().to_pylist()
    known = yiti.read(DEMO / "page.txt").speeches
    assert [one["speech"] for one in found] == known["speech"]
    assert [one["text"] for one in found] == known["text"]
    survey = yiti.spark.report(speeches, speaker="speaker", by="speaker")
    assert survey.rows == len(known) and survey.codebook == "organisations"


class Killer(threading.Thread):
    """Kills an executor as soon as a stage with so many tasks has finished one of them."""

    def __init__(self, context, tasks):
        super().__init__(daemon=True)
        self.tracker = context.statusTracker()
        self.tasks = tasks
        self.killed = None

    def run(self):
        while self.killed is None:
            for stage in map(self.tracker.getStageInfo, self.tracker.getActiveStageIds()):
                if stage and stage.numTasks == self.tasks and stage.numActiveTasks > 0:
                    self.killed = min(executors())
                    os.kill(self.killed, signal.SIGKILL)
                    return
            time.sleep(0.01)


@only_spark
@pytest.mark.parametrize("tasks", [9, 4], ids=["map", "reduce"])
def test_an_executor_that_dies_changes_nothing(session, tasks):
    # The rows lie in nine parts, the counts are added up in four.
    alone = yiti.survey(table(4000), **ROLES)
    rows = frame(session, 4000, 9)
    session.conf.set("spark.sql.adaptive.enabled", "false")
    killer = Killer(session.sparkContext, tasks)
    killer.start()
    found = yiti.spark.report(rows, **ROLES)
    killer.join(60)
    assert killer.killed is not None
    assert found.to_json() == alone.to_json()
