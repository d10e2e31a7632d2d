// Which metrics are reported on {benchmark}?
// benchmark: Benchmark = SQuAD
// columns: metric, papers
// order: -papers, metric
// ask: which metrics are reported on {benchmark}
// ask: which metric is used for {benchmark}
// ask: which metrics are used to evaluate {benchmark}
// ask: metrics for {benchmark}
// ask: metrics of {benchmark}
// ask: {benchmark} metrics
// ask: how is {benchmark} measured
// ask: with which measures is {benchmark} measured
// ask: measures for {benchmark}
// ask: with which metrics is {benchmark} measured
// ask: with which metric is {benchmark} scored
// ask: in which metric are results on {benchmark} reported
// ask: in what is {benchmark} measured
MATCH (:Method|Paper)-[r:EVALUATED_ON|EVALUATES_ON]->(b:Benchmark|Dataset) WHERE b.id = $benchmark AND r.metric IS NOT NULL
RETURN r.metric AS metric, count(DISTINCT r.paper) AS papers,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
