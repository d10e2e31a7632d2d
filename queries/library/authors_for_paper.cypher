// Who wrote {paper}?
// paper: Paper = Attention Is All You Need
// columns: author, position
// order: position, author
// ask: who wrote {paper}
// ask: who wrote the paper {paper}
// ask: who has written {paper}
// ask: authors of {paper}
// ask: authors of the paper {paper}
// ask: {paper} authors
// ask: which authors wrote {paper}
// ask: which authors wrote the paper {paper}
// ask: who are the authors of {paper}
// ask: by whom is {paper}
// ask: by whom was {paper} written
// ask: who is behind {paper}
MATCH (a:Author)-[w:WROTE]->(p:Paper) WHERE p.id = $paper
RETURN a.name AS author, w.position AS position,
    [] AS evidence
