// Which papers cite {paper}?
// paper: Paper = Attention Is All You Need
// columns: paper, title, year
// ask: which papers cite {paper}
// ask: which papers cite the paper {paper}
// ask: who cites {paper}
// ask: what cites {paper}
// ask: papers citing {paper}
// ask: papers that cite {paper}
// ask: citations of {paper}
// ask: citations to {paper}
// ask: citations for {paper}
// ask: {paper} citations
// ask: by which papers is {paper} cited
// ask: by whom is {paper} cited
// ask: by what is {paper} cited
// ask: where is {paper} cited
// ask: in which papers is {paper} cited
// ask: how often is {paper} cited
// ask: which papers refer to {paper}
// ask: {paper} is cited by
MATCH (p:Paper)-[:CITES]->(c:Paper) WHERE c.id = $paper
RETURN p.id AS paper, p.title AS title, p.year AS year,
    [] AS evidence
