// How many papers name {concept} in each year?
// concept: Concept = LoRA
// columns: year, papers
// order: year
// ask: trend of {concept}
// ask: {concept} trend
// ask: trend for {concept}
// ask: how has {concept} developed
// ask: how has {concept} developed by year
// ask: how has {concept} developed over time
// ask: how often is {concept} used by year
// ask: how often is {concept} used
// ask: papers by year for {concept}
// ask: papers by year on {concept}
// ask: papers on {concept} by year
// ask: papers with {concept} by year
// ask: how many papers by year use {concept}
// ask: how many papers use {concept} by year
// ask: how many papers name {concept} by year
// ask: {concept} by year
// ask: {concept} over time
// ask: use of {concept} over time
// ask: development of {concept}
// ask: development of {concept} over time
// ask: popularity of {concept}
// ask: popularity of {concept} over time
// ask: how popular is {concept} by year
// ask: is {concept} growing
// ask: when was {concept} used
// ask: in which years was {concept} used
MATCH (p:Paper)-[r:INTRODUCES|EVALUATES_ON|TRAINS_ON|ADDRESSES|APPLIES|COMPARES|MEASURES|MENTIONS]->(c:Method|Dataset|Benchmark|Task|Metric) WHERE c.id = $concept AND p.year IS NOT NULL
RETURN p.year AS year, count(DISTINCT p.id) AS papers,
    collect({paper: r.paper, sentence: r.sentence, start: r.start, `end`: r.`end`}) AS evidence
