"""Every rule of a right calendar (FEEDS A–D, P, F, H) is held by a test that stands here by its name."""

import ast
from pathlib import Path

import pytest

ICAL, ZONES, KEPT, POLLING, ASKING = "ical", "zones", "kept", "polling", "asking_for_it"
COUNTS = {"A": 8, "B": 9, "C": 6, "D": 12, "P": 4, "F": 3, "H": 22}
HELD = {
    "A1": (ICAL, "the_bytes_are_utf8_without_a_mark"),
    "A2": (ICAL, "every_line_ends_in_crlf_and_the_last_one_too"),
    "A3": (ICAL, "no_line_is_longer_than_75_octets"),
    "A4": (ICAL, "a_fold_never_cuts_a_character"),
    "A5": (ICAL, "no_line_is_blank_and_none_holds_a_control_character"),
    "A6": (ICAL, "every_line_follows_the_grammar_of_content_lines"),
    "A7": (ICAL, "text_is_escaped_once_and_reads_back_as_it_was"),
    "A8": (ICAL, "a_fold_never_parts_a_backslash_from_what_it_escapes"),
    "B1": (ICAL, "components_are_nested_right_and_are_only_events_and_zones"),
    "B2": (ICAL, "all_calendar_properties_stand_before_the_components"),
    "B3": (ICAL, "the_calendar_never_says"),
    "B4": (ICAL, "the_calendar_says_once"),
    "B5": (ICAL, "the_calendar_says_once"),
    "B6": (ICAL, "every_address_is_absolute_and_no_colour_is_said"),
    "B7": (ICAL, "the_calendar_itself_has_no_uid"),
    "B8": (ICAL, "the_calendar_says_once"),
    "B9": (ICAL, "an_empty_calendar_keeps_its_zone"),
    "C1": (ICAL, "each_zone_used_is_defined_once_before_it_is_used"),
    "C2": (ICAL, "nothing_floats"),
    "C3": (ZONES, "what_no_yearly_rule_says_is_written_in_utc"),
    "C4": (ZONES, "each_part_has_a_local_start_both_offsets_and_a_name"),
    "C5": (ZONES, "the_offset_is_right_a_second_before_and_after_every_change"),
    "C6": (ZONES, "the_rule_in_force_is_open_and_says_month_and_weekday"),
    "D1": (ICAL, "each_event_says_each_thing_once"),
    "D2": (KEPT, "at_first_the_stamps_are_those_of_the_house"),
    "D3": (ICAL, "every_event_counts_its_changes"),
    "D4": (ICAL, "the_summary_is_never_empty_and_never_longer_than_255_characters"),
    "D5": (ICAL, "a_broken_entry_is_left_out_and_reported_and_the_rest_stays"),
    "D6": (ICAL, "a_uid_is_the_key_at_the_fixed_host"),
    "D7": (ICAL, "status_and_whether_it_takes_time"),
    "D8": (ICAL, "the_calendar_never_says"),
    "D9": (ICAL, "the_calendar_never_says"),
    "D10": (ICAL, "the_calendar_never_says"),
    "D11": (KEPT, "a_reminder_rings"),
    "D12": (ICAL, "times_are_said_on_the_houses_clock_unless_it_reads_the_same_twice"),
    "P1": (KEPT, "a_change_that_a_reader_sees_moves_the_stamps_of_that_entry_alone"),
    "P2": (KEPT, "a_change_that_a_reader_sees_moves_the_stamps_of_that_entry_alone"),
    "P3": (KEPT, "what_nobody_changed_keeps_its_bytes"),
    "P4": ("what_it_carries", "the_uid_holds_no_name_and_stays"),
    "F1": ("what_it_carries", "it_says_nothing_of_a_check_in"),
    "F2": ("what_it_carries", "it_holds_no_address_and_no_number"),
    "F3": (POLLING, "the_secret_does_not_stand_in_what_it_opens"),
    "H1": (POLLING, "it_comes_at_once_and_is_small"),
    "H2": (ASKING, "the_answer_carries_its_headers"),
    "H3": (POLLING, "it_says_when_it_last_changed_and_that_stays"),
    "H4": (ASKING, "two_answers_are_the_same_bytes"),
    "H5": (ASKING, "an_unchanged_calendar_is_not_sent_again"),
    "H6": (POLLING, "whatever_a_program_sends_it_is_answered"),
    "H7": (ASKING, "head_is_get_without_a_body"),
    "H8": (POLLING, "compressed_it_is_the_same_and_has_a_tag_of_its_own"),
    "H9": (ASKING, "it_does_not_vary_by_cookie"),
    "H10": (POLLING, "every_program_gets_the_same_bytes"),
    "H11": (ASKING, "the_answer_carries_its_headers"),
    "H12": (ASKING, "the_answer_carries_its_headers"),
    "H13": (POLLING, "no_other_site_may_read_it_from_a_browser"),
    "H14": (POLLING, "a_wrong_secret_has_no_calendar_however_it_is_asked"),
    "H15": (POLLING, "the_address_is_hard_to_guess_and_says_what_it_is"),
    "H16": (POLLING, "other_ways_of_asking_are_told_which_are_right"),
    "H17": (POLLING, "a_question_mark_changes_nothing"),
    "H18": (POLLING, "nobody_asks_this_often"),
    "H19": (POLLING, "it_comes_at_once_and_is_small"),
    "H20": (POLLING, "no_list_for_robots_keeps_google_out"),
    "H21": (ASKING, "a_link_that_was_switched_off_says_so"),
    "H22": (POLLING, "the_address_is_hard_to_guess_and_says_what_it_is"),
}


def test_every_rule_is_held():
    assert set(HELD) == {f"{part}{number}" for part, most in COUNTS.items() for number in range(1, most + 1)}


@pytest.mark.parametrize("file", sorted({file for file, _name in HELD.values()}))
def test_each_test_that_holds_one_is_there(file):
    tree = ast.parse(Path(__file__).with_name(f"test_{file}.py").read_text())
    there = {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}
    assert {f"test_{name}" for where, name in HELD.values() if where == file} <= there
