// Which methods for {task} were evaluated on {benchmark}?
// task: Task = image classification
// benchmark: Benchmark = ImageNet
// columns: method, metric, value, paper, title
// beside: kind
// ask: which methods for {task} were evaluated on {benchmark}
// ask: which {task} methods were evaluated on {benchmark}
// ask: {task} methods on {benchmark}
// ask: methods for {task} on {benchmark}
// ask: methods used for {task} and evaluated on {benchmark}
// ask: which methods are used for {task} and were evaluated on {benchmark}
// ask: which methods that solve {task} were evaluated on {benchmark}
// ask: which methods evaluated on {benchmark} are used for {task}
MATCH (t:Task)<-[:USED_FOR]-(m:Method)-[r:EVALUATED_ON]->(b:Benchmark|Dataset) WHERE t.id = $task AND b.id = $benchmark
WITH DISTINCT m, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN m.name AS method, r.metric AS metric, r.value AS value, r.kind AS kind, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
