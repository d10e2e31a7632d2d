// Reading queries over the bundled sample, by what they try: the parts of the openCypher technology compatibility kit's
// reading scenarios that make sense for a graph that is only read. `python -m benchmarks.cypher` runs each on both engines.
// "differs:" says why the rows are not the same on both, or what is written instead.
// ## MATCH
MATCH (n) RETURN count(n) AS n;
MATCH (p:Paper) RETURN count(p) AS n;
MATCH (m:Method {name: 'LoRA'}) RETURN m.id, m.name, m.papers;
MATCH (m:Method) WHERE m.name = 'BERT' RETURN m.id;
MATCH (n:Method|Dataset) RETURN count(n) AS n;
MATCH (m:Method)-[r:USES]->(o:Method) RETURN m.name, o.name;
MATCH (m:Method)-[r]->(o) WHERE m.name = 'LoRA' RETURN type(r), o.name;
MATCH (m:Method)<-[:USES]-(o) RETURN m.name, o.name;
MATCH (m:Method {name: 'BERT'})-[:USES]-(o) RETURN o.name;
MATCH (m:Method {name: 'BERT'})--(o) RETURN count(o) AS n;
MATCH (m:Method {name: 'BERT'})-->(o) RETURN count(*) AS n;
MATCH (m:Method {name: 'BERT'})<--(o) RETURN count(*) AS n;
MATCH (m:Method)-[:USES|OUTPERFORMS]->(o) RETURN m.name, o.name;
MATCH (a:Method), (b:Benchmark) WHERE a.name = 'BERT' RETURN count(*) AS n;
MATCH (a:Method {name: 'BERT'}) MATCH (a)-[:EVALUATED_ON]->(b) RETURN b.name;
MATCH (a:Method)-[:USES]->(b)-[:USES]->(c) RETURN a.name, b.name, c.name;
MATCH (a:Method)-[:USES]->(b)<-[:USES]-(c) RETURN count(*) AS n;
MATCH (a)--(b)--(c) RETURN count(*) AS n;
MATCH (a:Method)-[:USES]->(b), (b)-[:EVALUATED_ON]->(d) RETURN a.name, b.name, d.name;
MATCH (a:Method)-[:USES]->(b:Method)-[:USES]->(a) RETURN a.name, b.name;
MATCH (a:Paper)-[:CITES]->(b:Paper)-[:CITES]->(c:Paper), (a)-[:CITES]->(c) RETURN count(*) AS n;
MATCH (a:Method)-[r:EVALUATED_ON {metric: 'accuracy'}]->(b {name: 'MMLU'}) RETURN a.name, r.value;
MATCH (p:Paper WHERE p.year > 2022) RETURN p.title;
MATCH (a:Method)-[r:EVALUATED_ON WHERE r.metric IS NOT NULL]->(b) RETURN count(*) AS n;
MATCH ()-[r]->() RETURN count(r) AS n;
MATCH (m:Method {name: 'no such method'}) RETURN m.name;
// differs: the embedded engine tells of a label, type or property that is not there; Neo4j answers with nothing
MATCH (n:NoSuchLabel) RETURN n;
// differs: of label expressions only A|B is spoken offline; write WHERE NOT n:Method
MATCH (n:!Method) RETURN count(n) AS n;
// differs: write -[:USES*1..2]-> for a quantified pattern
MATCH (a:Method {name: 'LoRA'})-[:USES]->{1,2}(b) RETURN count(*) AS n;
MATCH (a:Method {name: 'LoRA'}), (b:Method {name: 'BERT'}) RETURN a.papers + b.papers AS n;
MATCH (m:Method {name: 'LoRA'}) RETURN m {.name, often: m.papers > 2} AS m;

// ## OPTIONAL MATCH
MATCH (a:Method) OPTIONAL MATCH (a)-[:USES]->(b) RETURN a.name, b.name;
MATCH (a:Method) OPTIONAL MATCH (a)-[r:OUTPERFORMS]->(b) RETURN count(a) AS a, count(b) AS b;
MATCH (a:Method {name: 'BERT'}) OPTIONAL MATCH (a)-[:TRAINED_ON]->(d:Dataset) RETURN a.name, d.name;
MATCH (a:Method {name: 'LoRA'}) OPTIONAL MATCH (a)-[:USES]->(b) WHERE b.name = 'nothing' RETURN a.name, b.name;
OPTIONAL MATCH (m:Method {name: 'nothing'}) RETURN m.name;
// differs: a relation that can never be there is told of offline, where Neo4j answers with nothing
MATCH (p:Paper) OPTIONAL MATCH (p)-[:USES]->(m) RETURN count(m) AS n;
MATCH (a:Method {name: 'LoRA'}) OPTIONAL MATCH (a)-[:USES]->(b)-[:USES]->(c) RETURN a.name, b.name, c.name;
MATCH (a:Method) OPTIONAL MATCH (a)-[:USES]->(b) WITH a, count(b) AS n WHERE n = 0 RETURN count(a) AS unused;
MATCH (a:Method {name: 'BERT'}) OPTIONAL MATCH (a)-[r:OUTPERFORMS]->() RETURN r IS NULL AS none;
MATCH (a:Method {name: 'LoRA'}) OPTIONAL MATCH (a)-[:OUTPERFORMS]->(o) RETURN o {.name} AS o;
MATCH (a:Method) OPTIONAL MATCH (a)-[:OUTPERFORMS]->(o) RETURN a.name, substring(o.name, 1, 2) AS b, replace(o.name, 'e', 'E') AS c, o.aliases[0] AS d, o.aliases[..1] AS e;
MATCH (d:Dataset) OPTIONAL MATCH (d)<-[:EVALUATED_ON]-(m) OPTIONAL MATCH (m)-[:USES]->(o) RETURN count(*) AS n;
OPTIONAL MATCH (m:Method {name: 'nowhere'}) RETURN m IS NULL AS missing, m.name AS name;
MATCH (m:Method {name: 'LoRA'}) OPTIONAL MATCH (m)-[r:OUTPERFORMS]->(o) RETURN m.name AS m, r.paper AS p, o.name AS other ORDER BY other;
MATCH (m:Method) OPTIONAL MATCH (m)-[:USES]->(o) WHERE o.papers > 5 WITH m, count(o) AS n WHERE n > 0 RETURN m.name AS name, n ORDER BY n DESC, name LIMIT 5;
MATCH (a:Method {name: 'BERT'}) OPTIONAL MATCH (a)-[:USES]->(b) OPTIONAL MATCH (b)-[:USES]->(c) RETURN b.name AS second, c.name AS third ORDER BY second, third;

