"""Text that people send: what is cut, what stays, and how a field says what is amiss."""

import pytest
from werkzeug.datastructures import MultiDict

from house.forms import BaseForm, cards, clean_line, clean_lines, line, lines, menu, web_address


@pytest.mark.parametrize(
    ("typed", "kept", "why"),
    [
        ("Robin", "Robin", "a plain line"),
        ("  Robin  ", "Robin", "blanks around it"),
        ("two  words", "two words", "two blanks between"),
        ("a\r\nb", "a b", "a line break would be a second line in a feed"),
        ("a\rb", "a b", "a bare CR"),
        ("a\tb", "a b", "a tab"),
        ("a\x00b", "a b", "NUL, which PostgreSQL does not store"),
        ("a\x0bb\x0cc", "a b c", "VT and FF"),
        ("a\x1bb", "a b", "an escape, as terminals read them"),
        ("a\x7fb", "a b", "DEL"),
        ("a\x85b", "a b", "NEL, a C1 control"),
        ("a\x9fb", "a b", "the last C1 control"),
        ("a\u2028b\u2029c", "a b c", "line and paragraph separators"),
        ("a\ud800b", "a b", "half of a sign, which no file can hold"),
        ("e\u0301", "\u00e9", "two signs for one letter"),
        ("\u1112\u1161\u11ab", "한", "Korean in its parts"),
        ("👩‍🌾 ok", "👩‍🌾 ok", "a picture of three signs stays whole"),
        ("שלום", "שלום", "right to left"),
        ("\x00\u2028 ", "", "nothing but controls"),
        ("", "", "nothing"),
        (None, "", "no field at all"),
        ("<b>&amp;", "<b>&amp;", "markup is words; the page escapes it"),
    ],
)
def test_one_line(typed, kept, why):
    assert clean_line(typed) == kept, why


@pytest.mark.parametrize(
    ("typed", "kept", "why"),
    [
        ("a\nb", "a\nb", "line breaks stay"),
        ("a\r\nb", "a\nb", "as a browser sends them"),
        ("a\rb", "a\nb", "as old ones did"),
        ("a\u2028b\u2029c", "a\nb\nc", "separators are line breaks"),
        ("a\n\n\nb", "a\n\n\nb", "empty lines are the writer's"),
        ("  a  b  ", "a  b", "blanks inside too"),
        ("\n a \n", "a", "not around the whole"),
        ("a\x00b\x1bc\x9bd", "a b c d", "controls go"),
        ("a\tb", "a b", "a tab"),
        ("a\udfffb", "a b", "half of a sign"),
        ("e\u0301\n", "\u00e9", "two signs for one letter"),
        (None, "", "no field at all"),
    ],
)
def test_several_lines(typed, kept, why):
    assert clean_lines(typed) == kept, why


@pytest.mark.parametrize("number", [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0xD800, 0xE000, 64)])
def test_no_control_passes_into_a_line(number):
    assert clean_line(f"a{chr(number)}b") == "a b"


class Sample(BaseForm):
    """A field of each kind."""

    name = line("Name", 5, needed="Write a name.")
    about = lines("About", 10)
    kind = cards("Kind", [("cat", "A cat"), ("dog", "A dog")], "Choose one.")
    place = menu("Place", [("in", "Inside"), ("out", "Outside")], "Choose from the list.", start="out")


GOOD = {"name": "Robin", "about": "a\r\nb", "kind": "cat", "place": "in"}


def sent(**changes):
    form = Sample(MultiDict({**GOOD, **changes}))
    form.validate()
    return form


def test_what_is_right_passes(app):
    with app.test_request_context("/"):
        form = sent()
    assert (form.errors, form.data) == ({}, {**GOOD, "about": "a\nb"})


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "Write a name."),
        ("name", "\u2028", "Write a name."),
        ("name", "Robins", "This can be up to 5 letters long."),
        ("about", "x" * 11, "This can be up to 10 letters long."),
        ("kind", "", "Choose one."),
        ("kind", "horse", "Choose one."),
        ("place", "moon", "Choose from the list."),
        ("place", "", "Choose from the list."),
    ],
)
def test_what_is_not_says_so_once_in_our_words(app, field, value, message):
    with app.test_request_context("/"):
        form = sent(**{field: value})
        assert {name: [str(each) for each in errors] for name, errors in form.errors.items()} == {field: [message]}


def test_a_field_that_was_not_sent_is_not_filled_in(app):
    with app.test_request_context("/"):
        form = Sample(MultiDict({"name": "Robin"}))
        form.validate()
        assert set(form.errors) == {"kind", "place"}


def test_letters_are_counted_after_cleaning(app):
    """The database counts the same ones."""
    with app.test_request_context("/"):
        assert not sent(name="  e\u0301e\u0301e\u0301e\u0301e\u0301  ").errors


def test_a_page_that_is_asked_for_starts_from_what_is_kept(app):
    with app.test_request_context("/"):
        form, ok = Sample.sent(name="Robin")
    assert (ok, form.name.data, form.place.data) == (False, "Robin", "out")


def test_only_the_fields_of_a_form_are_read(app):
    with app.test_request_context("/", method="POST", data={**GOOD, "is_coordinator": "y"}):
        form, ok = Sample.sent()
    assert ok and "is_coordinator" not in form.data


def test_a_field_sent_twice_counts_as_its_first(app):
    with app.test_request_context("/"):
        form = Sample(MultiDict([*GOOD.items(), ("name", "Other")]))
        assert form.name.data == "Robin"


class LinkForm(BaseForm):
    link = line("Link", 300, more=[web_address])


def test_an_address_opens_a_page_of_the_web_and_nothing_else(app):
    fine = (
        "",
        "https://example.org",
        "https://meet.example:8443/a?b=c#d",
        "https://bücher.example/x",
        "HTTPS://a.example/",
    )
    wrong = (
        *(
            "http://a.example/",
            "javascript:alert(1)",
            "data:text/html,x",
            "//a.example/",
            "a.example",
            "our usual room",
        ),
        *("https://", "https:///x", "https://abc", "https://abc./x", "https://.abc", "https://a.example:port/"),
        *(
            "https://robin@a.example/",
            "https://robin:secret@a.example",
            "https://a.example/ b",
            "https://a.example\\@b.example",
        ),
        *('https://a.example/" onclick="x', "https://a.example/<b>", "https://a.example/'x", "https://[a.example/"),
    )
    with app.app_context():
        assert [each for each in fine if not LinkForm(MultiDict({"link": each})).validate()] == []
        assert [each for each in wrong if LinkForm(MultiDict({"link": each})).validate()] == []
