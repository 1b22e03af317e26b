"""Processes that descend from this one, as /proc knows them."""

import os
from pathlib import Path


def parent(pid):
    """The parent of a process; 0 if it has ended."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0
    return int(stat.rpartition(")")[2].split()[1])


def descendants():
    """The pids of all that this process has started, and what these have started."""
    own = []
    for folder in Path("/proc").glob("[0-9]*"):
        pid = at = int(folder.name)
        while at > 1 and at != os.getpid():
            at = parent(at)
        if at == os.getpid():
            own.append(pid)
    return own


def command(pid):
    """Its command line; empty if it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def executors():
    """Those that are Spark's executors."""
    return [pid for pid in descendants() if b"CoarseGrainedExecutorBackend" in command(pid)]


def name_of(pid):
    """What a process is to Spark."""
    if pid == os.getpid():
        return "driver (Python)"
    line = command(pid)
    if b"CoarseGrainedExecutorBackend" in line:
        return "executor (JVM)"
    if b"pyspark" in line and b"daemon" in line:
        return "worker (Python)"
    return "driver (JVM)" if b"java" in line else "other"


def peak(pid):
    """Its largest resident memory so far, in bytes."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    lines = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return sum(int(line.split()[1]) << 10 for line in lines)