// ## WHERE
MATCH (p:Paper) WHERE p.year = 2020 RETURN p.title;
MATCH (p:Paper) WHERE p.year >= 2019 AND p.year < 2021 RETURN p.title;
MATCH (p:Paper) WHERE 2019 < p.year <= 2021 RETURN p.title;
MATCH (p:Paper) WHERE p.year = 2015 OR p.year = 2023 RETURN p.title;
MATCH (p:Paper) WHERE p.year = 2020 XOR p.title STARTS WITH 'L' RETURN p.title;
MATCH (p:Paper) WHERE NOT p.year > 2016 RETURN p.title;
MATCH (p:Paper) WHERE p.title CONTAINS 'Language' RETURN p.title;
MATCH (p:Paper) WHERE p.title STARTS WITH 'A' RETURN p.title;
MATCH (p:Paper) WHERE p.title ENDS WITH 'Models' RETURN p.title;
MATCH (m:Method) WHERE m.name =~ '(?i).*bert.*' RETURN m.name;
MATCH (m:Method) WHERE m.name IN ['BERT', 'LoRA', 'nothing'] RETURN m.name;
MATCH (m:Method) WHERE NOT m.name IN ['BERT', 'LoRA'] RETURN count(m) AS n;
MATCH (p:Paper) WHERE p.doi IS NULL RETURN count(p) AS n;
MATCH (p:Paper) WHERE p.arxiv IS NOT NULL RETURN count(p) AS n;
MATCH (n) WHERE n:Method RETURN count(n) AS n;
MATCH (n) WHERE n:Method OR n:Task RETURN count(n) AS n;
MATCH (n) WHERE NOT n:Method RETURN count(n) AS n;
MATCH (n) WHERE n:Dataset|Benchmark RETURN n.name;
MATCH (a)-[r]->(b) WHERE type(r) = 'USES' RETURN count(*) AS n;
MATCH (a)-[r]->(b) WHERE type(r) IN ['USES', 'OUTPERFORMS'] RETURN type(r) AS type, count(*) AS n;
MATCH (a)-[r:USES]->(b) WHERE startNode(r) = a AND endNode(r) = b RETURN count(*) AS n;
MATCH (a:Method)-[:USES]->(b) WHERE a <> b RETURN count(*) AS n;
MATCH (p:Paper) WHERE p.loaded RETURN count(p) AS n;
MATCH (m:Method) WHERE size(m.aliases) > 0 RETURN m.name, size(m.aliases) AS n;
MATCH (m:Method) WHERE 'Low-Rank Adaptation' IN m.aliases RETURN m.name;
MATCH (m:Method) WHERE size(m.name) > 30 RETURN m.name;
MATCH (a:Method)-[r:USES]->(b) WHERE a.name = b.name RETURN count(*) AS n;
MATCH (n) WHERE n:Dataset OR n:Benchmark RETURN count(n) AS n;
MATCH (m:Method) WHERE NOT (m.papers > 2 OR m.name CONTAINS 'a') RETURN count(m) AS n;
MATCH (p:Paper) WHERE p.year IS NULL OR p.year < 2018 RETURN count(p) AS n;
MATCH (m:Method) WHERE m.name >= 'B' AND m.name < 'D' RETURN m.name AS name ORDER BY name;
MATCH (m:Method) WHERE m.papers = null RETURN count(m) AS n;
MATCH (m:Method) WHERE none(a IN m.aliases WHERE a CONTAINS ' ') RETURN count(m) AS n;

// ## RETURN
MATCH (m:Method {name: 'BERT'}) RETURN *;
MATCH (m:Method {name: 'BERT'}) RETURN m;
MATCH (m:Method {name: 'LoRA'})-[r:USES]->() RETURN r;
MATCH (m:Method) RETURN m.name ORDER BY m.name;
MATCH (m:Method) RETURN m.name AS name, m.papers AS papers ORDER BY papers DESC, name LIMIT 5;
MATCH (m:Method) RETURN m.name AS name ORDER BY name SKIP 3 LIMIT 3;
MATCH (m:Method) RETURN m.name AS name ORDER BY name SKIP 1 + 1 LIMIT 1 + 1;
MATCH (p:Paper) RETURN DISTINCT p.year ORDER BY p.year;
MATCH (p:Paper) RETURN DISTINCT p.year AS year ORDER BY year DESC LIMIT 3;
MATCH (m:Method) RETURN m.name ORDER BY size(m.name) DESC, m.name LIMIT 4;
MATCH (m:Method)-[:USES]->(o) RETURN m.name, count(*) AS n ORDER BY n DESC, m.name LIMIT 5;
UNWIND [3, null, 1] AS x RETURN x ORDER BY x;
UNWIND [3, null, 1] AS x RETURN x ORDER BY x DESC;
RETURN 1 AS a, 'x' AS b, true AS c, null AS d, 1.5 AS e;
RETURN 1 + 2 * 3 AS a, 7 / 2 AS b, 7 % 3 AS c, 2 ^ 3 AS d, -(1) AS e, 7.0 / 2 AS f;
MATCH (m:Method {name: 'BERT'}) RETURN m {.name, .papers} AS m;
MATCH (m:Method {name: 'BERT'}) RETURN m {.name, size: size(m.name)} AS m;
MATCH (m:Method {name: 'BERT'}) RETURN {name: m.name, list: [1, 2]} AS map;
MATCH (m:Method {name: 'LoRA'}) RETURN m['name'] AS name;
// differs: {.*} is Neo4j's, where it holds what paperkg keeps for itself too; write properties(m)
MATCH (m:Method {name: 'BERT'}) RETURN m {.*} AS m;
// differs: the ids that an engine gives are its own; a node's own id is n.id
MATCH (m:Method {name: 'BERT'}) RETURN elementId(m) AS id;
// differs: on a server a node has the label PaperKG, too
MATCH (m:Method {name: 'BERT'}) RETURN labels(m) AS labels;
// differs: a list of values of several types is Neo4j's
RETURN [1, 'a', true] AS list;
MATCH (m:Method) RETURN DISTINCT m.papers % 3 AS r ORDER BY r;
MATCH (m:Method) RETURN m.name AS name ORDER BY m.papers DESC, m.name LIMIT 4;
MATCH (m:Method) RETURN m.name AS name ORDER BY size(m.name), name SKIP 3 LIMIT 3;
MATCH (p:Paper) RETURN p.year AS year ORDER BY year DESC LIMIT 3;
RETURN date('2024-02-03').year AS y, date('2024-02-03') < date('2024-03-01') AS b, date('2024-02-03') AS d;
// differs: what is named as a node cannot be ordered by offline; give the value another name
MATCH (m:Method {name: 'LoRA'})-[:USES]->(o) RETURN o.name AS o ORDER BY o;

