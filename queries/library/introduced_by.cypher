// Who introduced {concept}?
// concept: Concept = BERT
// columns: paper, title, year, type
// order: year, paper
// ask: who introduced {concept}
// ask: which paper introduced {concept}
// ask: which papers introduce {concept}
// ask: which paper is {concept} from
// ask: what introduced {concept}
// ask: by whom was {concept} introduced
// ask: by which paper was {concept} introduced
// ask: in which paper was {concept} introduced
// ask: where was {concept} introduced
// ask: where does {concept} come from
// ask: from where does {concept} come
// ask: from which paper does {concept} come
// ask: origin of {concept}
// ask: when was {concept} introduced
// ask: {concept} paper introduced
// ask: who is behind {concept}
// ask: who made {concept}
// ask: introduction of {concept}
// ask: the original paper of {concept}
// ask: the paper that introduced the method {concept}
// ask: who introduced the benchmark {concept}
// ask: who introduced the dataset {concept}
// ask: which paper introduced the benchmark {concept}
// ask: which paper introduced the dataset {concept}
// ask: which paper introduced the method {concept}
MATCH (p:Paper)-[r:INTRODUCES]->(c:Method|Dataset|Benchmark|Task|Metric) WHERE c.id = $concept
RETURN p.id AS paper, p.title AS title, p.year AS year,
    CASE WHEN c.id STARTS WITH 'method:' THEN 'Method' WHEN c.id STARTS WITH 'dataset:' THEN 'Dataset'
        WHEN c.id STARTS WITH 'benchmark:' THEN 'Benchmark' WHEN c.id STARTS WITH 'task:' THEN 'Task' ELSE 'Metric' END AS type,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
