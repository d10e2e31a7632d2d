// Which methods are used most?
// note: Of the 500 methods that most papers name.
// columns: method, papers
// order: -papers, method
// ask: which methods are used most
// ask: which methods are the most used
// ask: most used methods
// ask: which methods are applied most
// ask: which methods are the most applied
// ask: most applied methods
// ask: which methods are popular most
// ask: which methods are the most popular
// ask: most popular methods
// ask: which methods are common most
// ask: which methods are the most common
// ask: most common methods
// ask: popular methods
// ask: top methods
// ask: which methods do most papers used
// ask: which methods do papers used most
// ask: which methods do most papers use
MATCH (c:Method)
WITH c ORDER BY c.papers DESC, c.id LIMIT 500
MATCH (p:Paper)-[r:APPLIES]->(c)
RETURN c.name AS method, count(DISTINCT p.id) AS papers,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