// ## WITH
MATCH (m:Method) WITH m.name AS name WHERE name STARTS WITH 'B' RETURN name;
MATCH (m:Method)-[:USES]->(o) WITH m, count(o) AS n WHERE n > 3 RETURN m.name, n;
MATCH (m:Method) WITH m ORDER BY m.papers DESC, m.name LIMIT 3 RETURN m.name;
MATCH (m:Method) WITH m ORDER BY m.papers DESC, m.name LIMIT 3 RETURN collect(m.name) AS names;
MATCH (m:Method) WITH m ORDER BY m.papers DESC, m.name SKIP 1 LIMIT 3 RETURN collect(m.name) AS names;
MATCH (m:Method) WITH m ORDER BY m.name RETURN collect(m.name)[..3] AS names;
MATCH (m:Method) WITH m.name AS name, m.papers AS n ORDER BY n DESC, name LIMIT 5 WHERE n > 7 RETURN count(*) AS n;
MATCH (m:Method) WITH m ORDER BY m.papers DESC, m.name LIMIT 3 MATCH (m)-[:USES]->(o) RETURN m.name, o.name;
MATCH (m:Method) WITH m ORDER BY m.papers DESC, m.name LIMIT 3 MATCH (m)-[:USES]->(o) RETURN count(*) AS n;
MATCH (a:Method|Dataset) WITH a ORDER BY a.papers DESC, a.id LIMIT 9 MATCH (a)-[:EVALUATED_ON]->(b) RETURN DISTINCT a.id;
MATCH (a) WITH a ORDER BY a.id LIMIT 300 MATCH (a)-[:USES]->() RETURN count(*) AS n;
MATCH (a) WITH a ORDER BY a.id DESC LIMIT 300 MATCH (a:Method) RETURN count(*) AS n;
MATCH (a)-[r]->(b) WITH a, b ORDER BY a.id DESC, b.id LIMIT 300 MATCH (a)-[:USES]->(b) RETURN count(*) AS n;
MATCH (p:Paper) WITH DISTINCT p.year AS year RETURN count(year) AS years;
WITH 1 AS x, 2 AS y RETURN *;
WITH 1 AS x WITH x, x + 1 AS y WITH x, y, x + y AS z RETURN x, y, z;
MATCH (m:Method {name: 'LoRA'}) WITH m MATCH (m)-[:USES]->(o) WITH m, collect(o.name) AS names RETURN size(names) AS n;
MATCH (p:Paper) WITH p.year AS year, count(*) AS n ORDER BY n DESC, year LIMIT 1 RETURN year, n;
MATCH (p:Paper) WITH p.year AS year, count(*) AS n WITH avg(n) AS average RETURN average;
MATCH (m:Method)-[:USES]->(o) WITH o, collect(DISTINCT m.name) AS users WHERE size(users) > 2 RETURN o.name, size(users) AS n;
WITH {a: 1, b: 'x'} AS map RETURN map.a, map.b;
WITH {a: {b: 2}} AS map RETURN map.a.b AS b;
WITH [1, 2, 3] AS l WITH l, size(l) AS n RETURN n, l[n - 1] AS last;
MATCH (m:Method) WHERE m.papers > 2 XOR m.name STARTS WITH 'B' RETURN count(m) AS n;
MATCH (m:Method) WITH m.papers AS p, count(*) AS n WHERE n > 3 RETURN p, n ORDER BY p;
MATCH (m:Method) WITH m ORDER BY m.papers DESC, m.name LIMIT 3 MATCH (m)-[:USES]->(o) RETURN m.name AS name, o.name AS other ORDER BY name, other;
MATCH (m:Method) WITH DISTINCT m.papers AS p ORDER BY p SKIP 1 RETURN collect(p) AS ps;
WITH 1 AS a, 'x' AS b WITH a + 1 AS a, b RETURN a, b;
MATCH (m:Method) WITH collect(m.papers) AS ps RETURN size(ps) AS n, ps[0] IS NOT NULL AS first;
MATCH (m:Method)-[:EVALUATED_ON]->(b) WITH b, count(DISTINCT m) AS n ORDER BY n DESC, b.name LIMIT 3 RETURN b.name AS b, n;
WITH {name: 'LoRA', n: 2} AS m RETURN m.name AS a, m['n'] AS b;

