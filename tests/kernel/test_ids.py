"""Identifiers: their form, and that nobody gets one twice."""

import multiprocessing
from multiprocessing.connection import Connection

from mattermost_py.kernel.ids import ID_LENGTH, is_id, new_id, new_token

ALPHABET = set("ybndrfg8ejkmcpqxot1uwisza345h769")
MANY = 100_000


def test_an_id_is_26_characters_of_the_alphabet_and_every_character_occurs() -> None:
    made = [new_id() for _ in range(MANY)]
    assert {len(each) for each in made} == {26} == {ID_LENGTH}
    assert set("".join(made)) == ALPHABET
    assert len(set(made)) == MANY
    assert all(map(is_id, made))


def test_every_place_of_an_id_takes_every_character_about_equally_often() -> None:
    made = [new_id() for _ in range(10_000)]
    for place in zip(*made, strict=True):
        counts = [place.count(character) for character in ALPHABET]
        assert sum((count - 312.5) ** 2 / 312.5 for count in counts) < 120  # chi-squared, 31 degrees: p < 1e-11


def test_processes_that_were_one_give_out_different_ids() -> None:
    new_id()  # more are ready now
    mine, theirs = multiprocessing.Pipe(duplex=False)
    fork = multiprocessing.get_context("fork")
    children = [fork.Process(target=_tell_ids, args=(theirs,)) for _ in range(2)]
    for child in children:
        child.start()
    told = [mine.recv() for _ in children]
    for child in children:
        child.join()
    made = [new_id() for _ in range(100)] + [each for ids in told for each in ids]
    assert len(set(made)) == len(made) == 300


def _tell_ids(pipe: Connection) -> None:
    pipe.send([new_id() for _ in range(100)])


def test_what_is_no_id_is_known() -> None:
    for text in ("", "a" * 25, "a" * 27, "a" * 25 + "\n", "a" * 25 + "-", "ä" + "a" * 25, "٣" + "a" * 25):
        assert not is_id(text), text
    assert is_id("A" * 26)  # as the official server judges


def test_a_token_has_the_length_asked_for() -> None:
    assert [len(new_token(length)) for length in (1, 26, 64)] == [1, 26, 64]
    assert set(new_token(10_000)) == ALPHABET
