// What does {method} score on {benchmark}?
// method: Method = GPT-4
// benchmark: Benchmark = MMLU
// columns: metric, value, kind, paper, title
// ask: what does {method} score on {benchmark}
// ask: what result does {method} have on {benchmark}
// ask: what result does {method} reach on {benchmark}
// ask: how good is {method} on {benchmark}
// ask: how well does {method} do on {benchmark}
// ask: how does {method} perform on {benchmark}
// ask: result of {method} on {benchmark}
// ask: {method} results on {benchmark}
// ask: {method} on {benchmark}
// ask: {benchmark} result of {method}
// ask: was {method} evaluated on {benchmark}
// ask: how was {method} evaluated on {benchmark}
MATCH (m:Method)-[r:EVALUATED_ON]->(b:Benchmark|Dataset) WHERE m.id = $method AND b.id = $benchmark
WITH r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN r.metric AS metric, r.value AS value, r.kind AS kind, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
