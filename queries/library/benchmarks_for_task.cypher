// Which benchmarks are there for {task}?
// task: Task = question answering
// columns: benchmark, paper, title
// ask: which benchmarks are there for {task}
// ask: which benchmarks exist for {task}
// ask: which benchmarks are used for {task}
// ask: benchmarks for {task}
// ask: benchmarks of {task}
// ask: benchmarks on {task}
// ask: {task} benchmarks
// ask: which benchmarks evaluate {task}
// ask: which benchmarks address {task}
// ask: which benchmarks contain {task}
// ask: how is {task} evaluated
// ask: on what is {task} evaluated
// ask: on which benchmarks is {task} evaluated
// ask: on which benchmarks is {task} measured
// ask: benchmarks to evaluate {task}
// ask: where is {task} evaluated
MATCH (d:Benchmark)-[r:FOR_TASK]->(t:Task) WHERE t.id = $task
WITH d, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN d.name AS benchmark, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
