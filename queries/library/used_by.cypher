// Which methods use {method}?
// method: Method = BERT
// columns: method, paper, title
// ask: which methods use {method}
// ask: what uses {method}
// ask: who uses {method}
// ask: which methods extend {method}
// ask: what extends {method}
// ask: who extends {method}
// ask: which methods are based on {method}
// ask: what is based on {method}
// ask: methods based on {method}
// ask: methods using {method}
// ask: methods with {method}
// ask: by which methods is {method} used
// ask: by what is {method} used
// ask: by whom is {method} used
// ask: by what is {method} extended
// ask: methods that have {method} as a component
// ask: of what is {method} a component
MATCH (o:Method)-[r:USES]->(m:Method) WHERE m.id = $method
WITH o, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN o.name AS method, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
