"""`python large.py RUNS COMMAND … -- COMMAND …`: both commands in turn, and the ratio of what they
cost. Machines are noisy, so each pair is run one after the other, and the middle ratio is told."""

import os
import statistics
import sys
import time


def cost(command):
    """CPU seconds, wall seconds and the largest memory in MiB of a command."""
    start = time.monotonic()
    pid = os.posix_spawnp(
        command[0],
        command,
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, used = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)}: failed")
    return used.ru_utime + used.ru_stime, time.monotonic() - start, used.ru_maxrss / 1024


def main(runs, first, second):
    ratios = []
    for _ in range(runs):
        pair = [cost(first), cost(second)]
        for name, (cpu, wall, memory) in zip(("yiti", "the recipe"), pair, strict=True):
            print(f"{name}: {cpu:.1f} s CPU, {wall:.1f} s wall, {memory:.0f} MiB", flush=True)
        ratios.append([own / other for own, other in zip(*pair, strict=True)])
    cpu, wall, memory = (statistics.median(column) for column in zip(*ratios, strict=True))
    print(f"yiti : the recipe, the middle of {runs}: CPU {cpu:.2f}, wall {wall:.2f}, memory {memory:.2f}")


if __name__ == "__main__":
    runs, *commands = sys.argv[1:]
    between = commands.index("--")
    main(int(runs), commands[:between], commands[between + 1 :])
