// Which papers mention {concept}?
// note: In whatever role: introduced, evaluated, used, addressed, measured or only mentioned.
// concept: Concept = BERT
// columns: paper, title, year, relation
// ask: which papers mention {concept}
// ask: papers mentioning {concept}
// ask: where is {concept} mentioned
// ask: in which papers is {concept} mentioned
// ask: who mentions {concept}
// ask: mentions of {concept}
// ask: {concept} mentions
// ask: how often is {concept} mentioned
// ask: which papers mention the method {concept}
// ask: which papers mention the benchmark {concept}
// ask: which papers mention the dataset {concept}
// ask: which papers mention the task {concept}
// ask: which papers contain {concept}
MATCH (p:Paper)-[r:INTRODUCES]->(c:Method|Dataset|Benchmark|Task|Metric) WHERE c.id = $concept
RETURN p.id AS paper, p.title AS title, p.year AS year, 'introduces' AS relation,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (p:Paper)-[r:EVALUATES_ON]->(c:Benchmark|Dataset) WHERE c.id = $concept
RETURN p.id AS paper, p.title AS title, p.year AS year, 'evaluates on' AS relation,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (p:Paper)-[r:TRAINS_ON]->(c:Benchmark|Dataset) WHERE c.id = $concept
RETURN p.id AS paper, p.title AS title, p.year AS year, 'trains on' AS relation,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (p:Paper)-[r:ADDRESSES]->(c:Task) WHERE c.id = $concept
RETURN p.id AS paper, p.title AS title, p.year AS year, 'addresses' AS relation,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (p:Paper)-[r:APPLIES]->(c:Method) WHERE c.id = $concept
RETURN p.id AS paper, p.title AS title, p.year AS year, 'applies' AS relation,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (p:Paper)-[r:COMPARES]->(c:Method) WHERE c.id = $concept
RETURN p.id AS paper, p.title AS title, p.year AS year, 'compares' AS relation,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (p:Paper)-[r:MEASURES]->(c:Metric) WHERE c.id = $concept
RETURN p.id AS paper, p.title AS title, p.year AS year, 'measures' AS relation,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (p:Paper)-[r:MENTIONS]->(c:Method|Dataset|Benchmark|Task|Metric) WHERE c.id = $concept
RETURN p.id AS paper, p.title AS title, p.year AS year, 'mentions' AS relation,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
