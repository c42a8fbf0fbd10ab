"""Words are looked up by their parts if they are rare, and not if they are frequent."""

from mattermost_py.infra.search.grams import GRAMS_MOST, Frequencies, grams


def test_a_word_has_all_its_three_letter_parts() -> None:
    assert grams("") == []
    assert grams("b") == ["b"]
    assert grams("ben") == ["ben"]
    assert grams("benben") == ["ben", "enb", "nbe"]
    assert len(grams("abcdefghijklmnopqrstuvwxyz")) == GRAMS_MOST


def test_the_rarest_part_tells_how_rare_a_word_is() -> None:
    known = Frequencies(rows=5000, shares={"ben": 0.04, "en.": 0.3, "e": 0.8})

    assert known.share("ben.") == 0.04
    assert known.share("bene") == 0.0
    assert known.is_rare(["ben."], 25)
    assert not known.is_rare(["e"], 25)
    assert known.is_rare(["e", "ben."], 25)
    assert not known.is_rare([], 25)
    assert Frequencies(0, {}).is_rare(["e"], 25)
