"""Who said what, compared: speeches of Chinese meeting records.

>>> import yiti
>>> t = yiti.read("page.txt")          # who spoke, and what was not assigned
>>> a = t.analyse(seed=42)             # themes, terms, groups, similarity, ...
>>> a.themes.df()                      # any table: .df(), .pl(), .arrow(), or as it is
>>> a.evidence("四川", theme="儿童关爱")  # the sentences behind a number
>>> a.report("out/")                   # the same folder as the command `yiti report`
"""

from ._yiti import (
    Analysis,
    Chart,
    Comparison,
    Survey,
    SurveyJob,
    Table,
    Transcript,
    YitiError,
    __version__,
    compare,
    from_frame,
    read,
    segment,
    survey,
)

__all__ = [
    "Analysis",
    "Chart",
    "Comparison",
    "Survey",
    "SurveyJob",
    "Table",
    "Transcript",
    "YitiError",
    "__version__",
    "compare",
    "from_frame",
    "read",
    "segment",
    "survey",
]
