"""The native module: what it gives and takes. `import yiti` has all of it."""

from builtins import dict as _dict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias, TypedDict, Unpack, overload

import pandas
import polars
import pyarrow

__version__: str

_Path: TypeAlias = str | PathLike[str]
_Input: TypeAlias = _Path | bytes | bytearray
_Settings: TypeAlias = str | PathLike[str] | Mapping[str, Mapping[str, Any]]
_Cell: TypeAlias = str | int | float | bool | None

class _Options(TypedDict, total=False):
    """Settings as keywords: a flag of the command without its dashes, or the key itself."""

    encoding: str | None
    max_bytes: int | None
    max_files: int | None
    max_pages: int | None
    max_seconds: int | None
    max_memory: int | None
    layout: str | None
    group_by: str | None
    aliases: _dict[str, str] | None
    transcript_merges: list[list[str]] | None
    meeting_titles: _dict[str, str] | None
    meeting_dates: _dict[str, str] | None
    hmm: bool | None
    dict: _Path | None
    stopwords: _Path | Sequence[_Path] | None
    stop: str | Sequence[str] | None
    builtin_stopwords: bool | None
    min_df: int | None
    max_df: float | None
    parts: bool | None
    top: int | None
    groups: int | None
    draws: int | None
    seed: int | None
    themes: _Path | None
    names: _dict[str, str] | None
    themes_merges: list[list[str]] | None
    sentences: _dict[str, str] | None

class _CompareOptions(_Options, total=False):
    dates: Sequence[str] | None
    reference: _Path | None
    frozen: _Path | None
    font: _Path | None

class _FrameOptions(_Options, total=False):
    speaker: str | None
    title: str | None
    region: str | None
    date: str | None
    id: str | None

class YitiError(Exception):
    """What is wrong, where, and what to do about it: the line that the program prints."""

class Table:
    """Rows and named columns: `tables/NAME.csv` of a report, with numbers as numbers."""

    @property
    def name(self) -> str: ...
    @property
    def columns(self) -> list[str]: ...
    @property
    def shape(self) -> tuple[int, int]: ...
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, key: int) -> _dict[str, _Cell]: ...
    @overload
    def __getitem__(self, key: str) -> list[_Cell]: ...
    def __iter__(self) -> Iterator[_dict[str, _Cell]]: ...
    def describe(self) -> Table:
        """What each column means, and in which unit."""
    def df(self) -> pandas.DataFrame:
        """A pandas data frame."""
    def pl(self) -> polars.DataFrame:
        """A polars data frame."""
    def arrow(self) -> pyarrow.Table:
        """A pyarrow table."""
    def to_list(self) -> list[_dict[str, _Cell]]:
        """A dictionary for each row."""
    def to_dict(self) -> _dict[str, list[_Cell]]:
        """A list for each column, by its name."""
    @overload
    def to_json(self, path: None = None) -> str: ...
    @overload
    def to_json(self, path: _Path) -> None: ...
    @overload
    def to_csv(self, path: None = None) -> str: ...
    @overload
    def to_csv(self, path: _Path) -> None: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def _repr_html_(self) -> str: ...

class Chart:
    """A picture, as outlines and as pixels. A notebook shows it as it is."""

    @property
    def name(self) -> str: ...
    @property
    def svg(self) -> str: ...
    @property
    def png(self) -> bytes: ...
    def save(self, path: _Path) -> Path:
        """Writes it to a file that ends in `.svg` or `.png`."""
    def _repr_svg_(self) -> str: ...
    def _repr_mimebundle_(
        self, include: object | None = None, exclude: object | None = None
    ) -> _dict[str, str]: ...

class Transcript:
    """Who spoke, of one meeting or of several."""

    @property
    def speeches(self) -> Table:
        """The speeches with their texts, files and lines."""
    @property
    def meetings(self) -> list[str]: ...
    @property
    def doubts(self) -> list[str]:
        """What may be wrong with the split into speeches."""
    @property
    def missing(self) -> list[str]:
        """Regions that the records announce and that have no speech."""
    @property
    def settings(self) -> str: ...
    def __len__(self) -> int: ...
    def analyse(
        self,
        *,
        settings: _Settings | None = None,
        robust: bool = False,
        font: _Path | None = None,
        **keywords: Unpack[_Options],
    ) -> Analysis:
        """Every number of it. Settings win over those that it was read with."""
    def kwic(self, pattern: str, *, regex: bool = False, window: int = 20) -> Table:
        """Every place where a word is said, in its context: what `yiti search` prints."""
    def to_markdown(self) -> str:
        """The transcript as Markdown, to correct and to read again."""
    def to_json(self) -> str: ...
    def _repr_html_(self) -> str: ...

