// Which datasets does the paper {paper} use?
// paper: Paper = Attention Is All You Need
// columns: dataset, use
// ask: which datasets does the paper {paper} use
// ask: which datasets does {paper} use
// ask: which datasets does {paper} train on
// ask: which datasets does {paper} train or evaluate on
// ask: on which datasets does {paper} train
// ask: on what does {paper} train
// ask: what does {paper} train on
// ask: which data does {paper} use
// ask: datasets of the paper {paper}
// ask: datasets of {paper}
// ask: datasets in {paper}
// ask: {paper} datasets
// ask: which datasets are used in {paper}
MATCH (p:Paper)-[r:EVALUATES_ON]->(d:Benchmark|Dataset) WHERE p.id = $paper
RETURN d.name AS dataset, 'evaluates' AS `use`,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (p:Paper)-[r:TRAINS_ON]->(d:Benchmark|Dataset) WHERE p.id = $paper
RETURN d.name AS dataset, 'trains' AS `use`,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
