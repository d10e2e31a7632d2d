// Which methods are used most?
// note: The first 100.
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
MATCH (c:Method)<-[r:APPLIES]-(:Paper)
WITH c, count(*) AS papers,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
ORDER BY papers DESC, c.name, c.id LIMIT 100
RETURN c.name AS method, papers,
    evidence AS evidence
