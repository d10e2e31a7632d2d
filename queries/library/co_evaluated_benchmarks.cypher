// Which benchmarks are evaluated together with {benchmark}?
// benchmark: Benchmark = MMLU
// columns: benchmark, papers
// order: -papers, benchmark
// offline: translated
// ask: which benchmarks are evaluated together with {benchmark}
// ask: which benchmarks are reported together with {benchmark}
// ask: which benchmarks are used together with {benchmark}
// ask: which benchmarks go together with {benchmark}
// ask: which benchmarks do papers report together with {benchmark}
// ask: which datasets are evaluated together with {benchmark}
// ask: which datasets are used together with {benchmark}
// ask: benchmarks together with {benchmark}
// ask: what is evaluated together with {benchmark}
// ask: which other benchmarks do papers on {benchmark} evaluate on
// ask: which other benchmarks do papers on {benchmark} report
// ask: which other benchmarks do papers report together with {benchmark}
// ask: which other benchmarks are reported together with {benchmark}
// ask: other benchmarks together with {benchmark}
// ask: which other benchmarks are evaluated by papers that evaluate on {benchmark}
MATCH (b:Benchmark|Dataset)<-[:EVALUATES_ON]-(p:Paper)-[r:EVALUATES_ON]->(other:Benchmark|Dataset) WHERE b.id = $benchmark AND other.id <> $benchmark
RETURN other.name AS benchmark, count(DISTINCT p.id) AS papers,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
