// Which papers are like {paper}?
// note: By the methods, datasets, benchmarks and tasks that both papers work with; names only mentioned, and those that more than 5,000 papers name, do not count. The first 50.
// paper: Paper = Attention Is All You Need
// columns: paper, title, year, shared, concepts
// order: -shared, paper
// offline: translated
// ask: which papers are like {paper}
// ask: papers like {paper}
// ask: papers like the paper {paper}
// ask: what is like {paper}
// ask: like {paper}
// ask: which papers share concepts with {paper}
// ask: which papers are like the paper {paper}
// ask: which papers are close to {paper}
// ask: neighbours of {paper}
// ask: more like {paper}
MATCH (a:Paper)-[:INTRODUCES|APPLIES|COMPARES|ADDRESSES|EVALUATES_ON|TRAINS_ON]->(c:Method|Dataset|Benchmark|Task)<-[r:INTRODUCES|APPLIES|COMPARES|ADDRESSES|EVALUATES_ON|TRAINS_ON]-(p:Paper)
WHERE a.id = $paper AND c.papers <= 5000
WITH p, count(DISTINCT c.id) AS shared, collect(DISTINCT c.name) AS concepts,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
WHERE p.id <> $paper
WITH p, shared, concepts,
    evidence AS evidence
ORDER BY shared DESC, p.id LIMIT 50
RETURN p.id AS paper, p.title AS title, p.year AS year, shared, concepts,
    evidence AS evidence
