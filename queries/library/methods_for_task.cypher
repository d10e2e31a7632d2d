// Which methods are used for {task}?
// task: Task = question answering
// columns: method, paper, title
// ask: which methods are used for {task}
// ask: what is used for {task}
// ask: methods for {task}
// ask: methods of {task}
// ask: methods on {task}
// ask: {task} methods
// ask: which methods solve {task}
// ask: which methods address {task}
// ask: which methods do {task}
// ask: what solves {task}
// ask: who solves {task}
// ask: how is {task} solved
// ask: how is {task} done
// ask: which methods are there for {task}
// ask: which methods work on {task}
MATCH (m:Method)-[r:USED_FOR]->(t:Task) WHERE t.id = $task
WITH m, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN m.name AS method, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
