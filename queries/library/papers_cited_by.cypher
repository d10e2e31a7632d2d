// Which papers does {paper} cite?
// paper: Paper = Attention Is All You Need
// columns: paper, title, year
// ask: which papers does {paper} cite
// ask: which papers does the paper {paper} cite
// ask: what does {paper} cite
// ask: whom does {paper} cite
// ask: which papers are cited by {paper}
// ask: which papers are cited by the paper {paper}
// ask: papers cited by {paper}
// ask: papers cited in {paper}
// ask: what is cited by {paper}
// ask: what is cited in {paper}
// ask: references of {paper}
// ask: references in {paper}
// ask: references of the paper {paper}
// ask: {paper} references
// ask: bibliography of {paper}
// ask: to which papers does {paper} refer
MATCH (c:Paper)-[:CITES]->(p:Paper) WHERE c.id = $paper
RETURN p.id AS paper, p.title AS title, p.year AS year,
    [] AS evidence
