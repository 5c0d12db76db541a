"""Which letter sequences can be a Vietnamese syllable."""

from __future__ import annotations

from bot.text.fold import fold
from bot.text.tone_marks import TONES, split_tone, strip_tones

_ONSET_TABLE = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIME_TABLE = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu
im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng
oăt oc oe oen oeo oet oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua
uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya
uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
y ych yên yêt yêu yêm ynh yt
"""
_ONSETS = ("", *_ONSET_TABLE.split())
_RIMES = tuple(_RIME_TABLE.split())
_WRITTEN = frozenset(onset + rime for onset in _ONSETS for rime in _RIMES)
_FOLDED = frozenset(map(fold, _WRITTEN))
_STOPS = ("c", "ch", "p", "t")
_TONES_OF_STOPS = frozenset({TONES["s"], TONES["j"]})


def is_syllable(word: str) -> bool:
    """Tell whether the word, as written with its diacritics, is a possible syllable."""
    return strip_tones(word.lower()) in _WRITTEN


def is_folded_syllable(word: str) -> bool:
    """Tell whether the word could be a syllable typed without diacritics."""
    return fold(word) in _FOLDED


def has_possible_tone(word: str) -> bool:
    """Tell whether the written word carries a tone that its end allows: được, not đươc."""
    return not word.endswith(_STOPS) or any(
        split_tone(letter)[1] in _TONES_OF_STOPS for letter in word
    )
