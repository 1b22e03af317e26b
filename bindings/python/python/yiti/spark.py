"""A survey on Spark, or on what speaks its language (Sail): for tables that outgrow a machine.

>>> import yiti.spark
>>> s = yiti.spark.report(df, text="body", speaker="who", by="province")
>>> s.themes.df()                      # as yiti.survey gives it of one machine, byte for byte

Each worker counts its rows; the engine adds the counts up; the driver scores them. Then the workers
look for sentences that say what is claimed. Settings and word lists travel with the job. A worker
on which another version of yiti is installed refuses it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow
from pyspark.sql.datasource import DataSource, DataSourceReader, InputPartition

from . import Survey, SurveyJob, read

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    Batches = Iterable[pyarrow.RecordBatch]

#: The columns of a count. `draw` is -1 for the rows as they are.
COUNTS = "group string, kind string, name string, draw int, count bigint"
#: The columns of a quotation.
QUOTATIONS = (
    "group string, kind string, name string, text string, speaker string, source string, id string"
)


def report(df: DataFrame, text: str = "text", **options: Any) -> Survey:
    """What each group of rows says more of than the others.

    `df` is read twice: if it is dear to compute, cache it. `speaker=`, `title=`, `region=`, `date=`
    and `id=` name columns; `by=` is a column, or `speaker`, `region` or `organization`; `name=` is
    what quotations call the table. All else are settings, as `yiti.survey` takes them.
    """
    job = SurveyJob(text, **options)
    names = job.columns(df.columns)
    # Spark takes apart a name with a dot in it, so the names travel beside the rows.
    columns = (df[f"`{name.replace('`', '``')}`"] for name in names)
    rows = df.select(*(column.alias(f"c{place}") for place, column in enumerate(columns)))
    counts = rows.mapInArrow(Count(job, names), COUNTS)
    counts = counts.groupBy("group", "kind", "name", "draw").sum("count")
    counts = counts.withColumnRenamed("sum(count)", "count")
    survey = job.score(counts.toArrow())
    quotations = rows.mapInArrow(Quote(job, survey, names), QUOTATIONS)
    # All parts to one worker, which keeps three sentences a claim: few are left for the driver.
    quotations = quotations.repartition(1).mapInArrow(Merge(job, survey), QUOTATIONS)
    return job.quoted(survey, quotations.toArrow())


class Count:
    """Batches of rows → batches of counts, to be added up by all columns but the last.

    `names` are those of the columns, if the batches do not have them.
    """

    def __init__(self, job: SurveyJob, names: Sequence[str] | None = None) -> None:
        self.job = job
        self.names = names

    def __call__(self, batches: Batches) -> Iterator[pyarrow.RecordBatch]:
        return _batches(self.job.count(_named(batches, self.names)))


class Quote:
    """Batches of rows → batches of quotations for what a survey claims."""

    def __init__(self, job: SurveyJob, survey: Survey, names: Sequence[str] | None = None) -> None:
        self.job = job
        self.survey = survey
        self.names = names

    def __call__(self, batches: Batches) -> Iterator[pyarrow.RecordBatch]:
        return _batches(self.job.quote(self.survey, _named(batches, self.names)))


class Merge:
    """Batches of quotations of several parts → those of the whole."""

    def __init__(self, job: SurveyJob, survey: Survey) -> None:
        self.job = job
        self.survey = survey

    def __call__(self, batches: Batches) -> Iterator[pyarrow.RecordBatch]:
        return _batches(self.job.merge(self.survey, batches))


def _named(batches: Batches, names: Sequence[str] | None) -> Batches:
    return batches if names is None else (batch.rename_columns(names) for batch in batches)


def _batches(lines: Any) -> Iterator[pyarrow.RecordBatch]:
    yield from pyarrow.RecordBatchReader.from_stream(lines)


class Speeches(DataSource):
    """Transcripts as a table of speeches: `spark.read.format("yiti").load("folder")`.

    Each file is read alone, by whichever worker gets it. Options are settings: `layout` and the like.
    """

    @classmethod
    def name(cls) -> str:
        return "yiti"

    def schema(self) -> str:
        return "file string, meeting string, speech string, speaker string, region string, \
            title string, line int, text string"

    def reader(self, schema: Any) -> DataSourceReader:
        options = dict(self.options)
        return _Reader(options.pop("path"), options)


class _Reader(DataSourceReader):
    def __init__(self, path: str, settings: dict[str, str]) -> None:
        self.path = path.removeprefix("file:")
        self.settings = settings

    def partitions(self) -> Sequence[InputPartition]:
        path = Path(self.path)
        files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        return [InputPartition(str(file)) for file in files]

    def read(self, partition: InputPartition) -> Iterator[tuple[Any, ...]]:
        speeches = read(partition.value, **self.settings).speeches
        columns = ("meeting", "speech", "speaker", "region", "title", "line", "text")
        for row in speeches:
            yield (partition.value, *(row[column] for column in columns))


def register(spark: SparkSession) -> None:
    """Makes transcripts readable as `spark.read.format("yiti")`."""
    spark.dataSource.register(Speeches)
