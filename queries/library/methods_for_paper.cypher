// Which methods does the paper {paper} introduce, use or compare?
// paper: Paper = Attention Is All You Need
// columns: method, relation
// order: relation, method
// ask: which methods does the paper {paper} introduce use or compare
// ask: which methods does the paper {paper} use
// ask: which methods does {paper} use
// ask: which methods does {paper} compare
// ask: which methods does {paper} compare with
// ask: which methods does {paper} evaluate
// ask: what does {paper} use
// ask: methods of the paper {paper}
// ask: methods of {paper}
// ask: methods in {paper}
// ask: {paper} methods
// ask: which methods are used in {paper}
// ask: which methods are in {paper}
// ask: what is {paper} based on
MATCH (p:Paper)-[r:INTRODUCES]->(m:Method) WHERE p.id = $paper
RETURN m.name AS method, 'introduces' AS relation,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (p:Paper)-[r:APPLIES]->(m:Method) WHERE p.id = $paper
RETURN m.name AS method, 'applies' AS relation,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (p:Paper)-[r:COMPARES]->(m:Method) WHERE p.id = $paper
RETURN m.name AS method, 'compares' AS relation,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
