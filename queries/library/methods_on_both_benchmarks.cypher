// Which methods were evaluated on both {benchmark} and {other}?
// benchmark: Benchmark = MMLU
// other: Benchmark = GSM8K
// columns: method
// ask: which methods were evaluated on both {benchmark} and {other}
// ask: which methods were evaluated on {benchmark} and {other}
// ask: which methods were evaluated on {benchmark} and on {other}
// ask: methods for both {benchmark} and {other}
// ask: methods on {benchmark} and {other}
// ask: which methods report both {benchmark} and {other}
// ask: which methods have results on both {benchmark} and {other}
// ask: who was evaluated on both {benchmark} and {other}
// ask: which methods share {benchmark} and {other}
// ask: which methods were evaluated on {benchmark} together with {other}
MATCH (m:Method)-[:EVALUATED_ON]->(d:Benchmark|Dataset) WHERE d.id = $benchmark
WITH DISTINCT m
MATCH (m)-[r:EVALUATED_ON]->(d:Benchmark|Dataset) WHERE d.id = $other
RETURN m.name AS method,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (m:Method)-[:EVALUATED_ON]->(d:Benchmark|Dataset) WHERE d.id = $other
WITH DISTINCT m
MATCH (m)-[r:EVALUATED_ON]->(d:Benchmark|Dataset) WHERE d.id = $benchmark
RETURN m.name AS method,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
