"""The database's history in a change: the first migration is made once, the next one by the framework's own tool."""

from .first import FIRST, First, first
from .made import made
from .renamed import renamed
from .steps import next_steps, taken_back

__all__ = ["FIRST", "First", "first", "made", "next_steps", "renamed", "taken_back"]
