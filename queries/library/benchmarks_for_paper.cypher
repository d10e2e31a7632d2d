// Which benchmarks does the paper {paper} evaluate on?
// note: A row of its own for every result; method is null where the text names none.
// paper: Paper = Attention Is All You Need
// columns: benchmark, method, metric, value, kind
// ask: which benchmarks does the paper {paper} evaluate on
// ask: which benchmarks does {paper} evaluate on
// ask: on which benchmarks does {paper} evaluate
// ask: on which datasets does {paper} evaluate
// ask: on what does {paper} evaluate
// ask: what does {paper} evaluate on
// ask: which benchmarks does {paper} use
// ask: which benchmarks does {paper} report
// ask: benchmarks of the paper {paper}
// ask: benchmarks of {paper}
// ask: benchmarks in {paper}
// ask: {paper} benchmarks
// ask: which benchmarks are used in {paper}
// ask: results of {paper}
// ask: what results does {paper} report
// ask: what results does {paper} have
MATCH (p:Paper)-[:EVALUATES_ON]->(b:Benchmark|Dataset)<-[r:EVALUATED_ON]-(m:Method) WHERE p.id = $paper AND r.paper = $paper
RETURN b.name AS benchmark, m.name AS method, r.metric AS metric, r.value AS value, r.kind AS kind,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (p:Paper)-[r:EVALUATES_ON]->(b:Benchmark|Dataset) WHERE p.id = $paper
WITH p, r, b
OPTIONAL MATCH (:Method)-[named:EVALUATED_ON]->(b) WHERE named.paper = $paper
WITH p, r, b, count(named) AS methods WHERE methods = 0 OR r.value IS NOT NULL
RETURN b.name AS benchmark, CASE WHEN p.id = '' THEN '' END AS method, r.metric AS metric, r.value AS value, r.kind AS kind,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
