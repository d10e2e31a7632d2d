// What are the best results on {benchmark}?
// note: Absolute values, ranked within each metric; whether more is better is known of the metric (queries/metrics.toml).
// benchmark: Benchmark = MMLU
// columns: rank, method, metric, value, paper, title
// order: best
// offline: translated
// ask: what are the best results on {benchmark}
// ask: leaderboard for {benchmark}
// ask: {benchmark} leaderboard
// ask: {benchmark} state of the art
// ask: which method is best on {benchmark}
// ask: which method is the state of the art on {benchmark}
// ask: best methods on {benchmark}
// ask: best results on {benchmark}
// ask: best of {benchmark}
// ask: top methods on {benchmark}
// ask: top results on {benchmark}
// ask: top of {benchmark}
// ask: what is best on {benchmark}
// ask: rank the methods on {benchmark}
// ask: rank the results on {benchmark}
// ask: rank of methods for {benchmark}
// ask: which method has the best result on {benchmark}
// ask: which method reaches the best result on {benchmark}
// ask: which paper reports the best result on {benchmark}
// ask: who has the best result on {benchmark}
// ask: who leads {benchmark}
// ask: what is the record on {benchmark}
MATCH (m:Method)-[r:EVALUATED_ON]->(b:Benchmark|Dataset) WHERE b.id = $benchmark AND r.value IS NOT NULL AND r.kind = 'absolute'
WITH m, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN 0 AS rank, m.name AS method, r.metric AS metric, r.value AS value, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (p:Paper)-[r:EVALUATES_ON]->(b:Benchmark|Dataset) WHERE b.id = $benchmark AND r.value IS NOT NULL AND r.kind = 'absolute'
RETURN 0 AS rank, CASE WHEN p.id = '' THEN '' END AS method, r.metric AS metric, r.value AS value, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
