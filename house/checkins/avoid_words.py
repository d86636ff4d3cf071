"""PURE. Words about people that have a gentler one: whoever writes a note gets a hint, and is never held up.

The list is what the glossary (DOMAIN iii) avoids about people, without words that are everyday ones besides ("bed",
"file", "late"). It is of one language, with its own words, so it does not go through the catalogue.
"""

import re

# What we say instead, then the words that it is said for.
_INSTEAD: tuple[tuple[str, str], ...] = (
    ("person, resident or their name", "client|clients|patient|patients|consumer|consumers|service user|service users"),
    ("person", "participant|participants|caseload"),
    ("peer worker", "staff member|staff members|carer|carers|key worker|key workers|support provider"),
    ("check-in", "welfare check|welfare checks|assessment|assessments|monitoring|monitored|observation|observations"),
    ("note we wrote together", "case note|case notes|progress note|progress notes"),
    ("sees it differently", "dispute|disputes|disputed|non-agreement|refused to sign"),
    ("not today, or another time", "declined|refused|no-show|no-shows|dna"),
    ("away or resting", "absent|excused|non-participating|off sick"),
    ("what helps and what doesn’t", "triggers|trigger|behaviour|behaviours|intervention|interventions"),
    (
        "having a hard time, or their own word",
        "symptom|symptoms|episode|episodes|decompensating|decompensated|attention-seeking|attention seeking",
    ),
    ("prefers not to, or chose", "non-compliant|noncompliant|resistant|refuses|compliant|compliance"),
    ("shares, or told me", "claims|claimed|admits|admitted|denies|denied"),
    ("lives with, or the word they use", "suffers from|suffering from|afflicted|mentally ill"),
    ("died by suicide, or thoughts of suicide", "committed suicide|successful attempt|failed attempt|suicide threat"),
    ("safety step", "risk escalation|breach|breached|incident|incidents"),
    ("moving in or moving on", "admission|admitted to|intake|discharge|discharged|placement"),
)
INSTEAD: dict[str, str] = {word: instead for instead, words in _INSTEAD for word in words.split("|")}
# The longest first, so that "failed attempt" is one hint and not two.
_ANY = re.compile(
    rf"(?<![\w-])({'|'.join(re.escape(word) for word in sorted(INSTEAD, key=len, reverse=True))})(?![\w-])",
    re.IGNORECASE,
)


def avoid_words_in(text: str) -> dict[str, str]:
    """Each such word of a text, as typed, with what we say instead; once each, in their order, whole words alone."""
    found: dict[str, tuple[str, str]] = {}
    for match in _ANY.finditer(" ".join(text.split())):
        found.setdefault(match[0].casefold(), (match[0], INSTEAD[match[0].casefold()]))
    return dict(found.values())
