"""The cue words of research prose, by what they give away, and the sentences that state no result of the paper.

Word classes generalise over the verbs and nouns that authors choose from; the patterns are the guards: a negated,
hedged, future-work or background sentence is no ground for a fact.
"""

from __future__ import annotations

import re

_CLASSES: dict[str, str] = {
    "PROPOSE": (
        "propose proposes proposed proposing introduce introduces introduced introducing present presents "
        "presented presenting develop develops developed developing design designs designed devise devises "
        "devised release releases released releasing contribute contributes construct constructs constructed "
        "constructing build builds built create creates created curate curates curated collect collected dub "
        "dubbed dubs termed name named call called unveil describe describes offer offers formulate "
        "formulates novel new"
    ),
    "EVALUATE": (
        "evaluate evaluates evaluated evaluating evaluation evaluations experiment experiments experimental "
        "experimentally empirically empirical test tests tested testing validate validates validated "
        "validating validation assess assesses assessed benchmark benchmarked benchmarking conduct conducted "
        "extensive verify verified"
    ),
    "RESULT": (
        "achieve achieves achieved achieving attain attains attained reach reaches reached reaching obtain "
        "obtains obtained obtaining score scores scored yield yields yielded performance results result gains "
        "gain improvement improvements improve improves improved improving increase increases increased "
        "reduce reduces reduced state-of-the-art sota boost boosts boosted boosting accuracy show shows "
        "demonstrate demonstrates"
    ),
    "BEAT": (
        "outperform outperforms outperformed outperforming surpass surpasses surpassed surpassing exceed "
        "exceeds exceeded exceeding beat beats beating superior better outperformance higher faster lower "
        "best stronger advantage"
    ),
    "COMPARE": (
        "compare compares compared comparing comparison comparisons versus vs against baseline baselines "
        "relative than over competing existing prior previous conventional traditional counterpart "
        "counterparts alternatives"
    ),
    "PAR": "comparable competitive similar par match matches matching rival rivals equivalent on-par similarly",
    "USE": (
        "use uses used using employ employs employed employing leverage leverages leveraged leveraging "
        "utilize utilizes utilized utilizing utilise utilising adopt adopts adopted adopting apply applies "
        "applied applying integrate integrates integrated integrating integration combine combines combined "
        "combining combination incorporate incorporates incorporating incorporated via with through based "
        "extend extends extended extending builds building exploit exploits exploiting adapt adapts adapting "
        "inspired by backbone powered equipped"
    ),
    "TRAIN": (
        "train trains trained training pretrain pretrained pretraining pre-trained pre-training fine-tune "
        "finetune finetuned finetuning fine-tuned fine-tuning tuned tuning tune learned learn learns learning"
    ),
    "STUDY": (
        "study studies studied studying investigate investigates investigated investigating analyze analyzes "
        "analyzed analyse analyses analysing analyzing explore explores explored exploring examine examines "
        "examined understand understanding survey surveys review reviews probe probing characterize "
        "theoretical prove find findings observe revisit revisiting rethinking"
    ),
    "EXAMPLE": "such like including include includes e.g namely example examples instance",
    "TASK": (
        "task tasks problem problems challenge challenges challenging applications application domain domains "
        "setting settings field area"
    ),
    "DATA": (
        "dataset datasets benchmark benchmarks corpus corpora data suite leaderboard test set sets split "
        "collection collections testbed"
    ),
    "MODEL": (
        "model models method methods approach approaches framework frameworks algorithm algorithms "
        "architecture architectures system systems technique techniques network networks module modules "
        "strategy mechanism objective loss pipeline paradigm"
    ),
    "OURS": "we our ours this paper work",
    "BACKGROUND": (
        "recent recently however despite although while existing often typically widely commonly remain "
        "remains limited popular success remarkable traditional previous prior many become emerged crucial "
        "important fundamental suffer suffers lack lacks fail fails struggle struggles rely relies"
    ),
}

#: word -> its class
CUES: dict[str, str] = {word: name for name, words in reversed(_CLASSES.items()) for word in words.split()}

_VERBS = (
    r"(?:evaluat|test|report|experiment|compar|us(?:e|es|ed|ing)\b|train|fine-?tun|benchmark|"
    r"outperform|surpass|exceed|beat|yield|improv|includ|appl(?:y|ie)|rel(?:y|ie)|requir|need|better|superior)"
)
_NEGATED = re.compile(
    r"\b(?:(?:do|does|did|have|has|had|was|were|is|are|could|can|will)(?:\s+not|n['’]t)(?!\s+only)|cannot|never|nor)\b"
    rf"(?:\s+[\w-]+){{0,2}}?\s+{_VERBS}",
    re.IGNORECASE,
)
_ASIDE = re.compile(rf"\b(?:without|rather than|instead of)\s+(?:[\w-]+\s+){{0,1}}?{_VERBS}", re.IGNORECASE)
_HEDGED = re.compile(
    r"\b(?:(?:might|may|could)\s+(?:(?:also|potentially|possibly|well|even|in principle)\s+)*"
    r"(?:be\s+(?:able|better|superior|extended|transferred|evaluated|tested|trained|competitive)|help|"
    r"outperform|surpass|exceed|beat|benefit|extend|transfer|work|apply|hold)|"
    r"(?:may|might)\s+(?:(?:also|potentially|possibly|well|even)\s+)*(?:reach|achieve|attain|perform|improve|yield)|"
    r"we\s+(?:hypothesi[sz]e|conjecture|speculate|expect|suspect)\b|it\s+(?:is|seems)\s+(?:possible|"
    r"plausible|conceivable)|in principle)",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:(?:in|for|as|to)\s+(?:our\s+|the\s+)?future(?:\s+(?:work|research|studies|versions?|extensions?))?|"
    r"future\s+(?:work|research|studies|versions?)\s+(?:will|should|could|may|might|includes?|is|are)|"
    r"we\s+(?:plan|leave|hope|will)\s+(?:(?:to|also|next|then|further)\s+)*"
    r"(?:evaluat|extend|test|explor|apply|investigat|compar|train|study|benchmark|experiment|include|add))",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:(?:is|are)\s+left|remains?\s+to\s+be\s+(?:seen|tested|evaluated|explored|studied)|"
    r"(?:to|for|as)\s+future\s+work)\b",
    re.IGNORECASE,
)
#: Examples of what there is, at the start of a sentence: its subject is all such data, not those of the paper.
_EXAMPLES = re.compile(
    r"(?:(?<=[.!?]\s)|(?<=\n))(?:(?:while|although|though|however,|many|most|some|existing|current|previous|prior|recent|"
    r"popular|common|standard|traditional|established|widely[- ]used|public|available)\s+)*(?:[\w-]+\s+)?"
    r"(?:benchmarks|data\s?sets|corpora|test\ssets|suites),?\s+(?:\(e\.g\.,?|e\.g\.,?|such\sas|like)\s",
    re.IGNORECASE,
)

#: What a sentence may be instead of a statement: (name, pattern, its reach). A guard reaches forward to where the
#: sentence "turn"s to what is claimed, to the next "comma", or back over its own "clause".
GUARDS = (
    ("negated", _NEGATED, "turn"),
    ("negated", _ASIDE, "comma"),
    ("hedged", _HEDGED, "turn"),
    ("future", _FUTURE, "turn"),
    ("future", _OPEN, "clause"),
    ("example", _EXAMPLES, "turn"),
)
