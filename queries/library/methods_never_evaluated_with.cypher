// Which methods were never evaluated together with {method}?
// note: Methods with a result on the same benchmark, where no paper reports results of both.
// method: Method = BERT
// columns: method, benchmarks
// order: -benchmarks, method
// ask: which methods were never evaluated together with {method}
// ask: which methods were never evaluated with {method}
// ask: which methods were never compared with {method}
// ask: which methods were never compared to {method}
// ask: which methods has nobody compared with {method}
// ask: methods never evaluated together with {method}
// ask: methods never compared with {method}
// ask: with which methods was {method} never evaluated
// ask: with which methods was {method} never evaluated together
// ask: with which methods was {method} never compared
// ask: to which methods was {method} never compared
// ask: what was never evaluated together with {method}
// ask: what was never compared with {method}
MATCH (m:Method)-[own:EVALUATED_ON]->(:Benchmark|Dataset) WHERE m.id = $method
WITH m, collect(DISTINCT own.paper) AS papers
MATCH (m)-[:EVALUATED_ON]->(b:Benchmark|Dataset)<-[r:EVALUATED_ON]-(o:Method) WHERE o.id <> $method
WITH papers, o, b, r
WHERE NOT EXISTS { MATCH (o)-[shared:EVALUATED_ON]->(:Benchmark|Dataset) WHERE shared.paper IN papers }
RETURN o.name AS method, count(DISTINCT b.id) AS benchmarks,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
