"""What a survey on Spark costs: time, bytes shuffled, and the largest memory of each process.

`python measure.py FILE.jsonl TEXT BY [COPIES …]`: a row's copies differ in their first characters.
The survey of one machine is made of the same rows, and both must be the same in every byte. Two
workers on one machine show that counts add up, and what that costs; they show no gain of speed.
"""

import json
import sys
import tempfile
import threading
import time
from pathlib import Path

import pyarrow
import pyarrow.json
import pyarrow.parquet
from conftest import spark
from processes import descendants, name_of, peak

import yiti
import yiti.spark


class Watch(threading.Thread):
    """Keeps the largest resident memory of each kind of process that descends from this one."""

    def __init__(self):
        super().__init__(daemon=True)
        self.largest = {}
        self.is_over = threading.Event()

    def run(self):
        while not self.is_over.wait(0.2):
            for pid in descendants():
                name, bytes_ = name_of(pid), peak(pid)
                self.largest[name] = max(self.largest.get(name, 0), bytes_)


def shuffled(folder):
    """Bytes that tasks wrote for others, by the event log."""
    written = 0
    for log in folder.rglob("*"):
        if log.is_file() and "local" not in log.parts:
            for line in log.read_text(errors="replace").splitlines():
                if '"Event":"SparkListenerTaskEnd"' in line:
                    metrics = json.loads(line).get("Task Metrics") or {}
                    written += metrics.get("Shuffle Write Metrics", {}).get("Shuffle Bytes Written", 0)
    return written


def copies(table, text, number):
    """So many of the rows, no two alike."""
    parts = []
    for copy in range(number):
        texts = [f"第{copy}份。{one}" for one in table[text].to_pylist()]
        place = table.schema.get_field_index(text)
        parts.append(table.set_column(place, text, pyarrow.array(texts)))
    return pyarrow.concat_tables(parts)


def main(path, text, by, numbers):
    rows = pyarrow.json.read_json(path).select([text, by])
    for number in numbers:
        table = copies(rows, text, number)
        folder = Path(tempfile.mkdtemp())
        start = time.monotonic()
        alone = yiti.survey(table, text, by=by)
        alone_time = time.monotonic() - start
        file = folder / "local" / "rows.parquet"
        file.parent.mkdir()
        pyarrow.parquet.write_table(table, file, row_group_size=200)
        sessions = spark(folder)
        session = next(sessions)
        session.conf.set("spark.sql.files.maxPartitionBytes", str(32 << 20))
        session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "500")
        watch = Watch()
        watch.start()
        start = time.monotonic()
        df = session.read.parquet(str(file))
        found = yiti.spark.report(df, text, by=by)
        spent = time.monotonic() - start
        watch.is_over.set()
        parts = df.rdd.getNumPartitions()
        next(sessions, None)
        same = found.to_json() == alone.to_json()
        memory = ", ".join(f"{name} {size >> 20} MiB" for name, size in sorted(watch.largest.items()))
        print(
            f"{number} × {len(rows)} rows, {table.nbytes >> 20} MiB in {parts} parts: "
            f"Spark {spent:.1f} s, one machine {alone_time:.1f} s, "
            f"{shuffled(folder) >> 10} KiB shuffled; {memory}; "
            f"{'the same' if same else 'NOT THE SAME'}",
            flush=True,
        )


if __name__ == "__main__":
    path, text, by, *numbers = sys.argv[1:]
    main(path, text, by, [int(number) for number in numbers] or [1, 2, 4])
