// Which papers are cited most?
// note: The first 100, by the citations among the papers of the library.
// columns: paper, title, year, citations
// order: -citations, paper
// ask: which papers are cited most
// ask: most cited papers
// ask: the most cited papers
// ask: which paper has the most citations
// ask: papers with most citations
// ask: papers with the most citations
// ask: which papers are cited the most
// ask: which papers are cited most often
// ask: top cited papers
MATCH (p:Paper) WHERE p.citations > 0
WITH p ORDER BY p.citations DESC, p.id LIMIT 100
RETURN p.id AS paper, p.title AS title, p.year AS year, p.citations AS citations,
    [] AS evidence