// ## Aggregation
MATCH (m:Method) RETURN count(*) AS a, count(m) AS b, count(m.papers) AS c;
MATCH (p:Paper) RETURN count(DISTINCT p.year) AS years;
MATCH (p:Paper) RETURN min(p.year) AS least, max(p.year) AS most, avg(p.year) AS mean, sum(p.year) AS sum;
MATCH (p:Paper) RETURN p.year AS year, count(*) AS n;
MATCH (p:Paper) RETURN min(p.title) AS first, max(p.date) AS last;
UNWIND [1, 2, 2, null] AS x RETURN count(x) AS a, count(*) AS b, count(DISTINCT x) AS c, sum(x) AS d, collect(x) AS e;
UNWIND [1, 2, 2, null] AS x RETURN collect(DISTINCT x) AS list;
UNWIND [] AS x RETURN count(*) AS a, sum(x) AS b, collect(x) AS c;
MATCH (m:Method {name: 'nothing'}) RETURN count(m) AS a, min(m.papers) AS b, avg(m.papers) AS c;
UNWIND [1, 2, 3, 4] AS x RETURN stDev(x) AS a, stDevP(x) AS b;
UNWIND [1, 2, 3, 4] AS x RETURN percentileCont(x, 0.5) AS a, percentileDisc(x, 0.5) AS b;
MATCH (m:Method)-[:EVALUATED_ON]->(b) RETURN b.name AS name, count(DISTINCT m) AS n;
MATCH (m:Method)-[:EVALUATED_ON]->(b) RETURN count(DISTINCT b.name) * 2 AS n;
MATCH (m:Method) RETURN m.name STARTS WITH 'B' AS b, count(*) AS n;
MATCH (m:Method)-[:USES]->(o) WITH m, o ORDER BY o.name RETURN m.name, collect(o.name) AS uses;
MATCH (a)-[r]->(b) RETURN labels(a)[0] <> '' AS x, type(r) AS type, count(*) AS n;
MATCH (p:Paper) RETURN sum(CASE WHEN p.year > 2020 THEN 1 ELSE 0 END) AS recent;
MATCH (m:Method) RETURN max(size(m.name)) AS longest;
UNWIND [1.5, 2.5] AS x RETURN sum(x) AS a, avg(x) AS b, max(x) AS c;
MATCH (a)-[r:OUTPERFORMS|USES]-(b:Method {name: 'BERT'}) RETURN type(r) AS t, count(*) AS n ORDER BY t;
MATCH (a:Method)-->(b:Benchmark), (a)-->(d:Dataset) RETURN count(*) AS n;
MATCH (p:Paper)-[:CITES]->(p) RETURN count(p) AS n;
MATCH (m:Method) RETURN m.papers AS p, count(*) AS n ORDER BY p DESC;
MATCH (p:Paper) RETURN p.year AS year, count(*) AS n ORDER BY year;
MATCH (m:Method) RETURN min(m.name) AS a, max(m.name) AS z, sum(m.papers) AS s, avg(m.papers) AS v;
MATCH (p:Paper) RETURN count(p) AS all, count(p.year) AS dated, count(DISTINCT p.year) AS years;
MATCH (m:Method {name: 'nowhere'}) RETURN count(m) AS n, sum(m.papers) AS s, collect(m.name) AS c, max(m.papers) AS x, avg(m.papers) AS v;
MATCH (m:Method) RETURN m.papers > 3 AS often, count(*) AS n, max(size(m.name)) AS longest ORDER BY often;
MATCH (m:Method)-[r:EVALUATED_ON]->(b:Benchmark) RETURN b.name AS b, count(r.value) AS with_value, count(*) AS n ORDER BY n DESC, b LIMIT 4;

// ## UNWIND
UNWIND [1, 2, 3] AS x RETURN x, x * x AS square;
UNWIND range(1, 5) AS x WITH x WHERE x % 2 = 1 RETURN x;
UNWIND ['BERT', 'LoRA'] AS name MATCH (m:Method {name: name}) RETURN m.name, m.papers;
UNWIND [[1, 2], [3]] AS l UNWIND l AS x RETURN x;
UNWIND [] AS x RETURN x;
UNWIND null AS x RETURN x;
UNWIND [{name: 'BERT', n: 1}, {name: 'LoRA', n: 2}] AS row MATCH (m:Method) WHERE m.name = row.name RETURN m.name, row.n;
MATCH (m:Method {name: 'LoRA'}) UNWIND m.aliases AS alias RETURN alias;
MATCH (m:Method)-[:USES]->(o) WITH collect(DISTINCT o.name) AS names UNWIND names AS name RETURN name;
UNWIND range(3, 1, -1) AS x RETURN x;
UNWIND [1, 2] AS x UNWIND ['a', 'b'] AS y RETURN x, y;
WITH [1, 2, 2, 3] AS l UNWIND l AS x WITH DISTINCT x RETURN collect(x) AS list;
UNWIND [[1, 2], [3]] AS xs UNWIND xs AS x RETURN x ORDER BY x;
UNWIND [3, 1, 2, null] AS x RETURN x ORDER BY x;
UNWIND [1, 2, 2, 3] AS x RETURN x, count(*) AS n ORDER BY x;
WITH ['BERT', 'LoRA'] AS names UNWIND range(0, size(names) - 1) AS i RETURN i, names[i] AS name;

// ## UNION
RETURN 1 AS a UNION RETURN 2 AS a;
RETURN 1 AS a UNION RETURN 1 AS a;
RETURN 1 AS a UNION ALL RETURN 1 AS a;
MATCH (m:Method) WHERE m.papers > 5 RETURN m.name AS name UNION MATCH (d:Dataset) WHERE d.papers > 5 RETURN d.name AS name;
MATCH (m:Method)-[:USES]->(o:Method {name: 'BERT'}) RETURN m.name AS name UNION ALL MATCH (m:Method)-[:OUTPERFORMS]->(o:Method {name: 'BERT'}) RETURN m.name AS name;
MATCH (m:Method {name: 'BERT'}) RETURN m.name AS name UNION MATCH (m:Method {name: 'BERT'}) RETURN m.name AS name;
MATCH (m:Method {name: 'BERT'}) RETURN m.name AS name UNION ALL MATCH (d:Dataset) WHERE d.papers > 3 RETURN d.name AS name;

