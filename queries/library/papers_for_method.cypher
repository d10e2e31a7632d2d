// Which papers introduce, use or evaluate {method}?
// method: Method = LoRA
// columns: paper, title, year, relation
// ask: which papers use {method}
// ask: which papers use the method {method}
// ask: which papers evaluate {method}
// ask: which papers are based on {method}
// ask: which papers extend {method}
// ask: which papers compare {method}
// ask: which papers compare with {method}
// ask: which papers work with {method}
// ask: papers with {method}
// ask: papers for {method}
// ask: papers on {method}
// ask: papers about {method}
// ask: papers of {method}
// ask: {method} papers
// ask: papers using {method}
// ask: in which papers is {method} used
// ask: in which papers is {method} evaluated
// ask: which papers introduce use or evaluate {method}
// ask: which papers introduce or use {method}
// ask: which papers address {method}
MATCH (p:Paper)-[r:INTRODUCES]->(m:Method) WHERE m.id = $method
RETURN p.id AS paper, p.title AS title, p.year AS year, 'introduces' AS relation,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (p:Paper)-[r:APPLIES]->(m:Method) WHERE m.id = $method
RETURN p.id AS paper, p.title AS title, p.year AS year, 'applies' AS relation,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (p:Paper)-[r:COMPARES]->(m:Method) WHERE m.id = $method
RETURN p.id AS paper, p.title AS title, p.year AS year, 'compares' AS relation,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
