"""Pairs of languages, "En-De" or "English to German": directions of translation, in no need of a node of their own.

Of 36 annotated abstracts (dev is none of them) that name such a pair, two have one as an entity.
"""

from __future__ import annotations

import re

#: Two-letter codes (ISO 639-1) and English names of languages that translation is tried on.
_LANGUAGES = """
af Afrikaans, am Amharic, ar Arabic, as Assamese, be Belarusian, bg Bulgarian, bn Bengali, ca Catalan, cs Czech,
cy Welsh, da Danish, de German, el Greek, en English, es Spanish, et Estonian, eu Basque, fa Persian, fi Finnish,
fr French, ga Irish, gl Galician, gu Gujarati, ha Hausa, he Hebrew, hi Hindi, hr Croatian, hu Hungarian, hy Armenian,
id Indonesian, ig Igbo, is Icelandic, it Italian, ja Japanese, ka Georgian, kk Kazakh, km Khmer, kn Kannada, ko Korean,
ky Kyrgyz, lo Lao, lt Lithuanian, lv Latvian, mk Macedonian, ml Malayalam, mn Mongolian, mr Marathi, ms Malay,
mt Maltese, my Burmese, ne Nepali, nl Dutch, no Norwegian, or Odia, pa Punjabi, pl Polish, ps Pashto, pt Portuguese,
ro Romanian, ru Russian, sa Sanskrit, si Sinhala, sk Slovak, sl Slovenian, so Somali, sq Albanian, sr Serbian,
sv Swedish, sw Swahili, ta Tamil, te Telugu, th Thai, tl Tagalog, tr Turkish, uk Ukrainian, ur Urdu, uz Uzbek,
vi Vietnamese, xh Xhosa, yo Yoruba, zh Chinese, zh Mandarin, zu Zulu
"""
_BOTH = [pair.split() for pair in _LANGUAGES.replace("\n", " ").split(",")]
_CODE = "|".join(code for code, _ in _BOTH)
_NAME = "|".join(name for _, name in _BOTH)
_BETWEEN = (
    r"(?:\s*(?:-{1,3}|[‐‑–—−]|<?-{1,2}>|<?=>|[→↔⇒]|[_/&]|\$?\\?(?:left|long)*rightarrow\$?|\$?\\to\$?)\s*"
    r"|\s+to\s+|[-‐‑]to[-‐‑])"
)
#: One of two codes is that of English: "Hi-Fi" is none of Hindi and Finnish.
_PAIR = re.compile(rf"en{_BETWEEN}(?:{_CODE})|(?:{_CODE}){_BETWEEN}en|(?:{_NAME}){_BETWEEN}(?:{_NAME})", re.IGNORECASE)


def is_pair(name: str) -> bool:
    """Whether a name is only that of two languages."""
    return bool(_PAIR.fullmatch(name))
