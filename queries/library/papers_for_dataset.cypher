// Which papers use the dataset {dataset}?
// dataset: Dataset = ImageNet
// columns: paper, title, year, use
// ask: which papers use the dataset {dataset}
// ask: papers for the dataset {dataset}
// ask: papers on the dataset {dataset}
// ask: which papers train or evaluate on {dataset}
// ask: which papers train or evaluate on the dataset {dataset}
// ask: which papers work with the dataset {dataset}
// ask: in which papers is the dataset {dataset} used
// ask: who uses the dataset {dataset}
MATCH (:Method|Paper)-[r:EVALUATED_ON|EVALUATES_ON]->(d:Benchmark|Dataset) WHERE d.id = $dataset
WITH r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN p.id AS paper, p.title AS title, p.year AS year, 'evaluates' AS `use`,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (:Method|Paper)-[r:TRAINED_ON|TRAINS_ON]->(d:Benchmark|Dataset) WHERE d.id = $dataset
WITH r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN p.id AS paper, p.title AS title, p.year AS year, 'trains' AS `use`,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
