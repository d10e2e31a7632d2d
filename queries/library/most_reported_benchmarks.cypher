// Which benchmarks are reported most?
// note: Of the 200 benchmarks that most papers name.
// columns: benchmark, papers
// order: -papers, benchmark
// offline: translated
// ask: which benchmarks are reported most
// ask: which benchmarks are used most
// ask: which benchmarks are most popular
// ask: which benchmarks are evaluated on most
// ask: most reported benchmarks
// ask: most used benchmarks
// ask: most evaluated benchmarks
// ask: most popular benchmarks
// ask: popular benchmarks
// ask: top benchmarks
// ask: on which benchmarks do most papers evaluate
// ask: on which benchmarks are most methods evaluated
// ask: on which benchmarks do papers evaluate most
// ask: which benchmark is the most used
MATCH (b:Benchmark)
WITH b ORDER BY b.papers DESC, b.id LIMIT 200
MATCH (p:Paper)-[r:EVALUATES_ON]->(b)
RETURN b.name AS benchmark, count(DISTINCT p.id) AS papers,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
