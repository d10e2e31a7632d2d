// Which methods does {method} outperform?
// method: Method = BERT
// columns: method, paper, title
// ask: which methods does {method} outperform
// ask: what does {method} outperform
// ask: which methods are outperformed by {method}
// ask: what is outperformed by {method}
// ask: who is outperformed by {method}
// ask: whom does {method} outperform
// ask: which methods are worse than {method}
// ask: what is worse than {method}
// ask: methods worse than {method}
// ask: methods outperformed by {method}
// ask: than which methods is {method} better
// ask: than what is {method} better
// ask: {method} outperforms
// ask: {method} outperforms which methods
// ask: {method} outperforms what
// ask: {method} is better than
// ask: {method} is better than what
// ask: {method} is better than which methods
// ask: which methods lose to {method}
MATCH (m:Method)-[r:OUTPERFORMS]->(o:Method) WHERE m.id = $method
WITH o, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN o.name AS method, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
