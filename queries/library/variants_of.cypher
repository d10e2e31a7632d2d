// Which variants of {concept} are there?
// note: Variants of variants too. They come from the names, so no sentence stands behind them.
// concept: Concept = Llama
// columns: variant, type, papers
// order: -papers, variant
// offline: translated
// ask: which variants of {concept} are there
// ask: which variants of {concept} exist
// ask: which variants does {concept} have
// ask: variants of {concept}
// ask: {concept} variants
// ask: what are the variants of {concept}
// ask: which methods are variants of {concept}
// ask: which benchmarks are variants of {concept}
// ask: which datasets are variants of {concept}
// ask: what is a variant of {concept}
// ask: which variants of {concept} exist
MATCH (v:Method)-[:VARIANT_OF*1..4]->(c:Method) WHERE c.id = $concept
RETURN v.name AS variant, 'Method' AS type, v.papers AS papers,
    [] AS evidence
UNION ALL
MATCH (v:Dataset)-[:VARIANT_OF*1..4]->(c:Dataset) WHERE c.id = $concept
RETURN v.name AS variant, 'Dataset' AS type, v.papers AS papers,
    [] AS evidence
UNION ALL
MATCH (v:Benchmark)-[:VARIANT_OF*1..4]->(c:Benchmark) WHERE c.id = $concept
RETURN v.name AS variant, 'Benchmark' AS type, v.papers AS papers,
    [] AS evidence
UNION ALL
MATCH (v:Task)-[:VARIANT_OF*1..4]->(c:Task) WHERE c.id = $concept
RETURN v.name AS variant, 'Task' AS type, v.papers AS papers,
    [] AS evidence
UNION ALL
MATCH (v:Metric)-[:VARIANT_OF*1..4]->(c:Metric) WHERE c.id = $concept
RETURN v.name AS variant, 'Metric' AS type, v.papers AS papers,
    [] AS evidence
