"""The command `yiti`: the same program as the one that cargo builds."""

import signal
import sys

from ._yiti import main as _main


def main() -> int:
    """Runs the program with the arguments of this process."""
    # The program runs outside of Python, whose handler would only note an interrupt.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _main(["yiti", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
