// Which tasks does the paper {paper} address?
// paper: Paper = Attention Is All You Need
// columns: task
// ask: which tasks does the paper {paper} address
// ask: which tasks does {paper} address
// ask: which task does {paper} solve
// ask: which task does {paper} work on
// ask: what does {paper} address
// ask: what does {paper} solve
// ask: what is {paper} about
// ask: tasks of the paper {paper}
// ask: tasks of {paper}
// ask: tasks in {paper}
// ask: {paper} tasks
// ask: which tasks are addressed in {paper}
MATCH (p:Paper)-[r:ADDRESSES]->(t:Task) WHERE p.id = $paper
RETURN t.name AS task,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
