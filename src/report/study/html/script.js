"use strict";
// Opens the quotes behind a number, and hides those that a filter does not ask for. All of it can be read without.
(() => {
  const $ = (selector, of = document) => of.querySelector(selector);
  const all = (selector, of = document) => [...of.querySelectorAll(selector)];
  const panel = $("#panel"), list = $("ol", panel), title = $("h2", panel);
  const lists = all("ol.quotes[data-of]");
  const below = (code) => $("#c" + code).dataset.below.split(" ");
  // Where the hits of a quote stand in its transcript.
  const places = (quote) => {
    const [transcript, start] = quote.dataset.s.split(".");
    return (quote.dataset.h || "").split(" ").filter((it) => it).map((it) => {
      const [from, length] = it.split("+").map(Number);
      return transcript + "." + (Number(start) + from) + "+" + length;
    });
  };
  const open = (link) => {
    const { c, d, x, k, u } = link.dataset;
    const codes = below(c);
    // Where two codes meet, it is the segments of both.
    const others = d === undefined ? [] : below(d);
    const segments = (codes) => lists.filter((it) => codes.includes(it.dataset.of)).flatMap((it) => [...it.children]).map((it) => it.dataset.s);
    const shared = d === undefined ? undefined : new Set(segments(others));
    const seen = new Set(), hits = new Set();
    let left = 0;
    list.replaceChildren();
    for (const quotes of lists.filter((it) => codes.includes(it.dataset.of))) {
      for (const quote of quotes.children) {
        const is = (x === undefined || quote.dataset.k.split(" ")[x] === k) && (!shared || shared.has(quote.dataset.s));
        if (!is) continue;
        // A hit over two segments stands in both, and is one.
        if (!quote.hidden) for (const place of places(quote)) hits.add(place);
        // A segment with two codes of a theme is one quote of the theme.
        if (seen.has(quote.dataset.s)) continue;
        seen.add(quote.dataset.s);
        if (quote.hidden) { left += 1; continue; }
        const copy = quote.cloneNode(true);
        list.append(copy);
      }
    }
    const label = (code) => $("h3, h4", $("#c" + code)).textContent;
    const name = d === undefined ? label(c) : label(c) + " and " + label(d);
    const of = x === undefined ? "" : ", " + $(`label[for=of${x}]`).textContent + " " + all("option", $("#of" + x))[Number(k) + 1].textContent;
    const shown = list.children.length;
    const filtered = left === 0 ? "" : ` of ${shown + left}, by the filter above the table`;
    const counted = (count, noun) => count + " " + noun + (count === 1 ? "" : "s");
    title.textContent = name + of + ": " + (u === "hits" ? counted(hits.size, "hit") + " in " : "") + counted(shown, "quote") + filtered;
    panel.showModal();
    panel.scrollTop = 0;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.number");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link);
  });
  $("button", panel).addEventListener("click", () => panel.close());
  panel.addEventListener("click", (event) => { if (event.target === panel) panel.close(); });

  const filter = $(".filter"), find = $("#find"), told = $("output", filter), selects = all("select", filter);
  const quotes = lists.flatMap((it) => [...it.children]);
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[’‘]/g, "'");
  let texts;
  const apply = () => {
    const wanted = fold(find.value.trim());
    // What is said around a quote is not looked through: it would count words that the quote does not have.
    const said = (node) => [...node.childNodes].filter((it) => it.nodeName !== "I");
    texts ??= quotes.map((quote) => fold(said($("blockquote", quote)).map((it) => it.textContent).join("")));
    const filters = wanted !== "" || selects.some((it) => it.value);
    let shown = 0;
    quotes.forEach((quote, at) => {
      const keys = quote.dataset.k.split(" ");
      const is = selects.every((it) => !it.value || keys[it.dataset.x] === it.value);
      quote.hidden = !(is && (!wanted || texts[at].includes(wanted)));
      shown += !quote.hidden;
    });
    told.textContent = filters ? shown + " of " + quotes.length + " quotes; numbers open these" : "";
    for (const it of lists) {
      const left = [...it.children].filter((quote) => !quote.hidden).length;
      const details = it.closest("details");
      const count = it.children.length;
      details.hidden = left === 0;
      $(".count", details).textContent = left === count ? count : `${left} of ${count}`;
      if (filters) details.open = left > 0 && shown <= 200;
    }
  };
  find.addEventListener("input", apply);
  for (const select of selects) select.addEventListener("change", apply);
  const every = $("#open");
  every.addEventListener("click", () => {
    const opens = every.getAttribute("aria-pressed") !== "true";
    every.setAttribute("aria-pressed", opens);
    for (const it of lists) it.closest("details").open = opens;
  });
  // All that is not filtered away goes on paper, and the page is then as it was.
  $("#print").addEventListener("click", () => {
    const closed = all("details:not([open])");
    for (const it of closed) it.open = true;
    window.addEventListener("afterprint", () => { for (const it of closed) it.open = false; }, { once: true });
    window.print();
  });
  filter.hidden = false;
})();
