"""The small release of the portals' tests, here too."""
from tests.releasing.portals.conftest import release

__all__ = ["release"]
