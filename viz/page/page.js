"use strict";
// All text from the graph is set with textContent: it is never markup.
const WORDS = kind => kind.toLowerCase().replaceAll("_", " ");
const byId = id => document.getElementById(id);
const make = (tag, text, parent) => {
  const element = document.createElement(tag);
  if (text !== undefined && text !== null) element.textContent = String(text);
  if (parent) parent.append(element);
  return element;
};

const nodes = new vis.DataSet(NODES.map(n => ({ ...n, title: undefined, font: { size: (n.kind === "Paper" ? 14 : 18) + (n.size - 10) * 0.5, strokeWidth: 4, strokeColor: "#fff" } })));
const beside = new Map(); // arrows so far from one node to another: each bends more than the last, so that their words stay apart
const turn = e => {
  const ends = e.from + " " + e.to, before = beside.get(ends) || 0;
  beside.set(ends, before + 1);
  return 0.08 + 0.17 * before;
};
const edges = new vis.DataSet(EDGES.map((e, id) => ({
  id, from: e.from, to: e.to, kind: e.kind, count: e.count, evidence: e.evidence, arrows: "to",
  label: EDGES.length > 40 ? undefined : WORDS(e.kind), width: Math.min(1 + Math.log2(e.count), 5),
  color: { color: "#b5b5b5", highlight: "#333", hover: "#777" },
  font: { size: 11, color: "#666", strokeWidth: 3, strokeColor: "#fff", align: "middle" },
  smooth: { type: "curvedCW", roundness: turn(e) },
})));
const network = new vis.Network(byId("graph"), { nodes, edges }, {
  physics: false, interaction: { hover: true, keyboard: { enabled: true, bindToWindow: false }, multiselect: false },
});

function sentence(fact, parent) {
  const parts = [fact.metric, fact.value, fact.kind].filter(x => x);
  if (parts.length) make("p", parts.join(" · "), parent);
  if (fact.sentence) {
    const quote = make("blockquote", fact.sentence, parent);
    make("cite", fact.title || fact.paper, quote);
  } else if (fact.paper) make("p", fact.title || fact.paper, parent);
}

function showNode(id) {
  const node = nodes.get(id), panel = byId("panel");
  panel.replaceChildren();
  make("h2", node.detail.name, panel);
  make("p", node.kind, panel).className = "kind";
  const d = node.detail;
  if (d.aliases && d.aliases.length) make("p", "Also: " + d.aliases.join(", "), panel);
  if (d.papers !== undefined) make("p", d.papers + (d.papers === 1 ? " paper" : " papers"), panel);
  const facts = [d.year, d.venue].filter(x => x !== undefined);
  if (facts.length) make("p", facts.join(" · "), panel);
  if (d.link) {
    const link = make("a", d.link, make("p", null, panel));
    link.href = d.link; link.rel = "noopener noreferrer"; link.target = "_blank";
  }
  if (d.abstract) make("p", d.abstract, panel);
  const rows = edges.get({ filter: e => e.from === id || e.to === id });
  for (const kind of [...new Set(rows.map(e => e.kind))]) {
    make("h3", kind, panel);
    for (const e of rows.filter(r => r.kind === kind)) {
      const out = e.from === id, other = nodes.get(out ? e.to : e.from);
      const button = make("button", (out ? "→ " : "← ") + other.detail.name + (e.count > 1 ? " (" + e.count + ")" : ""), panel);
      button.onclick = () => { network.setSelection({ nodes: [], edges: [e.id] }); showEdge(e.id); };
    }
  }
}

function showEdge(id) {
  const e = edges.get(id), panel = byId("panel");
  panel.replaceChildren();
  for (const [end, before] of [[e.from, ""], [e.to, WORDS(e.kind) + " "]]) {
    const button = make("button", before + nodes.get(end).detail.name, panel);
    button.onclick = () => { network.selectNodes([end]); showNode(end); };
  }
  make("h3", e.count + (e.count === 1 ? " statement" : " statements") + (e.count > e.evidence.length ? ", " + e.evidence.length + " shown" : ""), panel);
  e.evidence.forEach(fact => sentence(fact, panel));
}

function welcome() {
  const panel = byId("panel");
  panel.replaceChildren();
  make("p", "Click a node for what it is, an arrow for the sentence behind it.", panel);
}

network.on("click", event => {
  if (event.nodes.length) showNode(event.nodes[0]);
  else if (event.edges.length) showEdge(event.edges[0]);
  else welcome();
});

const search = byId("search");
nodes.forEach(n => { make("option", null, byId("names")).value = n.detail.name; });
search.addEventListener("change", () => {
  const words = search.value.trim().toLowerCase();
  if (!words) return;
  const hit = nodes.get({ filter: n => n.detail.name.toLowerCase() === words })[0]
    || nodes.get({ filter: n => [n.detail.name, ...(n.detail.aliases || [])].some(s => s.toLowerCase().includes(words)) })[0];
  if (!hit) { welcome(); make("p", "No node here is called that.", byId("panel")); return; }
  network.selectNodes([hit.id]);
  network.focus(hit.id, { scale: 1 });
  showNode(hit.id);
});

for (const label of byId("legend").children) {
  const box = label.querySelector("input");
  if (!NODES.some(n => n.kind === box.value)) { label.hidden = true; continue; }
  box.addEventListener("change", () => nodes.update(
    nodes.get({ filter: n => n.kind === box.value }).map(n => ({ id: n.id, hidden: !box.checked }))));
}

const focus = NODES.find(n => n.focus);
if (focus) { network.selectNodes([focus.id], false); showNode(focus.id); } else welcome();
network.fit();
network.moveTo({ scale: network.getScale() * 0.88 }); // fit() measures nodes, not the names beside them
