// On which benchmarks was {method} evaluated?
// method: Method = GPT-4
// columns: benchmark, metric, value, paper, title
// beside: kind
// ask: on which benchmarks was {method} evaluated
// ask: on which benchmark is {method} evaluated
// ask: on which datasets was {method} evaluated
// ask: on what was {method} evaluated
// ask: where was {method} evaluated
// ask: which benchmarks does {method} report
// ask: which benchmarks was {method} run on
// ask: benchmarks for {method}
// ask: benchmarks of {method}
// ask: {method} benchmarks
// ask: {method} results
// ask: {method} evaluation
// ask: results of {method}
// ask: what results does {method} have
// ask: how was {method} evaluated
// ask: what was {method} evaluated on
// ask: which benchmarks evaluate {method}
// ask: which datasets evaluate {method}
// ask: which benchmarks were used to evaluate {method}
// ask: which benchmarks have results of {method}
MATCH (m:Method)-[r:EVALUATED_ON]->(b:Benchmark|Dataset) WHERE m.id = $method
WITH b, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN b.name AS benchmark, r.metric AS metric, r.value AS value, r.kind AS kind, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
