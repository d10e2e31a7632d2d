// Which datasets was {method} trained on?
// method: Method = BERT
// columns: dataset, paper, title
// ask: which datasets was {method} trained on
// ask: on which datasets was {method} trained
// ask: on what was {method} trained
// ask: what was {method} trained on
// ask: training datasets of {method}
// ask: training datasets for {method}
// ask: {method} training datasets
// ask: training of {method}
// ask: how was {method} trained
// ask: which datasets train {method}
// ask: which datasets are used to train {method}
// ask: which datasets does {method} use for training
// ask: which data was {method} trained on
// ask: from what did {method} learn
MATCH (m:Method)-[r:TRAINED_ON]->(d:Benchmark|Dataset) WHERE m.id = $method
WITH d, r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN d.name AS dataset, p.id AS paper, p.title AS title,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
