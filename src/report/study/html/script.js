"use strict";
// Opens the quotes behind a number, and hides those that a filter does not ask for. All of it can be read without.
(() => {
  const $ = (selector, of = document) => of.querySelector(selector);
  const all = (selector, of = document) => [...of.querySelectorAll(selector)];
  const panel = $("#panel"), list = $("ol", panel), title = $("h2", panel);
  const lists = all("ol.quotes[data-of]");
  const articles = all("article.code");
  const depth = (article) => Number(article.style.getPropertyValue("--depth"));
  // The codes of a subtree stand in a row.
  const below = (code) => {
    const first = articles.findIndex((article) => article.id === "c" + code);
    const next = articles.findIndex((article, at) => at > first && depth(article) <= depth(articles[first]));
    return articles.slice(first, next < 0 ? undefined : next).map((article) => article.id.slice(1));
  };
  const open = (link) => {
    const { c, d, x, k } = link.dataset;
    const codes = below(c);
    // Where two codes meet, it is the segments of both.
    const others = d === undefined ? [] : below(d);
    const segments = (codes) => lists.filter((it) => codes.includes(it.dataset.of)).flatMap((it) => [...it.children]).map((it) => it.dataset.s);
    const shared = d === undefined ? undefined : new Set(segments(others));
    const seen = new Set();
    list.replaceChildren();
    for (const quotes of lists.filter((it) => codes.includes(it.dataset.of))) {
      for (const quote of quotes.children) {
        const is = (x === undefined || quote.dataset.k.split(" ")[x] === k) && (!shared || shared.has(quote.dataset.s));
        // A segment with two codes of a theme is one quote of the theme.
        if (!is || seen.has(quote.dataset.s)) continue;
        seen.add(quote.dataset.s);
        const copy = quote.cloneNode(true);
        copy.hidden = false;
        list.append(copy);
      }
    }
    const label = (code) => $("h3, h4", $("#c" + code)).textContent;
    const name = d === undefined ? label(c) : label(c) + " and " + label(d);
    const value = x === undefined ? "" : ", " + all("option", $("#of" + x))[Number(k) + 1].textContent;
    title.textContent = name + value + ": " + list.children.length + (list.children.length === 1 ? " quote" : " quotes");
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
    texts ??= quotes.map((quote) => fold($("blockquote", quote).textContent));
    let shown = 0;
    quotes.forEach((quote, at) => {
      const keys = quote.dataset.k.split(" ");
      const is = selects.every((it) => !it.value || keys[it.dataset.x] === it.value);
      quote.hidden = !(is && (!wanted || texts[at].includes(wanted)));
      shown += !quote.hidden;
    });
    const filters = wanted || selects.some((it) => it.value);
    told.textContent = filters ? shown + " of " + quotes.length + " quotes below" : "";
    for (const it of lists) {
      const left = [...it.children].filter((quote) => !quote.hidden).length;
      const details = it.closest("details");
      details.hidden = left === 0;
      if (wanted) details.open = left > 0 && shown <= 200;
    }
  };
  find.addEventListener("input", apply);
  for (const select of selects) select.addEventListener("change", apply);
  filter.hidden = false;
})();
