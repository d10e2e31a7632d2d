// Which methods were trained on {dataset}?
// dataset: Dataset = ImageNet
// columns: method, paper, title
// ask: which methods were trained on {dataset}
// ask: which methods were trained on the dataset {dataset}
// ask: what was trained on {dataset}
// ask: what was trained on the dataset {dataset}
// ask: who trains on {dataset}
// ask: which methods use {dataset} for training
// ask: which methods learn from {dataset}
MATCH (m:Method)-[r:TRAINED_ON]->(d:Benchmark|Dataset) WHERE d.id = $dataset
WITH m, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN m.name AS method, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
