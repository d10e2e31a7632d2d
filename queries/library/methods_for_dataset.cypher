// Which methods were trained or evaluated on the dataset {dataset}?
// dataset: Dataset = ImageNet
// columns: method, use, paper, title
// ask: which methods use the dataset {dataset}
// ask: which methods use {dataset}
// ask: methods trained or evaluated on {dataset}
// ask: methods trained or evaluated on the dataset {dataset}
// ask: which methods were evaluated or trained on {dataset}
// ask: methods for the dataset {dataset}
// ask: methods of the dataset {dataset}
MATCH (m:Method)-[r:EVALUATED_ON]->(d:Benchmark|Dataset) WHERE d.id = $dataset
WITH m, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN m.name AS method, 'evaluated' AS `use`, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (m:Method)-[r:TRAINED_ON]->(d:Benchmark|Dataset) WHERE d.id = $dataset
WITH m, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN m.name AS method, 'trained' AS `use`, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
