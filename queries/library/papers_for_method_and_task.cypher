// Which papers use {method} for {task}?
// method: Method = BERT
// task: Task = question answering
// columns: paper, title, year
// ask: which papers use {method} for {task}
// ask: papers that use {method} for {task}
// ask: papers that use {method} to address {task}
// ask: papers that use {method} to do {task}
// ask: papers on {method} for {task}
// ask: papers on {task} with {method}
// ask: papers with {method} for {task}
// ask: papers about {method} and {task}
// ask: papers on {method} and {task}
// ask: papers that address {task} with {method}
// ask: papers on {task} that use {method}
// ask: who uses {method} for {task}
// ask: {method} for {task}
// ask: {task} with {method}
// ask: where is {method} used for {task}
// ask: in which papers is {method} used for {task}
// ask: is {method} used for {task}
MATCH (m:Method)<-[r:INTRODUCES]-(p:Paper)-[:ADDRESSES]->(t:Task) WHERE m.id = $method AND t.id = $task
RETURN p.id AS paper, p.title AS title, p.year AS year,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (m:Method)<-[r:APPLIES]-(p:Paper)-[:ADDRESSES]->(t:Task) WHERE m.id = $method AND t.id = $task
RETURN p.id AS paper, p.title AS title, p.year AS year,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (m:Method)<-[r:COMPARES]-(p:Paper)-[:ADDRESSES]->(t:Task) WHERE m.id = $method AND t.id = $task
RETURN p.id AS paper, p.title AS title, p.year AS year,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
