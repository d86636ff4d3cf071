"""Who may do what about circles and workshops: its part of the table of permissions."""

from flask_babel import lazy_gettext as _

from house.people.permission_lines import OWN, YES, Line, Part, everybody, own

CIRCLES = Part(
    _("Circles and workshops"),
    (
        everybody(
            _("See circles, make one and host it, take on one that nobody hosts"),
            *("gatherings.circles", "gatherings.earlier_circles", "gatherings.circle", "gatherings.new_circle"),
            "gatherings.take_on",
        ),
        Line(
            _("See one time a circle meets, and the names that people show there"),
            *(YES, YES, _("the time; the names only as a host")),
            routes=("gatherings.circle_time",),
        ),
        own(
            _("Say whether I come, and whether my name is shown; say yes or no to hosting"),
            *("gatherings.say_coming", "gatherings.saw_news", "gatherings.host_yes", "gatherings.host_no"),
        ),
        Line(
            _("Change, move and call off a circle I host, ask others to host it"),
            *(OWN, OWN, _("own, and what nobody hosts")),
            routes=(
                *("gatherings.change_circle", "gatherings.ask_host", "gatherings.enough_hosts"),
                *("gatherings.move_time", "gatherings.change_times", "gatherings.call_time_off"),
                "gatherings.put_time_back_on",
            ),
        ),
    ),
)
