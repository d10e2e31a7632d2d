// Which tasks is {benchmark} for?
// benchmark: Benchmark = SQuAD
// columns: task, paper, title
// ask: which tasks is {benchmark} for
// ask: what is {benchmark} for
// ask: what is {benchmark} used for
// ask: tasks of {benchmark}
// ask: tasks of the benchmark {benchmark}
// ask: {benchmark} tasks
// ask: which task does {benchmark} evaluate
// ask: which task does {benchmark} measure
// ask: what does {benchmark} evaluate
// ask: what does {benchmark} measure
// ask: which task does {benchmark} address
// ask: which tasks are evaluated on {benchmark}
// ask: which tasks are evaluated with {benchmark}
// ask: for which task is {benchmark} used
// ask: for which task is the benchmark {benchmark} used
MATCH (b:Benchmark|Dataset)-[r:FOR_TASK]->(t:Task) WHERE b.id = $benchmark
WITH t, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN t.name AS task, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
