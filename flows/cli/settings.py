"""`renewal settings`: every setting, its value, and where it came from."""
from __future__ import annotations


def settings() -> None:
    """Show the settings: RENEWAL_… in the environment or in .env, options of the command line above both; secrets are masked."""
    from rich.console import Console

    from flows.cli.telling import settings_table
    from flows.settings import Settings

    Console().print(settings_table(Settings()))
