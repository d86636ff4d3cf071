"""PURE. Which calendar programs read a link, by their kind alone, so that its owner sees if others read it too."""

from datetime import UTC, datetime, timedelta

BROWSER, OTHER, APPLE = "a web browser", "another program", "iPhone or Mac"  # as they are kept; words.py says them
SIGNS = {
    "Google": "Google",
    "Outlook": "Outlook",
    "Microsoft": "Outlook",
    "Thunderbird": "Thunderbird",
    "ICSx5": "ICSx5",
    "Nextcloud": "Nextcloud",
    "evolution": "GNOME",
    "Evolution": "GNOME",
    "dataaccessd": APPLE,
    "accountsd": APPLE,
    "CalendarAgent": APPLE,
    "iOS": APPLE,
    "macOS": APPLE,
    "vdirsyncer": "vdirsyncer",
    "HomeAssistant": "Home Assistant",
    "Mozilla": BROWSER,
}
LATELY = timedelta(days=14)
MANY = 3


def program_of(user_agent: str) -> str:
    """What to call a calendar program."""
    return next((name for sign, name in SIGNS.items() if sign in user_agent), OTHER)


def read_programs(kept: str) -> dict[str, datetime]:
    """Programs and when each read it last, out of "Google=1786000000;Outlook=1786000100"."""
    pairs = (each.rpartition("=") for each in kept.split(";") if each)
    return {name: datetime.fromtimestamp(int(at), UTC) for name, _, at in pairs}


def with_reading(kept: str, program: str, now: datetime) -> str:
    """The same with a reading of now, and without those that are long ago."""
    lately = {name: at for name, at in read_programs(kept).items() if now - at <= LATELY}
    return ";".join(f"{name}={at.timestamp():.0f}" for name, at in sorted({**lately, program: now}.items()))
