"""What `gongjin up` keeps for this room."""

from __future__ import annotations

from gongjin.core.rooms import Process

PROCESSES = [Process("standings", ("standings", "--keep"))]