// ## Lists
RETURN [1, 2, 3][0] AS a, [1, 2, 3][-1] AS b, [1, 2, 3][5] AS c;
RETURN [1, 2, 3, 4][1..3] AS a, [1, 2, 3, 4][..2] AS b, [1, 2, 3, 4][2..] AS c, [1, 2, 3, 4][-2..] AS d, [1, 2, 3, 4][..-1] AS e;
WITH [1, 2, 3] AS l, 1 AS i RETURN l[i] AS a, l[i - 2] AS b, l[i..i + 1] AS c;
RETURN head([1, 2, 3]) AS a, last([1, 2, 3]) AS b, tail([1, 2, 3]) AS c, head([]) AS d;
RETURN size([1, 2]) AS a, size([]) AS b, isEmpty([]) AS c, reverse([1, 2, 3]) AS d;
RETURN 2 IN [1, 2] AS a, 5 IN [1, 2] AS b, null IN [1] AS c;
RETURN [1, 2] + [3] AS a, [1] + [2, 3] AS b, [1, 2] = [1, 2] AS c;
RETURN range(1, 5) AS a, range(0, 10, 5) AS b, range(3, 1, -1) AS c;
RETURN [x IN range(1, 6) WHERE x % 2 = 0 | x * x] AS a;
RETURN [x IN [1, 2, 3] WHERE x > 1] AS a, [x IN [1, 2, 3] | x + 1] AS b, [x IN ['a', 'b'] | toUpper(x)] AS c;
MATCH (m:Method)-[:USES]->(o) WITH m, o ORDER BY o.name WITH m, collect(o) AS os RETURN m.name, [o IN os | o.name] AS names;
MATCH (m:Method)-[:USES]->(o) WITH m, o ORDER BY o.name WITH m, collect(o.name) AS names RETURN m.name, [n IN names WHERE n STARTS WITH 'B'] AS b;
RETURN all(x IN [1, 2] WHERE x > 0) AS a, any(x IN [1, 2] WHERE x > 1) AS b, none(x IN [1] WHERE x > 2) AS c, single(x IN [1, 2] WHERE x = 1) AS d;
MATCH (m:Method)-[:USES]->(o) WITH m, o ORDER BY o.name WITH m, collect(o) AS os WITH m, [o IN os WHERE o.papers > 3] AS often RETURN m.name, [o IN often | o.name + m.name] AS names;
MATCH (m:Method)-[:USES]->(o) WITH m, collect(o) AS os RETURN m.name, any(o IN os WHERE o.papers > 3) AS any, none(o IN os WHERE o.papers > 3) AS none;
MATCH (m:Method)-[:USES]->(o) WITH m, collect(o.papers) AS ns RETURN m.name, reduce(s = 0, n IN ns | s + n) AS papers;
MATCH (m:Method)-[r:USES]->(o) WITH m, collect(r) AS rs RETURN m.name, size([r IN rs WHERE r.confidence > 0.5]) AS sure;
RETURN reduce(s = 0, x IN [1, 2, 3] | s + x) AS sum;
RETURN reduce(s = '', x IN ['a', 'b'] | s + x) AS text;
MATCH (m:Method {name: 'LoRA'}) RETURN m.aliases[0] AS alias, m.aliases[7] AS none;
RETURN [[1, 2], [3]][0][1] AS x;
RETURN [x IN [1, 2, 3] | x][1] AS x;
WITH ['a', 'b'] AS l RETURN l[0] + l[1] AS s, size(l[1..]) AS n;
// differs: a list made inside another cannot use the outer one's variable; write UNWIND for the outer
RETURN [x IN [1, 2] | [y IN [1, 2] | x * y]] AS table;
// differs: a list made by a pattern is Neo4j's; write OPTIONAL MATCH and collect
MATCH (m:Method {name: 'LoRA'}) RETURN size([(m)-[:USES]->(o) | o.name]) AS n, [(m)-[:USES]->(o) | o.name] AS names;
RETURN [1, 2, 3][1] AS a, [1, 2, 3][-1] AS b, [1, 2, 3][7] AS c, [1, 2, 3][null] AS d;
RETURN [1, 2, 3][0..2] AS a, [1, 2, 3][1..] AS b, [1, 2, 3][..-1] AS c, [1, 2, 3][2..1] AS d;
RETURN [1, 2] + [3] AS a, size([1, 2] + []) AS c;
RETURN 3 IN [1, 2, 3] AS a, 4 IN [1, 2, 3] AS b, null IN [1, 2] AS c;
RETURN [1, 2] = [1, 2] AS a, [1, 2] = [2, 1] AS b, [1, 2] <> [1] AS c;
RETURN [x IN range(1, 10) WHERE x % 2 = 0 | x * x] AS squares;
RETURN reduce(a = 1, x IN [1, 2, 3, 4] | a * x) AS product;
RETURN any(x IN [1, null] WHERE x = 1) AS a, any(x IN [1, null] WHERE x = 2) AS b, all(x IN [1, null] WHERE x = 1) AS c, none(x IN [1, null] WHERE x = 2) AS d, single(x IN [1, null] WHERE x = 1) AS e;
RETURN any(x IN [] WHERE x = 1) AS a, all(x IN [] WHERE x = 1) AS b, none(x IN [] WHERE x = 1) AS c, single(x IN [] WHERE x = 1) AS d;
MATCH (m:Method) WHERE all(a IN m.aliases WHERE size(a) > 20) AND size(m.aliases) > 0 RETURN m.name AS name ORDER BY name;
MATCH (m:Method) RETURN m.name AS name, [a IN m.aliases WHERE a STARTS WITH 'L'] AS l ORDER BY name;
MATCH (m:Method) WITH m, [a IN m.aliases WHERE a <> m.name] AS others RETURN m.name AS name, [a IN others | a + '!'] AS shouted ORDER BY name;
MATCH (m:Method) WITH m, [x IN [1, 2, 3] WHERE x < m.papers] AS small RETURN m.name AS name, [x IN small | x + m.papers] AS sums ORDER BY name;
// differs: write [1, 2] + [3]
RETURN [1, 2] + 3 AS list;
// differs: offline, null is not in an empty list, but unknown
RETURN null IN [] AS x;
// differs: a list of a variable is turned round by list_reverse() offline
WITH [1, 2] AS list RETURN reverse(list) AS x;
// differs: a list that is made from another list and reads the row is made in two steps: WITH n, [x IN xs WHERE …] AS some
MATCH (m:Method) RETURN m.name, [x IN [1, 2, 3] WHERE x < m.papers | x + m.papers] AS sums;

