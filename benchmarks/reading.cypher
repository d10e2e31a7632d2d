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

// ## UNION
RETURN 1 AS a UNION RETURN 2 AS a;
RETURN 1 AS a UNION RETURN 1 AS a;
RETURN 1 AS a UNION ALL RETURN 1 AS a;
MATCH (m:Method) WHERE m.papers > 5 RETURN m.name AS name UNION MATCH (d:Dataset) WHERE d.papers > 5 RETURN d.name AS name;
MATCH (m:Method)-[:USES]->(o:Method {name: 'BERT'}) RETURN m.name AS name UNION ALL MATCH (m:Method)-[:OUTPERFORMS]->(o:Method {name: 'BERT'}) RETURN m.name AS name;

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
MATCH (m:Method)-[:USES]->(o) WITH m, o ORDER BY o.name WITH m, collect(o) AS os RETURN m.name, [o IN os WHERE o.papers > 3 | o.name + m.name] AS names;
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
// differs: decimals have six places in a text offline
RETURN toString(2.5) AS x;
// differs: a number and a text are never equal in Neo4j; the embedded engine reads the number in the text
RETURN 1 = '1' AS x;

// ## CASE
UNWIND [1, 2, 3] AS x RETURN CASE x WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE 'more' END AS word;
UNWIND [1, 2, 3] AS x RETURN CASE WHEN x > 2 THEN 'big' WHEN x > 1 THEN 'middle' END AS size;
MATCH (m:Method) RETURN CASE WHEN m.papers > 5 THEN 'often' ELSE 'seldom' END AS used, count(*) AS n;
MATCH (p:Paper) RETURN CASE WHEN p.year IS NULL THEN 'unknown' ELSE toString(p.year) END AS year, count(*) AS n;
RETURN CASE WHEN null THEN 1 ELSE 2 END AS x;
MATCH (n) RETURN CASE WHEN n:Paper THEN 'paper' WHEN n:Author THEN 'author' ELSE 'concept' END AS kind, count(*) AS n;

// ## Null
RETURN null = null AS a, null <> null AS b, null IS NULL AS c, 1 IS NOT NULL AS d, null + 1 AS e;
RETURN null AND false AS a, null OR true AS b, NOT null AS c, null AND true AS d, null XOR true AS e;
RETURN coalesce(null, 1) AS a, coalesce(null, null, 'x') AS b;
MATCH (p:Paper) WHERE p.doi = 'x' OR p.doi IS NULL RETURN count(*) AS n;
MATCH (p:Paper) WHERE NOT p.doi = 'x' RETURN count(*) AS n;
RETURN size(null) AS a, toUpper(null) AS b, head(null) AS c;
// differs: offline, what is not in a list with null in it is just not in it
RETURN 2 IN [1, null] AS x;

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

// ## Parameters
MATCH (m:Method {name: $name}) RETURN m.papers;
MATCH (m:Method) WHERE m.name IN $names RETURN m.name;
UNWIND $names AS name RETURN name;
RETURN $map.a AS a, $number + 1 AS b;
MATCH (m:Method) RETURN m.name ORDER BY m.name SKIP $number LIMIT $number;
