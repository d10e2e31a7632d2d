// Which methods outperform {method}?
// method: Method = BERT
// columns: method, paper, title
// ask: which methods outperform {method}
// ask: what outperforms {method}
// ask: who outperforms {method}
// ask: methods outperforming {method}
// ask: by which methods is {method} outperformed
// ask: by what is {method} outperformed
// ask: {method} is outperformed by
// ask: {method} is outperformed by what
// ask: {method} is outperformed by which methods
// ask: which methods are better than {method}
// ask: what is better than {method}
// ask: who is better than {method}
// ask: methods better than {method}
// ask: than which methods is {method} worse
// ask: {method} is worse than what
// ask: what does {method} lose to
MATCH (o:Method)-[r:OUTPERFORMS]->(m:Method) WHERE m.id = $method
WITH o, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN o.name AS method, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
