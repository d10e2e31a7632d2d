// Which papers address {task} since {year}?
// note: The year itself is included.
// task: Task = question answering
// year: year = 2020
// columns: paper, title, year
// order: year, paper
// ask: which papers address {task} since {year}
// ask: papers about {task} since {year}
// ask: papers on {task} since {year}
// ask: papers on {task} from {year}
// ask: papers for {task} since {year}
// ask: {task} papers since {year}
// ask: papers since {year} on {task}
// ask: papers since {year} that address {task}
// ask: since {year} which papers address {task}
// ask: which papers work on {task} since {year}
// ask: {task} since {year}
MATCH (p:Paper)-[r:ADDRESSES]->(t:Task) WHERE t.id = $task AND p.year >= $year
RETURN p.id AS paper, p.title AS title, p.year AS year,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
