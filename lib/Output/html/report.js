// What the page does: it filters, opens findings, and keeps both in its address. It asks nobody for anything.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const findings = data.findings;
  const Page = 100; // Findings shown before "more": a browser lays out ten thousand only slowly.

  const at = id => document.getElementById(id);
  // An element with attributes and children; texts are never read as markup.
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes))
      name in element && typeof value !== "string" ? element[name] = value : element.setAttribute(name, value);
    element.append(...children.filter(child => child !== null));
    return element;
  }
  const plural = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
  const folderOf = file => file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : ".";

  // --- what is chosen

  const facets = [
    {key: "check", title: "Check", of: f => f.check},
    {key: "kind", title: "Kind of blocking", of: f => f.kind || ""},
    {key: "folder", title: "Folder", of: f => folderOf(f.file)},
    {key: "framework", title: "Framework", of: f => f.framework || ""},
  ].filter(facet => findings.some(facet.of));
  const chosen = Object.fromEntries(facets.map(facet => [facet.key, null]));
  let search = "";
  let shown = [];    // The findings that pass, in order.
  let rendered = 0;  // How many of them are on the page.

  const haystack = f => f.haystack ??= [f.message, f.check, f.file + ":" + f.line, f.function, f.api || "", f.kind || "",
    f.framework || "", ...(f.chain || []).map(step => step.function)].join("\n").toLowerCase();
  const words = () => search.toLowerCase().split(/\s+/).filter(Boolean);
  const passes = (f, but, wanted) => facets.every(facet => facet.key === but || chosen[facet.key] === null ||
    facet.of(f) === chosen[facet.key]) && wanted.every(word => haystack(f).includes(word));

  // --- the address: what is chosen and what is open survive a reload, and a link to it works

  function readAddress() {
    const address = new URLSearchParams(location.hash.slice(1));
    search = address.get("q") || "";
    for (const facet of facets)
      chosen[facet.key] = address.get(facet.key);
    return address.get("finding");
  }
  function addressOf(finding) {
    const address = new URLSearchParams();
    if (search)
      address.set("q", search);
    for (const facet of facets)
      if (chosen[facet.key] !== null)
        address.set(facet.key, chosen[facet.key]);
    if (finding)
      address.set("finding", finding);
    return "#" + address;
  }
  const writeAddress = finding => history.replaceState(null, "", addressOf(finding));

  // --- the summary

  const expanded = new Set();
  function renderSummary() {
    const wanted = words();
    at("summary").replaceChildren(...facets.map(facet => {
      const counts = new Map();
      for (const f of findings)
        if (passes(f, facet.key, wanted))
          counts.set(facet.of(f), (counts.get(facet.of(f)) || 0) + 1);
      const rows = [...counts].filter(([value]) => value !== "")
        .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
      const most = Math.max(1, ...rows.map(([, count]) => count));
      const all = expanded.has(facet.key) || rows.length <= 7;
      const list = make("ul", {}, ...rows.slice(0, all ? rows.length : 6).map(([value, count]) => make("li", {},
        make("button", {type: "button", "aria-pressed": String(chosen[facet.key] === value),
          onclick: () => choose(facet.key, chosen[facet.key] === value ? null : value)},
          make("span", {}, value), make("span", {}, count.toLocaleString("en")),
          make("span", {class: "bar", "aria-hidden": "true"}, make("i", {style: `width:${100 * count / most}%`}))))));
      if (!all)
        list.append(make("li", {}, make("button", {type: "button", class: "rest",
          onclick: () => { expanded.add(facet.key); render(); }}, `all ${rows.length}`)));
      return make("div", {class: "facet", "data-facet": facet.key}, make("h2", {}, facet.title),
        rows.length ? list : make("p", {class: "none"}, "none"));
    }));
  }
  function choose(key, value) {
    const focused = document.activeElement && document.activeElement.closest(".facet button") ? [key, value] : null;
    chosen[key] = value;
    writeAddress(null);
    render();
    if (focused) // The button was made anew.
      (document.querySelector(`[data-facet=${key}] [aria-pressed=true]`) ||
       document.querySelector(`[data-facet=${key}] button`) || at("search")).focus();
  }
  function renderChosen() {
    const chips = facets.filter(facet => chosen[facet.key] !== null).map(facet =>
      make("button", {type: "button", "aria-label": `${facet.title} ${chosen[facet.key]}: drop this filter`,
        onclick: () => { choose(facet.key, null); at("search").focus(); }}, `${chosen[facet.key]} ✕`));
    at("chosen").replaceChildren(...chips);
  }

  // --- a finding

  // Lines of a file around a place, with what is from `column` to `end` marked.
  function source(place, end) {
    const lines = data.sources[place.file] || {};
    const rows = [];
    for (let number = place.line - 3; number <= Math.max(place.line, end ? end.line : 0) + 3; ++number)
      if (lines[number] !== undefined)
        rows.push(row(String(number), lines[number], number, place, end));
    return rows.length === 0 ? null : make("div", {class: "source", tabindex: "0", role: "region",
      "aria-label": `${place.file}, line ${place.line}`}, make("table", {role: "presentation"}, make("tbody", {}, ...rows)));
  }
  function row(label, text, number, place, end) {
    const last = end ? end.line : place.line;
    const code = make("td", {}, text);
    if (number >= place.line && number <= last) {
      const from = number === place.line ? place.column - 1 : text.length - text.trimStart().length;
      const to = end && number === end.line ? end.column - 1 : end ? text.length : from;
      if (to > from)
        code.replaceChildren(text.slice(0, from), make("mark", {}, text.slice(from, to)), text.slice(to));
      return make("tr", {class: "here"}, make("td", {}, label), code);
    }
    return make("tr", {}, make("td", {}, label), code);
  }
  function diff(fix) {
    const line = (kind, sign) => text => make("tr", {class: kind}, make("td", {}, sign), make("td", {}, text));
    return make("div", {class: "source", tabindex: "0", role: "region", "aria-label": "The change"},
      make("table", {role: "presentation"}, make("tbody", {},
        ...fix.before.map(line("removed", "−")), ...fix.after.map(line("added", "+")))));
  }

  // The way from the coroutine to what blocks: each node shows its place when it is chosen.
  function chain(f) {
    const steps = [{name: f.function || "here", place: f, end: {line: f.end_line, column: f.end_column}, kind: "coroutine"},
      ...f.chain.map(step => ({name: step.function, place: step, end: null, kind: "helper"})),
      {name: f.api, place: f.chain.at(-1) || f, end: null, kind: "api", what: f.kind || "blocking"}];
    const view = make("div", {"aria-live": "polite"});
    const list = make("ol", {class: "chain", "aria-label": "From the coroutine to what blocks"});
    const show = index => {
      [...list.children].forEach((item, i) => item.firstChild.setAttribute("aria-current", String(i === index)));
      view.replaceChildren(source(steps[index].place, steps[index].end) || "");
    };
    steps.forEach((step, index) => list.append(make("li", {class: step.kind}, make("button",
      {type: "button", onclick: () => show(index)}, make("code", {}, step.name),
      make("small", {}, step.what || `${step.place.file}:${step.place.line}`)))));
    show(0);
    return [list, make("h3", {}, "Source"), view];
  }

  function body(f) {
    const parts = [];
    if (f.api)
      parts.push(make("h3", {}, "How it comes to block"), ...chain(f));
    else if (data.sources[f.file])
      parts.push(make("h3", {}, "Source"), source(f, {line: f.end_line, column: f.end_column}));
    const notes = f.notes.slice(Math.min(f.notes.length, (f.chain || []).length))
      .filter(note => !f.fixes.some(fix => fix.description === note.message));
    if (notes.length)
      parts.push(make("ul", {class: "notes"}, ...notes.map(note => make("li", {}, note.message,
        note.file && (note.file !== f.file || note.line !== f.line) ? ` (${note.file}:${note.line})` : ""))));
    for (const fix of f.fixes)
      parts.push(make("h3", {}, fix.safety === "safe" ? `Fix: ${fix.description}` : `Suggested: ${fix.description}`),
        fix.before.length ? diff(fix) : null);
    const rule = data.rules[f.check];
    if (rule)
      parts.push(make("h3", {}, f.check), make("p", {}, rule.summary), make("p", {}, rule.reason));
    parts.push(make("a", {class: "link", href: "#" + new URLSearchParams({finding: f.fingerprint})}, "Link to this finding"));
    return make("div", {class: "body"}, ...parts);
  }

  function item(f) {
    const head = make("button", {type: "button", class: "head", "aria-expanded": "false"},
      make("span", {class: "where"}, `${f.file}:${f.line}`, f.function ? ` in ${f.function}` : ""),
      f.cost ? make("span", {class: "cost"}, f.cost) : null,
      make("span", {class: "message", style: "display:block"}, f.message),
      make("span", {class: "tags"}, make("span", {class: `tag ${f.severity}`}, f.severity), make("span", {class: "tag"}, f.check),
        f.kind ? make("span", {class: "tag"}, f.kind) : null, f.framework ? make("span", {class: "tag"}, f.framework) : null));
    const element = make("li", {"data-finding": f.fingerprint}, head);
    head.onclick = () => toggle(element, f);
    return element;
  }
  function toggle(element, f, open = element.children.length === 1) {
    element.firstChild.setAttribute("aria-expanded", String(open));
    if (open && element.children.length === 1)
      element.append(body(f));
    else if (!open && element.children.length > 1)
      element.lastChild.remove();
    writeAddress(open ? f.fingerprint : null);
  }

  // --- the list

  function renderMore(upTo = rendered + Page) {
    const next = shown.slice(rendered, upTo);
    at("findings").append(...next.map(item));
    rendered += next.length;
    const left = shown.length - rendered;
    at("more").hidden = left === 0;
    at("more").textContent = `Show ${Math.min(Page, left)} more of ${left.toLocaleString("en")}`;
  }
  function render() {
    const wanted = words();
    shown = findings.filter(f => passes(f, null, wanted));
    rendered = 0;
    at("findings").replaceChildren();
    renderMore();
    renderSummary();
    renderChosen();
    at("count").textContent = shown.length === findings.length ? plural(findings.length, "finding")
      : `${shown.length.toLocaleString("en")} of ${plural(findings.length, "finding")}`;
  }

  // Opens the finding that the address names, whatever filters hide it.
  function follow(fingerprint) {
    at("search").value = search;
    let index = shown.findIndex(f => f.fingerprint === fingerprint);
    if (index < 0) {
      if (!findings.some(f => f.fingerprint === fingerprint))
        return;
      search = at("search").value = "";
      for (const facet of facets)
        chosen[facet.key] = null;
      render();
      index = shown.findIndex(f => f.fingerprint === fingerprint);
    }
    if (index >= rendered)
      renderMore(index + 1 + Page);
    const element = at("findings").children[index];
    toggle(element, shown[index], true);
    document.querySelector(".target")?.classList.remove("target");
    element.classList.add("target");
    element.firstChild.focus({preventScroll: true});
    element.scrollIntoView({block: "start"});
    scrollBy(0, -at("toolbar").offsetHeight - 8);
  }

  // --- keys

  function move(by) {
    const here = document.activeElement && document.activeElement.closest("#findings > li");
    const items = [...at("findings").children];
    let index = here ? items.indexOf(here) + by : by > 0 ? 0 : items.length - 1;
    if (index >= items.length && !at("more").hidden) {
      renderMore();
      items.push(...[...at("findings").children].slice(items.length));
    }
    const head = items[Math.max(0, Math.min(index, items.length - 1))]?.firstChild;
    head?.focus();
    head?.scrollIntoView({block: "center"});
  }
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey)
      return;
    if (event.key === "Escape") {
      search = at("search").value = "";
      for (const facet of facets)
        chosen[facet.key] = null;
      writeAddress(null);
      render();
    } else if (event.target === at("search")) {
      return;
    } else if (event.key === "/") {
      at("search").focus();
    } else if (event.key === "j" || event.key === "k") {
      move(event.key === "j" ? 1 : -1);
    } else {
      return;
    }
    event.preventDefault();
  });
  let waiting = 0;
  at("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      search = at("search").value;
      writeAddress(null);
      render();
    }, 80);
  });
  at("more").onclick = () => {
    const next = rendered;
    renderMore();
    at("findings").children[next]?.firstChild.focus();
  };

  // --- the page

  document.title = at("title").textContent = findings.length ? `corolint: ${plural(findings.length, "finding")}`
    : "corolint: nothing found";
  at("about").textContent = [data.folder, `${plural(data.coroutines, "coroutine")} of ${plural(data.translation_units,
    "translation unit")}`, data.known ? `${plural(data.known, "finding")} more in the baseline` : "",
    data.earlier ? `${plural(data.earlier, "finding")} more from before the change` : "",
    data.suppressed ? `${plural(data.suppressed, "finding")} suppressed in the source` : "",
    `corolint ${data.tool_version}`].filter(Boolean).join(" · ");
  if (data.errors.length) {
    at("errors").hidden = false;
    at("errors").querySelector("ul").append(...data.errors.map(e => make("li", {}, make("code", {}, e.file), ": ", e.message)));
  }
  for (const section of ["summary", "toolbar"])
    at(section).hidden = findings.length === 0;
  function start() {
    const finding = readAddress();
    render();
    at("search").value = search;
    if (finding)
      follow(finding);
  }
  addEventListener("hashchange", start);
  start();
})();
