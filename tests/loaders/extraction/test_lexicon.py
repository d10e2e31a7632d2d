"""Lists of names in a tagger's folder."""

from pathlib import Path

from loaders.extraction.lexicon import Lexicon


def test_names_come_back_from_disk_and_match_the_longest_first(tmp_path: Path) -> None:
    Lexicon([("image net", "D"), ("image", "T"), ("LoRA", "M")]).to_disk(tmp_path)
    lexicon = Lexicon.from_disk(tmp_path)
    assert lexicon.matches(["Image", "Net", "with", "LoRA", "lora"]) == [(0, 2, 2), (3, 4, 1)]


def test_a_folder_without_names_has_none(tmp_path: Path) -> None:
    assert Lexicon.from_disk(tmp_path).matches(["LoRA"]) == []
