// What results are reported on {benchmark}?
// note: Absolute values and gains; method is null where the text names none.
// benchmark: Benchmark = MMLU
// columns: method, metric, value, kind, paper, title
// ask: what results are reported on {benchmark}
// ask: what results are there for {benchmark}
// ask: results on {benchmark}
// ask: {benchmark} results
// ask: results of methods on {benchmark}
// ask: which results do methods reach on {benchmark}
// ask: which results do papers report on {benchmark}
// ask: what values were measured on {benchmark}
// ask: which gains are reported on {benchmark}
// ask: how much do methods improve {benchmark}
// ask: what is reported on {benchmark}
MATCH (m:Method)-[r:EVALUATED_ON]->(b:Benchmark|Dataset) WHERE b.id = $benchmark AND r.value IS NOT NULL
WITH m, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN m.name AS method, r.metric AS metric, r.value AS value, r.kind AS kind, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (p:Paper)-[r:EVALUATES_ON]->(b:Benchmark|Dataset) WHERE b.id = $benchmark AND r.value IS NOT NULL
RETURN CASE WHEN p.id = '' THEN '' END AS method, r.metric AS metric, r.value AS value, r.kind AS kind, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
