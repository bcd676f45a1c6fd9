"""Which process holds something, told so that another process can see whether it lives: only one of the same machine can.

A process is known by its id and by when it began, since ids are used again; a machine by its boot and its process namespace, since
two containers or machines may have one name, and ids are the same in neither. Only Linux tells all this (/proc): elsewhere nobody
is taken for dead.
"""
from __future__ import annotations

import os
from pathlib import Path

PROC = Path("/proc")
STATE, BEGAN = 0, 19
"""Places in /proc/<id>/stat behind the name, which may hold blanks itself."""
ENDED = "ZX"
"""States of a process that has ended, and whose parent has not asked yet how."""


def this_process() -> dict[str, str | int] | None:
    """What another process needs to know of this one; None where the system does not tell it."""
    try:
        boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()
        return {"machine": f"{boot} {(PROC / 'self/ns/pid').readlink()}", "id": os.getpid(), "began": _stat(os.getpid())[BEGAN]}
    except OSError:
        return None


def has_ended(process: object) -> bool:
    """Whether what `this_process` told elsewhere is of a process of this machine that lives no more; False where it cannot be known."""
    here = this_process()
    if not here or not isinstance(process, dict) or process.get("machine") != here["machine"] or not isinstance(process.get("id"), int):
        return False
    try:
        os.kill(process["id"], 0)  # sends nothing
        stat = _stat(process["id"])
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):  # it lives, and its user hides it
        return False
    return stat[STATE] in ENDED or stat[BEGAN] != process.get("began")


def _stat(process_id: int) -> list[str]:
    return (PROC / str(process_id) / "stat").read_text().rpartition(")")[2].split()
