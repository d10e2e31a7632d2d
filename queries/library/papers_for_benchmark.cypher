// Which papers evaluate on {benchmark}?
// benchmark: Benchmark = MMLU
// columns: paper, title, year
// ask: which papers evaluate on {benchmark}
// ask: which papers evaluate on the benchmark {benchmark}
// ask: which papers report {benchmark}
// ask: which papers report results on {benchmark}
// ask: papers with evaluation on {benchmark}
// ask: papers that evaluate methods on {benchmark}
// ask: papers with results on {benchmark}
// ask: papers on {benchmark}
// ask: papers for {benchmark}
// ask: papers of {benchmark}
// ask: {benchmark} papers
// ask: in which papers is {benchmark} used for evaluation
// ask: papers that use {benchmark}
// ask: papers that use the benchmark {benchmark}
// ask: papers that use {benchmark} to evaluate
MATCH (:Method|Paper)-[r:EVALUATED_ON|EVALUATES_ON]->(b:Benchmark|Dataset) WHERE b.id = $benchmark
WITH r
MATCH (p:Paper) WHERE p.id = r.paper
RETURN p.id AS paper, p.title AS title, p.year AS year,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
