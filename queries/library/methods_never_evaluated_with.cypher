// Which methods were never evaluated together with {method}?
// note: Methods with a result on a benchmark of this one's (of the 100 that fewest papers name), where no paper reports both on a benchmark they share; the first 100.
// method: Method = BERT
// columns: method, benchmarks
// order: -benchmarks, method
// offline: translated
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
MATCH (m:Method)-[own:EVALUATED_ON]->(:Benchmark|Dataset)<-[r:EVALUATED_ON]-(o:Method) WHERE m.id = $method AND own.paper = r.paper
WITH collect(DISTINCT o.id) AS together
MATCH (m:Method)-[:EVALUATED_ON]->(b:Benchmark|Dataset) WHERE m.id = $method
WITH DISTINCT together, b ORDER BY b.papers, b.id LIMIT 100
MATCH (b)<-[:EVALUATED_ON]-(o:Method) WHERE NOT o.id IN together
WITH o, count(DISTINCT b.id) AS benchmarks
WHERE o.id <> $method
WITH o, benchmarks ORDER BY benchmarks DESC, o.name, o.id LIMIT 100
RETURN o.name AS method, benchmarks,
    [] AS evidence
