// Which papers train on {dataset}?
// dataset: Dataset = Common Crawl
// columns: paper, title, year
// ask: which papers train on {dataset}
// ask: which papers train on the dataset {dataset}
// ask: which papers train methods on {dataset}
// ask: papers whose methods are trained on {dataset}
// ask: which papers use {dataset} for training
// ask: which papers use the dataset {dataset} for training
// ask: in which papers is {dataset} used for training
// ask: papers with training on {dataset}
MATCH (:Method|Paper)-[r:TRAINED_ON|TRAINS_ON]->(d:Benchmark|Dataset) WHERE d.id = $dataset
WITH r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN p.id AS paper, p.title AS title, p.year AS year,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
