"""Run as a file by the supervisor: ties a program to it, then becomes that program.

When the supervisor is killed the kernel sends the program SIGTERM (Linux). This cannot be done between fork and exec of
a process that has threads, where any lock may be held by nobody; so it is a program of its own, and imports little.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main(supervisor: int, command: list[str]) -> None:
    """Become the command, unless the supervisor is gone already."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() == supervisor:
        os.execvp(command[0], command)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
