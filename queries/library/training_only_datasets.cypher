// Which datasets are used for training only?
// columns: dataset, papers
// order: -papers, dataset
// ask: which datasets are used for training only
// ask: which datasets are only used for training
// ask: which datasets are only trained on
// ask: datasets for training only
// ask: datasets only for training
// ask: training only datasets
// ask: which datasets are never evaluated on
// ask: which datasets are never used for evaluation
// ask: which datasets are trained on and never evaluated on
// ask: which datasets are never evaluated on only trained on
// ask: which datasets are used to train and never to evaluate
// ask: pure training datasets
MATCH (d:Dataset) WHERE NOT EXISTS { MATCH (d)<-[:EVALUATES_ON]-(:Paper) } AND NOT EXISTS { MATCH (d)<-[:EVALUATED_ON]-(:Method) }
WITH d
MATCH (:Method|Paper)-[r:TRAINED_ON|TRAINS_ON]->(d)
RETURN d.name AS dataset, count(DISTINCT r.paper) AS papers,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
