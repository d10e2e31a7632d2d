"""Reading queries made up by chance over the bundled sample, for two engines to be compared on."""

from __future__ import annotations

from random import Random

_TYPES = ("USES", "EVALUATED_ON", "OUTPERFORMS", "USED_FOR", "TRAINED_ON")
_NAMES = ("BERT", "LoRA", "RoBERTa", "GPT-3")


class Chance:
    """Makes queries: patterns, conditions, an OPTIONAL MATCH, a WITH that aggregates or limits, values and sums."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def query(self) -> str:
        """A query; its rows have no order."""
        chance = self._random.random
        variables = ["a", "b", "c"][: self._random.randint(1, 3)]
        said = f"MATCH {self._pattern(variables)}"
        if chance() < 0.6:
            joint = self._one(" AND ", " OR ")
            said += " WHERE " + joint.join(self._condition(variables) for _ in range(self._random.randint(1, 2)))
        if chance() < 0.2:
            said += f" OPTIONAL MATCH ({variables[0]})-[:{self._one(*_TYPES)}]->(o)"
            variables = [*variables, "o"]
        if chance() < 0.3:
            first = variables[0]
            said += f" WITH {first}, {self._number(variables)} AS n"
            if chance() < 0.6:
                said += f" ORDER BY n DESC, {first}.id LIMIT {self._random.randint(1, 9)}"
            elif chance() < 0.5:
                said += " WHERE n > 1"
            variables = [first]
            if chance() < 0.4:
                said += f" MATCH ({first})-[:{self._one(*_TYPES)}]->(z)"
                variables = [first, "z"]
        values = [self._value(variables) for _ in range(self._random.randint(1, 2))]
        if chance() < 0.4:
            values = [self._one(self._number(variables), f"max({variables[-1]}.name)"), *values[1:]]
        items = ", ".join(f"{value} AS c{place}" for place, value in enumerate(values))
        return f"{said} RETURN {self._one('', '', 'DISTINCT ')}{items}"

    def _one(self, *of: str) -> str:
        return self._random.choice(of)

    def _pattern(self, variables: list[str]) -> str:
        said = self._node(variables[0])
        for variable in variables[1:]:
            said += self._relation() + self._node(variable)
        return said

    def _node(self, name: str) -> str:
        named = f"({name}:Method {{name: '{self._one(*_NAMES)}'}})"
        return self._one(f"({name}:Method)", f"({name})", f"({name}:Method|Dataset)", named)

    def _relation(self) -> str:
        types = self._one(self._one(*_TYPES), "|".join(self._random.sample(_TYPES, 2)))
        left, right = self._random.choice([("-", "->"), ("<-", "-"), ("-", "-")])
        return f"{left}[:{types}{self._one('', '', '', '*1..2', '*2')}]{right}"

    def _condition(self, variables: list[str]) -> str:
        one, other = self._one(*variables), self._one(*variables)
        return self._one(
            f"{one}.papers > {self._random.randint(1, 6)}",
            f"1 < {one}.papers <= 5",
            f"{one}.papers IN [1, 2, 3]",
            f"{one}.name STARTS WITH '{self._one(*'BGLRT')}'",
            f"{one}.name CONTAINS 'e' XOR {one}.papers = 2",
            f"toLower({one}.name) =~ '.*(bert|net).*'",
            f"size({one}.name) > 5",
            f"{one}.name IS NOT NULL",
            f"any(x IN ['BERT', 'LoRA'] WHERE x = {one}.name)",
            f"{one}:Method",
            f"NOT {one}:Dataset",
            f"{one} <> {other}",
            f"EXISTS {{ ({one})-[:USES]->() }}",
            f"COUNT {{ ({one})--() }} > {self._random.randint(1, 20)}",
        )

    def _value(self, variables: list[str]) -> str:
        of = self._one(*variables)
        return self._one(
            f"{of}.name",
            f"{of}.papers % 3",
            f"size({of}.name)",
            f"substring({of}.name, 1, 2)",
            f"left({of}.name, 3) + '!'",
            f"split({of}.name, ' ')[0]",
            f"replace({of}.name, 'e', 'E')",
            f"coalesce({of}.name, 'none')",
            f"toString({of}.papers)",
            f"labels({of})[-1] = 'Method'",
            f"CASE WHEN {of}:Method THEN 1 ELSE 0 END",
            f"[x IN [1, 2, {of}.papers] WHERE x > 1 | x * 2]",
            f"{of} {{.name, p: {of}.papers}}",
        )

    def _number(self, variables: list[str]) -> str:
        of = self._one(*variables)
        return self._one(
            "count(*)",
            f"count(DISTINCT {of})",
            f"sum({of}.papers)",
            f"min({of}.papers)",
            f"avg({of}.papers)",
            f"size(collect(DISTINCT {of}.name))",
            f"count({of}.papers) * 2",
        )
