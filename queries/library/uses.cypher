// Which methods does {method} use?
// method: Method = RAG
// columns: method, paper, title
// ask: which methods does {method} use
// ask: what does {method} use
// ask: which methods are used by {method}
// ask: what is used by {method}
// ask: what are the components of {method}
// ask: components of {method}
// ask: {method} components
// ask: of what is {method} composed
// ask: on which methods is {method} based
// ask: on what is {method} based
// ask: which methods is {method} based on
// ask: what is {method} based on
// ask: what does {method} extend
// ask: which methods does {method} extend
// ask: {method} uses what
// ask: {method} uses which methods
// ask: {method} is based on what
MATCH (m:Method)-[r:USES]->(o:Method) WHERE m.id = $method
WITH o, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN o.name AS method, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
