// Which methods were evaluated on {benchmark}?
// note: A row of its own for every result. A paper without a named method, or with a result that has none, has method null.
// benchmark: Benchmark = MMLU
// columns: method, metric, value, paper, title
// beside: kind
// ask: which methods were evaluated on {benchmark}
// ask: which methods were evaluated on the benchmark {benchmark}
// ask: who was evaluated on {benchmark}
// ask: {benchmark} methods
// ask: methods for {benchmark}
// ask: methods of {benchmark}
// ask: which methods report {benchmark}
// ask: which methods report results on {benchmark}
// ask: what was evaluated on {benchmark}
// ask: which methods have results on {benchmark}
MATCH (m:Method)-[r:EVALUATED_ON]->(b:Benchmark|Dataset) WHERE b.id = $benchmark
WITH m, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN m.name AS method, r.metric AS metric, r.value AS value, r.kind AS kind, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (p:Paper)-[r:EVALUATES_ON]->(b:Benchmark|Dataset) WHERE b.id = $benchmark
WITH p, r
OPTIONAL MATCH (:Method)-[named:EVALUATED_ON]->(b:Benchmark|Dataset) WHERE b.id = $benchmark AND named.paper = p.id
WITH p, r, count(named) AS methods WHERE methods = 0 OR r.value IS NOT NULL
RETURN CASE WHEN p.id = '' THEN '' END AS method, r.metric AS metric, r.value AS value, r.kind AS kind, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
