// Which datasets does {method} use?
// method: Method = BERT
// columns: dataset, use, paper, title
// ask: which datasets does {method} use
// ask: which datasets are used by {method}
// ask: which datasets are used with {method}
// ask: which datasets are used for {method}
// ask: datasets for {method}
// ask: datasets of {method}
// ask: {method} datasets
// ask: which data does {method} use
// ask: which datasets was {method} trained or evaluated on
// ask: on which datasets was {method} trained or evaluated
// ask: on which datasets was {method} trained and evaluated
MATCH (m:Method)-[r:EVALUATED_ON]->(d:Benchmark|Dataset) WHERE m.id = $method
WITH d, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN d.name AS dataset, 'evaluated' AS `use`, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (m:Method)-[r:TRAINED_ON]->(d:Benchmark|Dataset) WHERE m.id = $method
WITH d, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN d.name AS dataset, 'trained' AS `use`, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
