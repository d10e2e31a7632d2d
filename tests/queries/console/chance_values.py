"""Expressions made up by chance, over rows in which every variable is missing somewhere."""

from __future__ import annotations

from random import Random

#: Binds i, j (integers), f (decimals), s, t (texts), p (booleans), l (integers in a list) and k (texts in a list).
ROWS = (
    "UNWIND [1, 2, null] AS i WITH i, CASE i WHEN 1 THEN 5 WHEN 2 THEN -3 END AS j,"
    " CASE WHEN i = 1 THEN 'abc' WHEN i = 2 THEN 'Ab' END AS s,"
    " CASE WHEN i IS NULL THEN 'a b' WHEN i = 1 THEN 'x' END AS t,"
    " CASE i WHEN 1 THEN true WHEN 2 THEN false END AS p, CASE WHEN i = 2 THEN 2.5 WHEN i IS NULL THEN -0.5 END AS f,"
    " CASE WHEN i = 1 THEN [1, 2] WHEN i = 2 THEN [4] END AS l,"
    " CASE WHEN i = 1 THEN ['a', 'bc'] WHEN i IS NULL THEN ['abc'] END AS k "
)

#: What stands for an expression of a type: @ and the type's letter is another of that type, one level less deep.
_LEAVES = {
    "i": "i j 0 1 2 3 -1 7".split(),
    "f": "f 0.5 2.0 -1.5".split(),
    "s": ["s", "t", "'a'", "'abc'", "'Ab C'", "'héllo'", "'12'"],
    "b": ["p", "true", "false"],
    "l": ["l", "[1, 2, 3]", "[3, null]", "range(1, 3)"],
    "k": ["k", "['a', 'b']", "['abc']"],
}
_FORMS = {
    "i": (
        "(@i + @i)|(@i - @i)|(@i * @i)|(@i / 2)|(@i % -3)|size(@s)|size(@l)|abs(@i)|toInteger(@f)|toInteger(@s)"
        "|@l[@i % 2]|head(@l)|last(@l)|coalesce(@i, @i)|CASE WHEN @b THEN @i ELSE @i END|CASE @i WHEN @i THEN @i END"
        "|reduce(z = 0, q IN @l | z + q)|CASE @s WHEN @s THEN @i WHEN @s THEN @i ELSE 5 END"
    ),
    "f": "(@f + @i)|(@f * @f)|(@i / 2.0)|toFloat(@i)|toFloat(@s)|round(@f)|floor(@f)|ceil(@f)|sqrt(abs(@i))|(@i ^ 2)",
    "s": (
        "(@s + @s)|toUpper(@s)|toLower(@s)|trim(@s)|substring(@s, 1)|substring(@s, 1, 1)|left(@s, 2)|right(@s, 9)"
        "|replace(@s, 'b', @s)|reverse(@s)|toString(@i)|toString(@b)|@k[0]|head(@k)|last(@k)|coalesce(@s, @s)"
        "|CASE WHEN @b THEN @s END|reduce(z = '', q IN @k | z + q)"
    ),
    "b": (
        "(@i = @i)|(@s <> @s)|(@i < @i)|(@s <= @s)|(@i >= @f)|(@b AND @b)|(@b OR @b)|(@b XOR @b)|NOT @b|(@s IS NULL)"
        "|(@l IS NOT NULL)|(@i IN [1, 2])|(@s IN ['a', 'abc'])|(@s STARTS WITH @s)|(@s ENDS WITH 'c')|(@s =~ 'a.*')"
        "|any(q IN @l WHERE q > 1)|all(q IN @l WHERE q > @i)|none(q IN @k WHERE q = @s)|single(q IN @l WHERE q = 2)"
        "|(@i < @i <= @i)|isEmpty(@s)|toBoolean(@s)|(@k = @k)"
    ),
    "l": (
        "[@i, @i]|(@l + @l)|[q IN @l WHERE q > 1 | q * 2]|[q IN @l | q + @i]|[q IN @l WHERE q > @i]|tail(@l)|@l[1..]"
        "|@l[..-1]|CASE WHEN @b THEN @l ELSE @l END|coalesce(@l, [9])|[q IN @l WHERE q IS NOT NULL]"
    ),
    "k": (
        "[@s, @s]|(@k + ['z'])|[q IN @k | q + '!']|split(@s, ' ')|[q IN @k WHERE q <> @s]|tail(@k)"
        "|[q IN @k | toUpper(q)]"
    ),
}


class ChanceValues:
    """Makes expressions; the same seed, the same ones."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def expression(self) -> str:
        """One of any type, up to three deep."""
        return self._of(self._random.choice("iifssbbblk"), self._random.choice((1, 2, 2, 3)))

    def _of(self, kind: str, deep: int) -> str:
        if not deep or self._random.random() < 0.2:
            return self._random.choice(_LEAVES[kind])
        # A bar between two blanks is part of a form.
        forms = _FORMS[kind].replace(" | ", "\0").split("|")
        first, *parts = self._random.choice(forms).replace("\0", " | ").split("@")
        return first + "".join(self._of(part[0], deep - 1) + part[1:] for part in parts)
