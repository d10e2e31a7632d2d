// Who wrote papers with {author}?
// author: Author = Ashish Vaswani
// columns: author, papers
// order: -papers, author
// offline: translated
// ask: who wrote papers with {author}
// ask: who wrote papers together with {author}
// ask: who wrote with {author}
// ask: who writes with {author}
// ask: with whom did {author} write
// ask: with whom did {author} write papers
// ask: co-authors of {author}
// ask: {author} co-authors
// ask: who are the co-authors of {author}
// ask: which authors wrote with {author}
// ask: which authors wrote papers with {author}
// ask: who works with {author}
// ask: collaborators of {author}
MATCH (a:Author)-[:WROTE]->(p:Paper)<-[:WROTE]-(o:Author) WHERE a.id = $author AND o.id <> $author
RETURN o.name AS author, count(DISTINCT p.id) AS papers,
    [] AS evidence