class Findings:
    """What an analysis and a comparison have in common. Nothing in it can be changed."""

    @property
    def tables(self) -> list[str]:
        """The names of the tables, each an attribute."""
    @property
    def charts(self) -> list[str]:
        """The names of the charts."""
    @property
    def digest(self) -> str:
        """SHA-256 of the report's manifest."""
    @property
    def files(self) -> _dict[str, bytes]:
        """The files of the report: path below its folder, and bytes."""
    @property
    def settings(self) -> str: ...
    def chart(self, name: str, *, dark: bool = False) -> Chart: ...
    def report(self, folder: _Path, *, force: bool = False) -> Path:
        """Writes the report, whole or not at all, and gives its page back."""
    def to_html(self) -> str: ...
    def to_json(self) -> str: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def _repr_html_(self) -> str: ...

class Analysis(Findings):
    """Themes, terms, groups and all else that is found in a transcript."""

    speeches: Table
    themes: Table
    terms: Table
    groups: Table
    similarity: Table
    why: Table
    partings: Table
    silences: Table
    formulas: Table
    noise: Table
    figures: Table
    sentences: Table
    def evidence(
        self,
        speech: str | None = None,
        *,
        theme: str | None = None,
        term: str | None = None,
        meeting: str | None = None,
    ) -> Table:
        """The sentences of a speech, of a theme (id or label), or with a term in them."""
    def kwic(self, pattern: str, *, regex: bool = False, window: int = 20) -> Table: ...

class Comparison(Findings):
    """What changed from meeting to meeting."""

    changes_themes: Table
    changes_speakers: Table
    changes_terms: Table
    wording: Table
    carried: Table
    carried_texts: Table
    moves: Table
    quantities: Table
    omissions: Table
    series: Table
    series_wording: Table
    speakers: Table
    @property
    def findings(self) -> Table:
        """The main changes in words, the most important first."""

class Survey:
    """What each group of a table says more of than the others. Nothing in it can be changed."""

    themes: Table
    terms: Table
    groups: Table
    quotations: Table
    @property
    def tables(self) -> list[str]:
        """The names of the tables, each an attribute."""
    @property
    def codebook(self) -> str: ...
    @property
    def rows(self) -> int:
        """Rows of the table that have a text."""
    @property
    def left_out(self) -> int:
        """Rows without a text, which are left out."""
    @property
    def sentences(self) -> int: ...
    def to_json(self) -> str:
        """All of it: what `yiti survey --format json` prints."""
    @staticmethod
    def from_json(json: str) -> Survey: ...
    def __eq__(self, other: object) -> bool: ...
    def __hash__(self) -> int: ...
    def _repr_html_(self) -> str: ...

class Lines:
    """Counts or quotations as a stream of Arrow, which can be read once."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

class SurveyJob:
    """A survey in parts, which can be sent to other processes. See `yiti.spark`."""

    def __init__(
        self,
        text: str = "text",
        *,
        by: str = "speaker",
        name: str = "frame",
        settings: _Settings | None = None,
        **keywords: Unpack[_FrameOptions],
    ) -> None: ...
    def columns(self, all: Sequence[str]) -> list[str]:
        """Those columns of a table that it reads, of all that the table has."""
    def count(self, batches: Iterable[object]) -> Lines:
        """The counts of batches of rows, to be added up."""
    def score(self, counts: object) -> Survey:
        """The survey that all counts give, without quotations."""
    def quote(self, survey: Survey, batches: Iterable[object]) -> Lines:
        """What batches of rows say of what a survey claims."""
    def merge(self, survey: Survey, batches: Iterable[object]) -> Lines:
        """The quotations of several parts as those of one."""
    def quoted(self, survey: Survey, quotes: object) -> Survey:
        """The survey with these quotations."""
    def to_json(self) -> str: ...
    @staticmethod
    def from_json(json: str) -> SurveyJob: ...

def survey(
    source: object,
    text: str = "text",
    *,
    by: str = "speaker",
    name: str = "frame",
    settings: _Settings | None = None,
    **keywords: Unpack[_FrameOptions],
) -> Survey:
    """Surveys files, which may be larger than the memory, or a frame."""

def read(
    source: _Input | Sequence[_Input],
    *,
    name: str | None = None,
    settings: _Settings | None = None,
    **keywords: Unpack[_Options],
) -> Transcript:
    """Reads files, folders or bytes and finds the speeches: each is a meeting."""

def from_frame(
    frame: object,
    text: str = "text",
    *,
    name: str = "frame",
    settings: _Settings | None = None,
    **keywords: Unpack[_FrameOptions],
) -> Transcript:
    """Reads a row a speech, from a data frame or whatever gives a stream of Arrow."""

def compare(
    meetings: Transcript | Analysis | _Path | Sequence[Transcript | Analysis | _Path],
    *,
    settings: _Settings | None = None,
    **keywords: Unpack[_CompareOptions],
) -> Comparison:
    """Holds meetings against one another."""

@overload
def segment(texts: str, *, counted: bool = False, dict: _Path | None = None) -> list[str]: ...
@overload
def segment(
    texts: Iterable[str], *, counted: bool = False, dict: _Path | None = None
) -> list[list[str]]: ...
def keywords() -> list[tuple[str, str]]: ...
def main(arguments: Sequence[str]) -> int: ...
