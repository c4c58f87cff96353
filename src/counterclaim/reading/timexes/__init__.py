"""Time expressions by rules: which words tell a time, and which day, week or year they mean.

The rules are data (``rules.toml``); ``engine`` applies them; ``dates``, ``relative``, ``spans`` and
``clocks`` turn what they match into TIMEX3 values; ``saying`` picks the one that dates an act of saying.
"""

from counterclaim.reading.timexes.engine import find_timexes
from counterclaim.reading.timexes.saying import opening_time, said_when

__all__ = ["find_timexes", "opening_time", "said_when"]