// ## Strings
RETURN toUpper('bert') AS a, toLower('BERT') AS b, trim('  x ') AS c, ltrim('  x') AS d, rtrim('x  ') AS e;
RETURN substring('hello', 1) AS a, substring('hello', 1, 3) AS b, left('hello', 2) AS c, right('hello', 2) AS d;
RETURN split('a,b,c', ',') AS a, replace('hello', 'l', 'L') AS b, reverse('abc') AS c, size('abc') AS d;
RETURN 'a' + 'b' AS a, 'x' || 'y' AS b;
RETURN 'abc' STARTS WITH 'a' AS a, 'abc' ENDS WITH 'c' AS b, 'abc' CONTAINS 'b' AS c, 'abc' =~ 'a.c' AS d;
RETURN 'a' < 'b' AS a, 'a' = 'A' AS b, 'é' = 'é' AS c;
MATCH (m:Method) WHERE toLower(m.name) CONTAINS 'net' RETURN toUpper(m.name) AS name;
MATCH (p:Paper) RETURN split(p.title, ':')[0] AS head, size(split(p.title, ' ')) AS words;
MATCH (p:Paper) RETURN left(p.date, 4) AS year, count(*) AS n;
RETURN 'it\'s' AS a, "say \"hi\"" AS b, 'tab\there' AS c, 'ünïcödé 水' AS d;
RETURN toString(5) AS a, toString('x') AS b, toInteger('42') AS c, toFloat('2.5') AS d, toBoolean('true') AS e;
RETURN toInteger('x') AS a, toFloat('x') AS b, toInteger('2.7') AS c, toInteger(2.7) AS d, toInteger(-2.7) AS e, toBoolean('x') AS f;
MATCH (:Method)-[r:EVALUATED_ON]->() RETURN r.value AS value, toFloat(replace(r.value, '%', '')) AS number;
RETURN char_length('abc') AS n, isEmpty('') AS e;
MATCH (n) RETURN n.title + '!' AS a, n.title + n.name AS b, 'x' + n.name AS c;
// differs: a number is joined to a text by toString(1) offline
RETURN 'a' + 1 AS x;
// differs: a decimal in a text is refused offline, where it has six places; return the number itself
RETURN toString(2.5) AS x;
// differs: a number and a text are never equal in Neo4j; the embedded engine reads the number in the text
RETURN 1 = '1' AS x;
RETURN 'abc' STARTS WITH '' AS a, 'abc' ENDS WITH 'c' AS b, 'abc' CONTAINS 'd' AS c, null STARTS WITH 'a' AS d;
RETURN substring('hello', 1, 3) AS a, left('hello', 2) AS b, right('hello', 9) AS c, reverse('hello') AS d, replace('hello', 'l', 'L') AS e;
RETURN split('a,b,c', ',') AS a, split('abc', 'x') AS b, trim('  x ') AS c, toUpper('été') AS d;
RETURN "say \"hi\"" AS a, 'tab\tline\nend' AS b, '\u00e9' AS c;
RETURN toString(12) AS a, toString(true) AS b, toInteger('12') AS c, toInteger('x') AS d, toFloat('1.5') AS e, toBoolean('True') AS f;
RETURN 'B' < 'a' AS a, 'abc' < 'abd' AS b, 'a' < null AS c;
RETURN {a: 1, b: {c: 'x'}} AS m, {a: 1, b: {c: 'x'}}.b.c AS c;
// differs: split() leaves empty parts out offline, so a text that has some is refused
RETURN split('a,b,,c', ',') AS parts;
// differs: replace() of an empty text is Neo4j's
WITH '' AS empty RETURN replace('ab', empty, 'x') AS x;
// differs: an empty text is in none offline; leave the condition out
RETURN 'abc' CONTAINS '' AS x;

// ## CASE
UNWIND [1, 2, 3] AS x RETURN CASE x WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE 'more' END AS word;
UNWIND [1, 2, 3] AS x RETURN CASE WHEN x > 2 THEN 'big' WHEN x > 1 THEN 'middle' END AS size;
MATCH (m:Method) RETURN CASE WHEN m.papers > 5 THEN 'often' ELSE 'seldom' END AS used, count(*) AS n;
MATCH (p:Paper) RETURN CASE WHEN p.year IS NULL THEN 'unknown' ELSE toString(p.year) END AS year, count(*) AS n;
RETURN CASE WHEN null THEN 1 ELSE 2 END AS x;
MATCH (n) RETURN CASE WHEN n:Paper THEN 'paper' WHEN n:Author THEN 'author' ELSE 'concept' END AS kind, count(*) AS n;
UNWIND [1, 2, 3, null] AS x RETURN x, CASE x WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE 'more' END AS word;
UNWIND [1, 2, 3, null] AS x RETURN x, CASE WHEN x < 2 THEN 'low' WHEN x >= 2 THEN 'high' END AS level;
RETURN CASE -1 WHEN null THEN 'null' WHEN -1 THEN 'minus' END AS a, CASE null WHEN null THEN 1 ELSE 2 END AS b;
MATCH (m:Method) RETURN CASE m.papers WHEN 1 THEN 'once' WHEN 2 THEN 'twice' ELSE 'often' END AS how, count(*) AS n ORDER BY how;
// differs: a CASE that is a condition of another is given a name by WITH first
UNWIND [1, 2] AS x RETURN CASE WHEN CASE WHEN x = 1 THEN true ELSE false END THEN 'a' ELSE 'b' END AS y;

// ## Null
RETURN null = null AS a, null <> null AS b, null IS NULL AS c, 1 IS NOT NULL AS d, null + 1 AS e;
RETURN null AND false AS a, null OR true AS b, NOT null AS c, null AND true AS d, null XOR true AS e;
RETURN coalesce(null, 1) AS a, coalesce(null, null, 'x') AS b;
MATCH (p:Paper) WHERE p.doi = 'x' OR p.doi IS NULL RETURN count(*) AS n;
MATCH (p:Paper) WHERE NOT p.doi = 'x' RETURN count(*) AS n;
RETURN size(null) AS a, toUpper(null) AS b, head(null) AS c;
// differs: offline, what is not in a list with null in it is just not in it
RETURN 2 IN [1, null] AS x;
RETURN null = null AS a, null <> 1 AS b, null IS NULL AS c, NOT null AS d, null AND false AS e, null OR true AS f, null XOR true AS g;
RETURN null + 1 AS a, null > 1 AS b, size(null) AS c, coalesce(null, null, 3) AS d, toUpper(null) AS e;

