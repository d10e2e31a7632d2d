// Which metrics does the paper {paper} report?
// paper: Paper = Attention Is All You Need
// columns: metric
// ask: which metrics does the paper {paper} report
// ask: which metrics does {paper} report
// ask: which metrics does {paper} use
// ask: which metrics does {paper} measure
// ask: what does {paper} measure
// ask: metrics of the paper {paper}
// ask: metrics of {paper}
// ask: metrics in {paper}
// ask: {paper} metrics
// ask: which metrics are used in {paper}
// ask: in which metrics are results of {paper} reported
MATCH (p:Paper)-[r:MEASURES]->(k:Metric) WHERE p.id = $paper
RETURN k.name AS metric,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
