// Which tasks is the dataset {dataset} for?
// dataset: Dataset = ImageNet
// columns: task, paper, title
// ask: which tasks is the dataset {dataset} for
// ask: what is the dataset {dataset} for
// ask: what is the dataset {dataset} used for
// ask: tasks of the dataset {dataset}
// ask: for which task is the dataset {dataset} used
// ask: which task does the dataset {dataset} address
MATCH (d:Benchmark|Dataset)-[r:FOR_TASK]->(t:Task) WHERE d.id = $dataset
WITH t, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN t.name AS task, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
