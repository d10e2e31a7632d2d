// Which papers introduce a dataset or benchmark for {task}?
// task: Task = question answering
// columns: paper, title, year, name, type
// ask: which papers introduce a dataset for {task}
// ask: which papers introduce a benchmark for {task}
// ask: which papers introduce a dataset or benchmark for {task}
// ask: which papers introduce {task} datasets
// ask: which papers introduce {task} benchmarks
// ask: papers with a new dataset for {task}
// ask: papers with a new benchmark for {task}
// ask: which new datasets are there for {task}
// ask: which new benchmarks are there for {task}
// ask: which datasets were introduced for {task}
// ask: which benchmarks were introduced for {task}
// ask: who introduced a dataset for {task}
// ask: who introduced a benchmark for {task}
MATCH (d:Benchmark|Dataset)-[r:FOR_TASK]->(t:Task) WHERE t.id = $task
WITH d, r
MATCH (p:Paper)-[:INTRODUCES]->(d)
RETURN p.id AS paper, p.title AS title, p.year AS year, d.name AS name,
    CASE WHEN d.id STARTS WITH 'dataset:' THEN 'Dataset' ELSE 'Benchmark' END AS type,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
