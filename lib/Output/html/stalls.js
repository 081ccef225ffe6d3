// What a run of the program has shown: when its event loops stalled, and what for. Only of a report with a profile.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const run = data.profile;
  if (!run)
    return;
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes))
      element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const time = ns => {
    const [length, unit] = ns >= 1e9 ? [1e9, "s"] : ns >= 1e6 ? [1e6, "ms"] : [1e3, "us"];
    return `${(ns / length).toPrecision(3)} ${unit}`;
  };
  const section = document.getElementById("stalls");
  section.hidden = false;
  section.append(make("h2", {}, "Stalls"));

  // A row for each event loop, a bar for each stall.
  const end = Math.max(run.seconds * 1e9, ...run.stalls.map(s => s.at_ns + s.duration_ns), 1);
  const timeline = make("div", {class: "timeline"});
  run.threads.forEach((name, thread) => {
    const bars = run.stalls.filter(s => s.thread === thread).map(s => {
      const names = [...s.findings.map(f => data.findings[f].api || data.findings[f].message),
        ...s.unpredicted.map(u => run.unpredicted[u].call || "computing")];
      const label = `${time(s.duration_ns)} at ${time(s.at_ns)}: ${names.join(", ")}`;
      return make("i", {class: s.findings.length ? "predicted" : "unpredicted", title: label, role: "img", "aria-label": label,
        style: `left:${100 * s.at_ns / end}%;width:${100 * s.duration_ns / end}%`});
    });
    if (bars.length)
      timeline.append(make("div", {class: "loop"}, make("span", {}, name), make("div", {class: "bars"}, ...bars)));
  });
  section.append(timeline, make("p", {class: "none"}, `${run.stalls_total} stalls of ${time(run.threshold_ns)} and more in ` +
    `${time(run.seconds * 1e9)}${run.stalls_total > run.stalls.length ? `; the ${run.stalls.length} longest are shown` : ""}`));

  // The stacks from the coroutine to what it waited for, on top of each other where they begin alike.
  const root = {name: "", total: 0, children: new Map()};
  for (const {path, total_ns: total} of run.flames) {
    let node = root;
    node.total += total;
    for (const name of path) {
      if (!node.children.has(name))
        node.children.set(name, {name, total: 0, children: new Map()});
      node = node.children.get(name);
      node.total += total;
    }
  }
  const flames = node => [...node.children.values()].sort((a, b) => b.total - a.total).map(child => {
    const label = `${child.name}: ${time(child.total)}`;
    return make("li", {style: `width:${100 * child.total / node.total}%`}, make("span", {title: label}, label),
      ...child.children.size ? [make("ul", {}, ...flames(child))] : []);
  });
  section.append(make("h3", {}, "What for"), make("ul", {class: "flames"}, ...flames(root)));

  if (run.unpredicted.length)
    section.append(make("h3", {}, "Without a finding"));
  for (const stall of run.unpredicted) {
    const of = stall.measured;
    const stack = stall.stack.map(f => `${f.function || "?"}${f.coroutine ? " (coroutine)" : ""}` +
      (f.file ? ` at ${f.file}:${f.line}` : ` in ${f.module}`));
    section.append(make("details", {class: "unpredicted"}, make("summary", {},
      `${stall.call || "computing"} (${stall.kind}): ${stall.why} · ${time(of.total_ns)} in ${of.stalls}`),
      make("pre", {}, stack.join("\n")), ...stall.model ? [make("p", {}, "In .corolint.yaml this would make it a finding:"),
        make("pre", {}, stall.model)] : []));
  }
  section.append(...run.notes.map(note => make("p", {class: "none"}, note)));
})();
