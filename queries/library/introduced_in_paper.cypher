// What does the paper {paper} introduce?
// paper: Paper = Attention Is All You Need
// columns: name, type
// order: type, name
// ask: what does the paper {paper} introduce
// ask: what does {paper} introduce
// ask: what was introduced in {paper}
// ask: what was introduced by {paper}
// ask: what is new in {paper}
// ask: what comes from {paper}
// ask: which methods does {paper} introduce
// ask: which datasets does {paper} introduce
// ask: which benchmarks does {paper} introduce
// ask: which methods were introduced in {paper}
// ask: which methods were introduced by {paper}
// ask: which datasets were introduced in {paper}
// ask: contributions of {paper}
// ask: contribution of the paper {paper}
MATCH (p:Paper)-[r:INTRODUCES]->(c:Method|Dataset|Benchmark|Task|Metric) WHERE p.id = $paper
RETURN c.name AS name,
    CASE WHEN c.id STARTS WITH 'method:' THEN 'Method' WHEN c.id STARTS WITH 'dataset:' THEN 'Dataset'
        WHEN c.id STARTS WITH 'benchmark:' THEN 'Benchmark' WHEN c.id STARTS WITH 'task:' THEN 'Task' ELSE 'Metric' END AS type,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
