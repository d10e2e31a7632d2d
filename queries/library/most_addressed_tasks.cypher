// Which tasks are addressed most?
// note: The first 100.
// columns: task, papers
// order: -papers, task
// ask: which tasks are used most
// ask: which tasks are the most used
// ask: most used tasks
// ask: which tasks are addressed most
// ask: which tasks are the most addressed
// ask: most addressed tasks
// ask: which tasks are popular most
// ask: which tasks are the most popular
// ask: most popular tasks
// ask: which tasks are common most
// ask: which tasks are the most common
// ask: most common tasks
// ask: popular tasks
// ask: top tasks
// ask: which tasks do most papers addressed
// ask: which tasks do papers addressed most
// ask: what do most papers address
// ask: on which tasks do most papers work
MATCH (c:Task)<-[r:ADDRESSES]-(:Paper)
WITH c, count(*) AS papers,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
ORDER BY papers DESC, c.name, c.id LIMIT 100
RETURN c.name AS task, papers,
    evidence AS evidence
