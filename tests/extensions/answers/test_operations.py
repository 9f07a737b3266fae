"""Operations on answers: bounded, understood, or refused with a sentence."""

import pytest

from mugalim_answers.operations import apply_operations
from mugalim_answers.refusals import LOCALE, SENTENCES, AnswerRefused
from mugalim_courses.languages import load_catalog

OPTIONS = {"options": ["a", "b"]}


def test_a_choice_is_kept_by_its_id():
    """The option chosen last is the answer."""
    operations = [{"op": "choose", "options": ["a"]}, {"op": "choose", "options": ["b"]}]
    assert apply_operations("choice", {"chosen": []}, operations, OPTIONS) == {"chosen": ["b"]}


@pytest.mark.parametrize("options", [["c"], [3], [None], ["a"] * 21, ["../a"], [["a"]]])
def test_an_option_that_is_not_offered_is_refused(options):
    """Only what the lesson offers can be chosen."""
    with pytest.raises(AnswerRefused, match=r"answers\.unknown_option"):
        apply_operations("choice", {}, [{"op": "choose", "options": options}], OPTIONS)


def test_a_text_is_kept_as_typed_but_for_what_no_file_can_hold():
    """Lines, letters and signs stay; half characters and zero bytes go."""
    operations = [{"op": "write", "text": "ң\nө\x00\ud800 <b>"}]
    assert apply_operations("text", {"text": ""}, operations, None) == {"text": "ң\nө <b>"}


def test_a_long_text_is_refused_with_both_numbers():
    """She is told how long it may be and how long it is."""
    with pytest.raises(AnswerRefused) as refused:
        apply_operations("text", {}, [{"op": "write", "text": "x" * 10_001}], None)
    assert "10000" in refused.value.sentence("ru")
    assert "10001" in refused.value.sentence("ky")


@pytest.mark.parametrize("kind", ["choice", "text"])
@pytest.mark.parametrize(
    "operations", [None, "x", {}, [1], [{}], [{"op": "x"}], [{"op": "write", "text": 3}], [[]]]
)
def test_what_is_not_understood_is_refused(kind, operations):
    """Values of the wrong type or shape never raise anything else."""
    with pytest.raises(AnswerRefused):
        apply_operations(kind, {}, operations, None)


def test_too_many_operations_at_once_are_refused():
    """One request does a bounded amount of work."""
    with pytest.raises(AnswerRefused, match=r"answers\.too_much"):
        apply_operations("text", {}, [{"op": "write", "text": ""}] * 2_001, None)


def test_an_unknown_kind_is_refused():
    """A kind that the school does not have is no way to write anything."""
    with pytest.raises(AnswerRefused, match=r"answers\.wrong_kind"):
        apply_operations("poem", {}, [], None)


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_every_sentence_is_there_in_each_language(language):
    """No refusal is said in a language that she did not choose."""
    catalog = load_catalog(LOCALE, language)
    assert [english for english in SENTENCES.values() if english not in catalog] == []
