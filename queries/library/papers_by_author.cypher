// Which papers did {author} write?
// author: Author = Ashish Vaswani
// columns: paper, title, year
// order: -year, paper
// ask: what did {author} introduce
// ask: which papers did {author} write
// ask: which papers has {author} written
// ask: what did {author} write
// ask: papers by {author}
// ask: papers of {author}
// ask: papers from {author}
// ask: papers written by {author}
// ask: {author} papers
// ask: publications of {author}
// ask: which papers are by {author}
// ask: what is by {author}
MATCH (a:Author)-[:WROTE]->(p:Paper) WHERE a.id = $author
RETURN p.id AS paper, p.title AS title, p.year AS year,
    [] AS evidence
