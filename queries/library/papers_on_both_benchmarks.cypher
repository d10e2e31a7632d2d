// Which papers evaluate on both {benchmark} and {other}?
// benchmark: Benchmark = MMLU
// other: Benchmark = GSM8K
// columns: paper, title, year
// offline: translated
// ask: which papers evaluate on both {benchmark} and {other}
// ask: which papers evaluate on {benchmark} and {other}
// ask: which papers evaluate on {benchmark} and on {other}
// ask: papers on both {benchmark} and {other}
// ask: papers on {benchmark} and {other}
// ask: papers with results on {benchmark} and {other}
// ask: which papers report both {benchmark} and {other}
// ask: which papers report results on {benchmark} and {other}
// ask: which papers use both {benchmark} and {other}
// ask: which papers evaluate on {benchmark} together with {other}
MATCH (one:Benchmark|Dataset)<-[:EVALUATES_ON]-(p:Paper)-[r:EVALUATES_ON]->(two:Benchmark|Dataset)
WHERE one.id = $benchmark AND two.id = $other
RETURN p.id AS paper, p.title AS title, p.year AS year,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
UNION ALL
MATCH (one:Benchmark|Dataset)<-[r:EVALUATES_ON]-(p:Paper)-[:EVALUATES_ON]->(two:Benchmark|Dataset)
WHERE one.id = $benchmark AND two.id = $other
RETURN p.id AS paper, p.title AS title, p.year AS year,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
