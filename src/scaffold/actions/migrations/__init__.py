"""The database's history in a change: the first migration is made once, the next one by the framework's own tool."""

from .first import FIRST, First, first, history
from .made import Unmade, made
from .renamed import renamed
from .steps import next_steps, once_more, taken_back

__all__ = ["FIRST", "First", "Unmade", "first", "history", "made", "next_steps", "once_more", "renamed", "taken_back"]
