// Which papers cite {paper} and evaluate on {benchmark}?
// paper: Paper = Attention Is All You Need
// benchmark: Benchmark = GLUE
// columns: paper, title, year
// ask: which papers cite {paper} and evaluate on {benchmark}
// ask: which papers cite {paper} and report {benchmark}
// ask: which papers cite {paper} and report results on {benchmark}
// ask: which papers cite {paper} and use {benchmark}
// ask: papers that evaluate on {benchmark} and cite {paper}
// ask: which papers evaluated on {benchmark} cite {paper}
// ask: which papers on {benchmark} cite {paper}
// ask: who cites {paper} and evaluates on {benchmark}
// ask: papers citing {paper} with results on {benchmark}
// ask: which papers citing {paper} evaluate on {benchmark}
MATCH (c:Paper)<-[:CITES]-(p:Paper)-[r:EVALUATES_ON]->(b:Benchmark|Dataset) WHERE c.id = $paper AND b.id = $benchmark
RETURN p.id AS paper, p.title AS title, p.year AS year,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
