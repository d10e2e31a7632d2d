// Which datasets are there for {task}?
// task: Task = image classification
// columns: dataset, paper, title
// ask: which datasets are there for {task}
// ask: which datasets exist for {task}
// ask: which datasets are used for {task}
// ask: datasets for {task}
// ask: datasets of {task}
// ask: datasets on {task}
// ask: {task} datasets
// ask: which datasets evaluate {task}
// ask: which datasets address {task}
// ask: which datasets contain {task}
// ask: on which datasets is {task} evaluated
// ask: on which datasets is {task} trained
// ask: which data is there for {task}
// ask: datasets to train {task}
MATCH (d:Dataset)-[r:FOR_TASK]->(t:Task) WHERE t.id = $task
WITH d, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN d.name AS dataset, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
