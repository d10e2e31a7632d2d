// Which papers address {task}?
// task: Task = question answering
// columns: paper, title, year
// ask: which papers address {task}
// ask: papers about {task}
// ask: papers on {task}
// ask: papers for {task}
// ask: papers of {task}
// ask: {task} papers
// ask: papers addressing {task}
// ask: papers addressing the task {task}
// ask: which papers work on {task}
// ask: which papers solve {task}
// ask: who works on {task}
// ask: what is there on {task}
// ask: which papers are there on {task}
// ask: which papers do {task}
// ask: in which papers is {task} addressed
MATCH (p:Paper)-[r:ADDRESSES]->(t:Task) WHERE t.id = $task
RETURN p.id AS paper, p.title AS title, p.year AS year,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
