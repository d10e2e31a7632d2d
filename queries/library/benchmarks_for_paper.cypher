// Which benchmarks does the paper {paper} evaluate on?
// paper: Paper = Attention Is All You Need
// columns: benchmark, metric, value
// ask: which benchmarks does the paper {paper} evaluate on
// ask: which benchmarks does {paper} evaluate on
// ask: on which benchmarks does {paper} evaluate
// ask: on which datasets does {paper} evaluate
// ask: on what does {paper} evaluate
// ask: what does {paper} evaluate on
// ask: which benchmarks does {paper} use
// ask: which benchmarks does {paper} report
// ask: benchmarks of the paper {paper}
// ask: benchmarks of {paper}
// ask: benchmarks in {paper}
// ask: {paper} benchmarks
// ask: which benchmarks are used in {paper}
// ask: results of {paper}
// ask: what results does {paper} report
// ask: what results does {paper} have
MATCH (p:Paper)-[r:EVALUATES_ON]->(b:Benchmark|Dataset) WHERE p.id = $paper
RETURN b.name AS benchmark, r.metric AS metric, r.value AS value,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