// ## Numbers
RETURN abs(-2) AS a, sign(-3) AS b, floor(2.7) AS c, ceil(2.1) AS d, round(2.5) AS e, round(-2.5) AS f, sqrt(9) AS g;
RETURN exp(0) AS a, log(1) AS b, log10(100) AS c, e() > 2.7 AS d, pi() > 3.1 AS e, log(10) > 2 AS f;
RETURN 1 = 1.0 AS a, 1 < 2.5 AS b, 7 % 4 AS c, -7 / 2 AS d, -7 % 3 AS e;
RETURN round(2.567, 2) AS a, 1e3 AS b, .5 AS c, 2 ^ -1 AS d;
RETURN sin(0) AS a, cos(0) AS b, atan2(0, 1) AS c, degrees(0) AS d, radians(0) AS e;
RETURN 0.1 + 0.2 > 0.3 AS a, 10 / 4 AS b, 10 / 4.0 AS c;
RETURN rand() < 1 AS a, size(randomUUID()) AS b;
RETURN date('2024-02-01') > date('2024-01-31') AS a, date('2024-02-01').year AS year, date('2024-02-01').month AS month;
// differs: 0x1F is Neo4j's; write 31
RETURN 0x1F AS x;
// differs: duration() is Neo4j's; write interval('1 day')
RETURN date('2024-01-31') + duration('P1D') AS x;
RETURN 7 / 2 AS a, -7 / 2 AS b, 7 % 3 AS c, -7 % 3 AS d, 2 ^ 3 AS e, 7 / 2.0 AS f;
RETURN 2 + 3 * 4 - 1 AS a, (2 + 3) * 4 AS b, 2 * 3 ^ 2 AS c, -2 ^ 2 AS d, 10 - 4 - 3 AS e;
RETURN abs(-3) AS a, sign(-2.5) AS b, ceil(1.2) AS c, floor(-1.2) AS d, round(2.5) AS e, round(-2.5) AS f, sqrt(16) AS g;
RETURN 1 = 1.0 AS a, 1 < 1.5 AS b, 0.1 + 0.2 > 0.3 AS c, 1e3 AS d;
RETURN NOT true OR true AS a, NOT (true OR true) AS b, true XOR false AND false AS c;

// ## Pattern predicates
MATCH (p:Paper) WHERE (p)-[:CITES]->() RETURN count(p) AS n;
MATCH (p:Paper) WHERE NOT (p)-[:CITES]->() RETURN p.title;
MATCH (m:Method) WHERE (m)-[:EVALUATED_ON]->(:Benchmark {name: 'MMLU'}) RETURN m.name;
MATCH (m:Method) WHERE EXISTS { (m)-[:USES]->() } RETURN count(m) AS n;
MATCH (m:Method) WHERE EXISTS { MATCH (m)-[:USES]->(o) WHERE o.papers > 5 } RETURN m.name;
MATCH (m:Method) WHERE NOT EXISTS { (m)--() } RETURN count(m) AS n;
MATCH (m:Method) WHERE exists((m)-[:OUTPERFORMS]->()) RETURN m.name;
MATCH (m:Method) RETURN m.name AS name, COUNT { (m)-[:USES]->() } AS n ORDER BY n DESC, name LIMIT 5;
MATCH (m:Method) WHERE COUNT { (m)-[:EVALUATED_ON]->() } > 4 RETURN m.name;
MATCH (m:Method) RETURN m.name AS name, size([(m)-[:USES]->(o) | o]) AS n ORDER BY n DESC, name LIMIT 5;
MATCH (a:Method), (b:Method) WHERE a.papers > 5 AND b.papers > 5 AND (a)-[:USES]->(b) RETURN a.name, b.name;
MATCH (m:Method) WHERE (m)-[:USES]->() AND NOT (m)-[:EVALUATED_ON]->() RETURN m.name;
// differs: COLLECT { } is Neo4j's; write OPTIONAL MATCH and collect
MATCH (m:Method {name: 'LoRA'}) RETURN size(COLLECT { MATCH (m)-[:USES]->(o) RETURN o.name }) AS n;
// differs: CALL { } is Neo4j's; write the inner MATCH after the outer one, with WITH for what it counts
MATCH (m:Method {name: 'LoRA'}) CALL { WITH m MATCH (m)-[:USES]->(o) RETURN count(o) AS n } RETURN m.name, n;
MATCH (m:Method) WHERE (m)-[:USES]->(:Method {name: 'BERT'}) RETURN m.name AS name ORDER BY name;
MATCH (m:Method) WHERE NOT (m)-[:USES]->() AND (m)<-[:USES]-() RETURN count(m) AS n;
MATCH (m:Method) WHERE EXISTS { MATCH (m)-[:USES]->(o) WHERE o.papers > m.papers } RETURN count(m) AS n;
MATCH (m:Method) RETURN m.name AS name, COUNT { (m)-[:EVALUATED_ON]->(:Benchmark) } AS n ORDER BY n DESC, name LIMIT 3;

