// Which papers report {metric}?
// metric: Metric = BLEU
// columns: paper, title, year
// ask: which papers report {metric}
// ask: which papers measure {metric}
// ask: which papers use {metric}
// ask: which papers use the metric {metric}
// ask: which papers evaluate with {metric}
// ask: which papers evaluate by {metric}
// ask: which papers report results in {metric}
// ask: papers with {metric}
// ask: papers for {metric}
// ask: papers on {metric}
// ask: {metric} papers
// ask: in which papers is {metric} reported
// ask: in which papers is {metric} used
// ask: who measures {metric}
// ask: who uses {metric}
// ask: who reports {metric}
MATCH (p:Paper)-[r:MEASURES]->(k:Metric) WHERE k.id = $metric
RETURN p.id AS paper, p.title AS title, p.year AS year,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
