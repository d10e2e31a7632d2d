"""Outside ids (arXiv, DOI, ACL Anthology) in the spellings that sources use, bare or as an address."""

from __future__ import annotations

import re
from urllib.parse import unquote

#: The archives whose ids were "archive/YYMMNNN" until March 2007 (arxiv.org/archive).
_OLD_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|"
    "funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|"
    "q-alg|q-bio|quant-ph|solv-int|supr-con"
)
_ARXIV_NEW = re.compile(r"(\d\d)(0[1-9]|1[0-2])\.(\d{4,5})(?:v\d+)?")
_ARXIV_OLD = re.compile(rf"({_OLD_ARCHIVES})(?:\.[a-z]{{2}})?/(\d{{7}})(?:v\d+)?", re.IGNORECASE)
_ARXIV_NUMBER = re.compile(r"\d{3,4}\.\d{1,17}")
_ACL_NEW = re.compile(r"\d{4}\.[a-z][a-z0-9_]*-[a-z0-9_]+\.\d+", re.IGNORECASE)
_ACL_OLD = re.compile(r"[A-Z]\d{2}-\d{4,5}", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+")

_ARXIV_ADDRESS = re.compile(
    r"(?:https?://)?(?:(?:www|export|browse)\.)?(?:arxiv\.org/(?:abs|pdf|html|format)|huggingface\.co/papers)/",
    re.IGNORECASE,
)
_DOI_ADDRESS = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_ACL_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?(?:aclanthology\.org|aclweb\.org/anthology|aclanthology\.info/papers)/(?:\S*/)?(?=\S)",
    re.IGNORECASE,
)
_ARXIV_DOI = "10.48550/arxiv."
_ACL_DOIS = ("10.18653/v1/", "10.3115/v1/")


def outside_ids(text: str) -> dict[str, str]:
    """What an id or address says on its own: {"arxiv": …}, {"doi": …}, {"acl": …}, a DOI with its twin, or nothing."""
    for find in (_from_scheme, _from_address, _bare):
        if found := find(text.strip()):
            return found
    return {}


def arxiv_id(text: str) -> str | None:
    """The bare arXiv id without version ("2305.12345", "cs/0112017"), or None."""
    text = re.sub(r"\.pdf$", "", text.strip(), flags=re.IGNORECASE)
    if match := _ARXIV_OLD.fullmatch(text):
        return f"{match[1].lower()}/{match[2]}"
    if match := _ARXIV_NEW.fullmatch(text):
        digits = 5 if match[1] >= "15" else 4  # sequence numbers have five digits since January 2015
        if len(match[3]) == digits and match[1] + match[2] >= "0704":
            return f"{match[1]}{match[2]}.{match[3]}"
    return None


def named_arxiv_id(text: str) -> str | None:
    """The same of a text that is said to be an arXiv id.

    There it may have been a number for a while, as in data frames and spreadsheets: 704.0967 was 0704.0967,
    2305.1234 was 2305.12340, and 1806.0457199999998 was 1806.04572.
    """
    if (found := arxiv_id(text)) or not _ARXIV_NUMBER.fullmatch(text.strip()):
        return found
    number = float(text)
    return arxiv_id(f"{number:010.5f}" if number >= 1500 else f"{number:09.4f}")


def doi_id(text: str) -> str | None:
    """The DOI in lower case without its resolver, or None."""
    text = unquote(text.strip()) if "%" in text else text.strip()
    text = text.rstrip(".,;")
    return text.lower() if _DOI.fullmatch(text) else None


def acl_id(text: str) -> str | None:
    """The ACL Anthology id ("2020.acl-main.1", "P18-1001"), or None."""
    text = re.sub(r"\.(?:pdf|bib)$", "", text.strip().rstrip("/"), flags=re.IGNORECASE)
    if _ACL_NEW.fullmatch(text):
        return text.lower()
    return text.upper() if _ACL_OLD.fullmatch(text) else None


def arxiv_year(arxiv: str) -> int:
    """The year in which the first version of an arXiv paper was put there."""
    digits = int(arxiv.split("/")[-1][:2])
    return digits + (1900 if digits > 90 else 2000)


def _from_scheme(text: str) -> dict[str, str]:
    scheme, colon, rest = text.partition(":")
    if not colon:
        return {}
    match scheme.lower():
        case "arxiv":
            return _named("arxiv", named_arxiv_id(re.sub(r"\s*\[.*\]$", "", rest)))
        case "doi":
            return _doi(rest)
        case "acl":
            return _named("acl", acl_id(rest))
    return {}


def _from_address(text: str) -> dict[str, str]:
    text = re.split(r"[?#]", text, maxsplit=1)[0].rstrip("/") if "://" in text else text
    if match := _ARXIV_ADDRESS.match(text):
        return _named("arxiv", arxiv_id(text[match.end() :]))
    if match := _DOI_ADDRESS.match(text):
        return _doi(text[match.end() :])
    if match := _ACL_ADDRESS.match(text):
        return _named("acl", acl_id(text[match.end() :]))
    return {}


def _bare(text: str) -> dict[str, str]:
    """Ids that are unlike anything else. An old ACL id ("P18-1001") is not: sources count like that too."""
    return (
        _named("arxiv", arxiv_id(text)) or _doi(text) or _named("acl", acl_id(text) if _ACL_NEW.match(text) else None)
    )


def _doi(text: str) -> dict[str, str]:
    """A DOI, and the id it was made from where arXiv or the ACL gave it."""
    doi = doi_id(text)
    if doi is None:
        return {}
    if doi.startswith(_ARXIV_DOI):
        return _named("arxiv", arxiv_id(doi.removeprefix(_ARXIV_DOI)))
    for prefix in _ACL_DOIS:
        if doi.startswith(prefix):
            return {"doi": doi, **_named("acl", acl_id(doi.removeprefix(prefix)))}
    return {"doi": doi}


def _named(scheme: str, value: str | None) -> dict[str, str]:
    return {scheme: value} if value else {}
