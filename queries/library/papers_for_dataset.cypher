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
MATCH (p:Paper)-[r:EVALUATES_ON]->(d:Benchmark|Dataset) WHERE d.id = $dataset
RETURN p.id AS paper, p.title AS title, p.year AS year, 'evaluates' AS `use`,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (p:Paper)-[r:TRAINS_ON]->(d:Benchmark|Dataset) WHERE d.id = $dataset
RETURN p.id AS paper, p.title AS title, p.year AS year, 'trains' AS `use`,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
