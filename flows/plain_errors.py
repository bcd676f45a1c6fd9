"""How Prefect logs an error that a user can mend: in its sentence, whoever runs the flow; only the unexpected shows where it happened."""
from __future__ import annotations

import logging

from flows.errors import RenewalError

LOGGERS = ("prefect.flow_runs", "prefect.task_runs", "prefect.engine")


def log_plainly() -> None:
    """Have Prefect's loggers leave out the tracebacks of a RenewalError."""
    for name in LOGGERS:
        logging.getLogger(name).addFilter(_without_traceback)


def _without_traceback(record: logging.LogRecord) -> bool:
    if record.exc_info and isinstance(record.exc_info[1], RenewalError):
        record.exc_info = record.exc_text = None
    return True
