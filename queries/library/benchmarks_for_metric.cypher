// Which benchmarks are reported in {metric}?
// metric: Metric = accuracy
// columns: benchmark, papers
// order: -papers, benchmark
// ask: which benchmarks are reported in {metric}
// ask: which benchmarks are measured in {metric}
// ask: which benchmarks are measured by {metric}
// ask: which benchmarks report {metric}
// ask: which benchmarks use {metric}
// ask: benchmarks for {metric}
// ask: benchmarks with {metric}
// ask: benchmarks with results in {metric}
// ask: which datasets are measured in {metric}
// ask: which datasets are measured by {metric}
// ask: which datasets use {metric}
// ask: on which benchmarks is {metric} reported
// ask: on which benchmarks is {metric} used
// ask: on which datasets is {metric} reported
// ask: for what is {metric} used
MATCH (k:Metric) WHERE k.id = $metric
WITH k
MATCH (:Method|Paper)-[r:EVALUATED_ON|EVALUATES_ON]->(b:Benchmark|Dataset) WHERE r.metric = k.name
RETURN b.name AS benchmark, count(DISTINCT r.paper) AS papers,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
