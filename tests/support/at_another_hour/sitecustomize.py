"""A house that runs in a test at another hour: its clock is moved ahead, in each of its processes (see `Running`)."""

import os
from datetime import timedelta

from house import clock

_real_now = clock.now
_AHEAD = timedelta(seconds=float(os.environ["HOUSE_TEST_AHEAD"]))
clock.now = lambda: _real_now() + _AHEAD
