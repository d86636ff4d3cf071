"""Today as somebody in a hurry would write it by hand: Core rows, one reader, no sign-in, no guard, no rooms.

It says what Today says, by the same templates, so that what the house adds can be seen: `bench.goals.pages` holds the
two pages to each other byte by byte. `python -m bench.reference PORT`.
"""

import os
import sys
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask import Flask, render_template

from bench.bare import serve
from house import clock, language
from house.chores.models import Chore, Status, Turn, TurnDoer, TurnHolder
from house.config import CHECKOUT, from_environment
from house.db import engine_options
from house.meetings.models import Meeting
from house.meetings.models import Status as MeetingStatus
from house.nav import Place
from house.people.lines import FILE, Support, read_lines, shown
from house.people.models import House, Membership, Person
from house.rosters.here import Here, Someone
from house.rosters.models import Segment, Shift, ShiftStatus, WorkerProfile
from house.rosters.plan import SegmentKind
from house.rosters.reach import Way, ways
from house.seal import KeyRing, read_ring
from house.web import _fingerprint
from house.when.span import DAY, day_span
from house.when.words import clock_words, day_words, range_words, soon_words, until_words
