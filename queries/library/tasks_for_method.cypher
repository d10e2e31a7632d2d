// Which tasks is {method} used for?
// method: Method = BERT
// columns: task, paper, title
// ask: which tasks is {method} used for
// ask: for which tasks is {method} used
// ask: what is {method} used for
// ask: what is {method} for
// ask: for what is {method} used
// ask: tasks for {method}
// ask: tasks of {method}
// ask: tasks with {method}
// ask: {method} tasks
// ask: which tasks does {method} solve
// ask: which tasks does {method} address
// ask: which tasks can {method} do
// ask: what can {method} do
// ask: what does {method} solve
// ask: which tasks are solved by {method}
// ask: which tasks use {method}
// ask: which tasks are solved with {method}
MATCH (m:Method)-[r:USED_FOR]->(t:Task) WHERE m.id = $method
WITH t, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN t.name AS task, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
