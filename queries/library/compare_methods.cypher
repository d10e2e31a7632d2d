// How does {method} compare with {other}?
// method: Method = GPT-4
// other: Method = Chinchilla
// columns: benchmark, method, metric, value, paper, title
// beside: kind
// order: benchmark, metric, method, value, paper
// ask: how does {method} compare with {other}
// ask: compare {method} and {other}
// ask: compare {method} with {other}
// ask: compare {method} to {other}
// ask: {method} versus {other}
// ask: {method} or {other}
// ask: compare the results of {method} and {other}
// ask: comparison of {method} and {other}
// ask: comparison between {method} and {other}
// ask: how do {method} and {other} compare
// ask: what is the difference between {method} and {other}
// ask: difference in results between {method} and {other}
// ask: is {method} better than {other}
// ask: does {method} outperform {other}
// ask: is {method} or {other} better
// ask: which is better {method} or {other}
// ask: which benchmarks do {method} and {other} share
// ask: on which benchmarks were both {method} and {other} evaluated
// ask: on which benchmarks were {method} and {other} evaluated
// ask: on which datasets were {method} and {other} evaluated
MATCH (m:Method)-[r:EVALUATED_ON]->(b:Benchmark|Dataset) WHERE m.id = $method AND EXISTS { MATCH (o:Method)-[:EVALUATED_ON]->(b) WHERE o.id = $other }
WITH m, b, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN b.name AS benchmark, m.name AS method, r.metric AS metric, r.value AS value, r.kind AS kind, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (m:Method)-[r:EVALUATED_ON]->(b:Benchmark|Dataset) WHERE m.id = $other AND EXISTS { MATCH (o:Method)-[:EVALUATED_ON]->(b) WHERE o.id = $method }
WITH m, b, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN b.name AS benchmark, m.name AS method, r.metric AS metric, r.value AS value, r.kind AS kind, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