// ## Variable length
MATCH (a:Method {name: 'RoBERTa'})-[:USES*1..2]->(b) RETURN b.name;
MATCH (a:Method)-[:USES*2]->(b) RETURN a.name, b.name;
MATCH (a:Method)-[:USES*..3]->(b) RETURN count(*) AS n;
MATCH (a:Method)-[:USES*]->(b) RETURN count(*) AS n;
MATCH (a:Method {name: 'LoRA'})-[:USES*0..1]->(b) RETURN b.name;
MATCH (a:Method)-[:VARIANT_OF*]->(b:Method) RETURN a.name, b.name;
MATCH (a:Method {name: 'BERT'})-[*1..2]-(b:Task) RETURN count(*) AS n;
MATCH (a:Paper)-[:CITES*1..2]->(b)-[:CITES]->(c) RETURN count(*) AS n;
MATCH (a:Method)-[:USES|USED_FOR*1..2]-(b)-[:USES]-(c) RETURN count(*) AS n;
MATCH (a:Method)-[:USES|USED_FOR*1..2]-(b)-[:USES*1..2]-(c) RETURN count(*) AS n;
MATCH (a:Paper)-[:CITES*3]->(b) RETURN count(*) AS n;
MATCH (a:Paper)-[:CITES*2..3]->(b:Paper) WHERE a.year = 2023 AND b.year = 2015 RETURN count(*) AS n;
MATCH (a:Method {name: 'LoRA'})-[r:USES*1..2]->(b) RETURN size(r) AS hops, b.name;
MATCH (a:Method {name: 'LoRA'})-[r:USES*1..2]->(b) WITH b, r WHERE size(r) = 2 RETURN b.name, [x IN r | type(x)] AS types;
MATCH (a:Method)-[:USES|OUTPERFORMS*1..2]->(b:Method {name: 'BERT'}) RETURN DISTINCT a.name;
MATCH (a:Method {name: 'LoRA'})-[:USES*0..1]->(b) RETURN b.name AS name ORDER BY name;
MATCH (a:Method {name: 'LoRA'})-[rs:USES*2]->(b) RETURN size(rs) AS hops, b.name AS name ORDER BY name;
MATCH (a:Paper)-[:CITES*2..3]->(b:Paper) RETURN count(DISTINCT b) AS n;

// ## Paths
MATCH p = (a:Method {name: 'LoRA'})-[:USES]->(b) RETURN length(p) AS n, [x IN nodes(p) | x.name] AS names;
MATCH p = (a:Method {name: 'LoRA'})-[:USES*1..2]->(b) RETURN length(p) AS n, [x IN nodes(p) | x.name] AS names;
MATCH p = (a:Method {name: 'LoRA'})-[:USES]->(b) RETURN [r IN relationships(p) | type(r)] AS types;
MATCH p = (a:Method)-[:USES*2]->(b) RETURN size(nodes(p)) AS a, size(relationships(p)) AS b, count(*) AS n;
MATCH p = (a:Method {name: 'LoRA'})-[:USES]->(b) RETURN p;
MATCH p = (a:Paper)-[:CITES*1..2]->(b) RETURN [x IN nodes(p) | x.id] AS ids, [r IN relationships(p) | type(r)] AS types;
MATCH p = (a:Method)-[:USES*1..3]->(b) WHERE all(x IN nodes(p) WHERE x.papers > 1) RETURN [x IN nodes(p) | toUpper(x.name)] AS names;
// differs: a list reads one property of a path's nodes; write UNWIND nodes(p)
MATCH p = (a:Method {name: 'LoRA'})-[:USES]->(b) RETURN [x IN nodes(p) WHERE x.papers > 1 | x.name] AS names;
MATCH p = (a:Method {name: 'BERT'}) RETURN length(p) AS n;
MATCH p = shortestPath((a:Method {name: 'BERT'})-[*]-(b:Method {name: 'LoRA'})) RETURN length(p) AS n;
MATCH p = shortestPath((a:Method {name: 'LoRA'})-[:USES*..5]->(b:Method {name: 'BERT'})) RETURN [x IN nodes(p) | x.name] AS names;
MATCH p = allShortestPaths((a:Method {name: 'BERT'})-[*..5]-(b:Method {name: 'LoRA'})) RETURN count(p) AS n;
MATCH (a:Method {name: 'BERT'}), (b:Task) MATCH p = shortestPath((a)-[*..3]-(b)) RETURN b.name, length(p) AS n;
MATCH p = (a:Method)-[:USES]->(b)-[:USES]->(c) WHERE none(x IN nodes(p) WHERE x.name = 'BERT') RETURN count(p) AS n;
MATCH p = (a:Method {name: 'LoRA'})-[:USES]->(b) RETURN head(nodes(p)).name AS a, last(nodes(p)).name AS b;
MATCH p = (a:Method {name: 'LoRA'})-[:USES]->(b) WITH nodes(p) AS ns UNWIND ns AS n RETURN DISTINCT n.name;
// differs: write MATCH p = shortestPath((a)-[*..5]-(b))
MATCH p = SHORTEST 1 (a:Method {name: 'BERT'})-[:USES]-+(b:Method {name: 'LoRA'}) RETURN length(p) AS n;
MATCH p = (a:Method {name: 'LoRA'})-[:USES*1..2]->(b) RETURN length(p) AS n, count(*) AS c ORDER BY n;
MATCH p = (a:Method {name: 'LoRA'})<-[:USES]-(b) RETURN p;
MATCH p = (a:Method {name: 'LoRA'})-[:USES]-(b)-[:EVALUATED_ON]->(c) RETURN p ORDER BY b.name, c.name LIMIT 3;
MATCH p = (a:Method {name: 'LoRA'})-[:USES*2]-(b) RETURN p ORDER BY b.name, b.id, length(p) LIMIT 1;
MATCH p = allShortestPaths((a:Method {name: 'BERT'})-[*..3]-(b:Method {name: 'LoRA'})) RETURN length(p) AS n, count(*) AS c;
MATCH p = (a:Method {name: 'BERT'})-[:USES]->(b) RETURN [n IN nodes(p) | n.name] AS names, [r IN relationships(p) | type(r)] AS types ORDER BY b.name;

// ## Parameters
MATCH (m:Method {name: $name}) RETURN m.papers;
MATCH (m:Method) WHERE m.name IN $names RETURN m.name;
UNWIND $names AS name RETURN name;
RETURN $map.a AS a, $number + 1 AS b;
MATCH (m:Method) RETURN m.name ORDER BY m.name SKIP $number LIMIT $number;
MATCH (m:Method) WHERE m.name IN $names RETURN m.name AS name ORDER BY name;
MATCH (m:Method {name: $name})-[:USES]->(o) RETURN count(o) > $number AS many;
