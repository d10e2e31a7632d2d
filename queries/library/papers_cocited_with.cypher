// Which papers are cited together with {paper}?
// paper: Paper = Attention Is All You Need
// columns: paper, title, year, together
// order: -together, paper
// offline: translated
// ask: which papers are cited together with {paper}
// ask: papers cited together with {paper}
// ask: papers that are cited together with the paper {paper}
// ask: what is cited together with {paper}
// ask: which other papers are cited by papers that cite {paper}
// ask: what else do papers that cite {paper} cite
// ask: co-citations of {paper}
// ask: co-cited papers of {paper}
// ask: which papers are co-cited with {paper}
// ask: with which papers is {paper} cited together
MATCH (c:Paper)<-[:CITES]-(by:Paper)-[:CITES]->(p:Paper) WHERE c.id = $paper AND p.id <> $paper
RETURN p.id AS paper, p.title AS title, p.year AS year, count(DISTINCT by.id) AS together,
    [] AS evidence
