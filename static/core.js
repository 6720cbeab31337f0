// What the pages do beyond what they say: without this file every page is complete.
// It stands in the head, so that the colours are set before the first paint; all else waits for the page.
(function () {
  "use strict";
  const core = document.currentScript;
  const page = document.documentElement;
  const root = new URL(core.dataset.root || "./", document.baseURI).href;
  const zhiku = (window.zhiku = { root });
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));

  page.dataset.js = "";
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") page.dataset.theme = theme;
  } catch (refused) {
    // Storage may be refused from disk; the colours of the system stand.
  }
  // Nothing is painted before the page is read to its end and has its place: one that comes in pieces would move. What the browser
  // is told to expect never comes; the wait ends with its link.
  const wait = Object.assign(document.createElement("link"), { rel: "expect", href: "#page.end" });
  wait.setAttribute("blocking", "render");
  document.head.append(wait);
  // The page is read; its pictures and what else it asked for may still be on their way.
  const ready = () => {
    for (const part of [theme, menu, search, previews, contents, tables, filters, comparison, graph]) part();
    wait.remove();
  };
  document.addEventListener("readystatechange", ready, { once: true });

  function theme() {
    for (const choice of all("input[name=theme]")) {
      choice.checked = choice.value === (page.dataset.theme || "auto");
      choice.addEventListener("change", () => {
        if (choice.value === "auto") delete page.dataset.theme;
        else page.dataset.theme = choice.value;
        try {
          localStorage.setItem("theme", choice.value);
        } catch (refused) {
          // The choice then holds for this page alone.
        }
      });
    }
    // A narrow header has no room for it; the menu has.
    const group = document.querySelector(".theme");
    const narrow = matchMedia("(max-width: 47.99rem)");
    const place = () => document.querySelector(narrow.matches ? ".menu-panel" : ".masthead-row").append(group);
    narrow.addEventListener("change", place);
    place();
  }

  function menu() {
    const open = document.querySelector(".menu");
    if (!open) return;
    document.addEventListener("click", (event) => {
      if (!open.contains(event.target)) open.open = false;
    });
    open.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !open.open) return;
      open.open = false;
      open.firstElementChild.focus();
    });
  }

  /** Adds a script once; from disk only scripts can be loaded, so data comes as scripts too. */
  function load(path) {
    load.known = load.known || new Map();
    if (!load.known.has(path)) {
      load.known.set(path, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = root + path;
        script.onload = resolve;
        script.onerror = () => reject(load.known.delete(path));
        document.head.append(script);
      }));
    }
    return load.known.get(path);
  }

  function search() {
    zhiku.load = load;
    const path = core.dataset.search;
    const page = document.querySelector("[data-search-page]");
    const ready = (use) => path && load(path).then(() => use(zhiku.search));
    for (const form of all("[data-search-form]")) {
      const input = form.elements.q;
      input.addEventListener("focus", () => ready((found) => found.open(input)), { once: true });
    }
    if (page && location.search) ready((found) => found.page(page));
    else if (page) page.addEventListener("focusin", () => ready((found) => found.page(page)), { once: true });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, select, [contenteditable]");
      const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
      const chord = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      if (!slash && !chord) return;
      const input = page ? page.elements.q : document.querySelector("[data-search-form] [name=q]");
      if (!input) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
  }

  function previews() {
    const shards = Number(core.dataset.shards);
    const cards = {};
    let card, owner, hovered, opening, closing;
    zhiku.previews = (more) => Object.assign(cards, more);

    document.addEventListener("pointerover", (event) => {
      if (event.pointerType === "touch") return;
      const link = linkAt(event.target);
      if (card && (card.contains(event.target) || link === owner)) return clearTimeout(closing);
      // What the keyboard is about to open, a passing pointer leaves alone.
      if (hovered) clearTimeout(opening);
      hovered = link;
      if (link) opening = setTimeout(show, 300, link);
      else if (card && document.activeElement !== owner) closing = setTimeout(hide, 200);
    });
    document.addEventListener("focusin", (event) => {
      const link = linkAt(event.target);
      clearTimeout(opening);
      if (link && link.matches(":focus-visible")) opening = setTimeout(show, 300, link);
      else hide();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      clearTimeout(opening);
      hide();
    });

    function linkAt(target) {
      const link = target.closest && target.closest("main a[href]");
      return link && !link.closest(".jump, .toc, .letters") && (referenceOf(link) || pathOf(link)) ? link : null;
    }

    function hrefOf(link) {
      return link.getAttribute("href");
    }

    function referenceOf(link) {
      const href = hrefOf(link);
      return link.closest(".cite") && href[0] === "#" ? document.getElementById(href.slice(1)) : null;
    }

    /** The page that a link leads to, from the root; empty where it has no preview. */
    function pathOf(link) {
      if (!shards || hrefOf(link)[0] === "#") return "";
      const url = new URL(hrefOf(link), document.baseURI);
      const address = url.href.split(/[?#]/)[0];
      if (!address.startsWith(root) || !address.endsWith(".html")) return "";
      if (address === location.href.split(/[?#]/)[0] || address.endsWith("/index.html")) return "";
      return decodeURIComponent(address.slice(root.length));
    }

    /** The same sum as the generator's, over UTF-16 units. */
    function shardOf(path) {
      let sum = 0;
      for (let at = 0; at < path.length; at++) sum = (sum * 31 + path.charCodeAt(at)) >>> 0;
      return sum % shards;
    }

    function show(link) {
      const reference = referenceOf(link);
      if (reference) return place(link, [reference.querySelector(".reference").cloneNode(true), ...all(".tie", reference).map((tie) => tie.cloneNode(true))]);
      const path = pathOf(link);
      load("data/previews/" + shardOf(path) + ".js").then(() => {
        if (cards[path]) place(link, contentOf(cards[path]));
      }, () => {});
    }

    function contentOf(note) {
      const title = element("p", "preview-title", note.t);
      if (note.z && note.z !== note.t) title.append(" ", ...marked(note.z));
      const parts = [element("p", "preview-kind", note.k), title];
      if (note.s) parts.push(element("p", "preview-summary", note.s));
      if (note.f && note.f.length) {
        const list = document.createElement("dl");
        for (const [label, value] of note.f) list.append(element("dt", "", label), element("dd", "", value));
        parts.push(list);
      }
      if (note.d) parts.push(element("p", "preview-foot", "Checked " + note.d));
      return parts;
    }

    function place(link, content) {
      hide();
      clearTimeout(closing);
      if (!link.isConnected) return;
      owner = link;
      card = element("div", "preview", "");
      card.id = "preview";
      card.setAttribute("role", "tooltip");
      card.append(...content);
      all("[id]", card).forEach((copy) => copy.removeAttribute("id"));
      document.body.append(card);
      const at = link.getClientRects()[0] || link.getBoundingClientRect();
      const below = at.bottom + card.offsetHeight + 12 < innerHeight || at.top < card.offsetHeight + 12;
      const top = below ? at.bottom + 6 : at.top - card.offsetHeight - 6;
      const left = Math.max(16, Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 16));
      card.style.top = top + scrollY + "px";
      card.style.left = left + scrollX + "px";
      link.setAttribute("aria-describedby", "preview");
    }

    function hide() {
      if (owner) owner.removeAttribute("aria-describedby");
      if (card) card.remove();
      card = owner = null;
    }
  }

  function element(name, style, text) {
    const made = document.createElement(name);
    if (style) made.className = style;
    if (text) made.append(...marked(text));
    return made;
  }

  /** Text with its hanzi marked as Chinese. */
  function marked(text) {
    return text.split(/([\u3400-\u9fff\uf900-\ufaff][\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]*)/).filter(Boolean).map((run) => {
      if (!/^[\u3400-\u9fff\uf900-\ufaff]/.test(run)) return run;
      const span = document.createElement("span");
      span.lang = "zh-Hans";
      span.textContent = run;
      return span;
    });
  }
  zhiku.marked = marked;

  /** Marks the section being read in the table of contents. */
  function contents() {
    const links = new Map(all(".toc a").map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link]));
    links.delete(null);
    if (!links.size || !("IntersectionObserver" in window)) return;
    let current;
    const watch = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        if (current) current.removeAttribute("aria-current");
        current = links.get(entry.target);
        current.setAttribute("aria-current", "true");
      }
    }, { rootMargin: "0px 0px -70% 0px" });
    for (const heading of links.keys()) watch.observe(heading);
  }

  /** Makes the heads of tables into buttons that sort. */
  function tables() {
    const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
    for (const table of all("table[data-sortable]")) {
      all("thead .sort", table).forEach((label, column) => {
        const head = label.parentElement;
        const button = element("button", "sort", "");
        button.type = "button";
        button.append(...label.childNodes);
        label.replaceWith(button);
        button.addEventListener("click", () => {
          const down = head.getAttribute("aria-sort") === "ascending";
          all("thead th", table).forEach((other) => other.removeAttribute("aria-sort"));
          head.setAttribute("aria-sort", down ? "descending" : "ascending");
          sort(table, column, down ? -1 : 1);
        });
      });
    }

    function sort(table, column, sign) {
      for (const body of table.tBodies) {
        const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
        const rows = Array.from(body.rows, (row) => [key(row), row]);
        // What is not known stands last in either direction.
        rows.sort(([a], [b]) => (a === "") - (b === "") || sign * order.compare(a, b));
        body.append(...rows.map(([, row]) => row));
      }
    }
  }

  /** Shows only the rows that fit the form, and only the groups that still have rows. */
  function filters() {
    for (const form of all("form[data-filters]")) {
      const page = form.parentElement;
      const rows = all("tr[data-topics], [data-row]", page);
      const texts = rows.map((row) => row.textContent.toLowerCase());
      const groups = all("[data-group]", page);
      const wanted = (name) => (form.elements[name] ? form.elements[name].value.trim() : "");
      const apply = () => {
        const [words, kind, topic, year] = [wanted("words").toLowerCase().split(/\s+/), wanted("kind"), wanted("topic"), wanted("year")];
        let count = 0;
        rows.forEach((row, at) => {
          const fits =
            (!kind || row.dataset.kind === kind) &&
            (!year || row.dataset.year === year) &&
            (!topic || row.dataset.topics.split("|").includes(topic)) &&
            words.every((word) => texts[at].includes(word));
          row.hidden = !fits;
          count += fits;
        });
        for (const group of groups) {
          group.hidden = !group.querySelector("tbody tr:not([hidden]), [data-row]:not([hidden])");
          // What fits is not left folded away.
          if (count < rows.length) group.open = true;
        }
        form.querySelector("output").textContent = count === rows.length ? "" : count + " of " + rows.length;
      };
      form.addEventListener("input", (event) => event.isComposing || apply());
      form.addEventListener("compositionend", apply);
      form.addEventListener("reset", () => setTimeout(apply));
      form.addEventListener("submit", (event) => event.preventDefault());
    }
  }

  /** Shows the columns of the two to four notes that were chosen. */
  function comparison() {
    const form = document.querySelector("form[data-compare]");
    if (!form) return;
    const boxes = all("input[name=note]", form);
    const table = document.querySelector(".side-by-side");
    const chosen = new Set(location.hash.slice(1).split("+"));
    boxes.forEach((box) => (box.checked = location.hash ? chosen.has(box.value) : box.defaultChecked));
    const apply = () => {
      const picked = boxes.filter((box) => box.checked).map((box) => box.value);
      const few = picked.length < 2;
      for (const row of table.rows) {
        for (const cell of Array.from(row.cells).slice(1)) cell.hidden = !few && !picked.includes(String(cell.cellIndex));
        // A row in which the chosen say nothing would only be in the way.
        row.hidden = row.parentElement.tagName === "TBODY" && Array.from(row.cells).slice(1).every((cell) => cell.hidden || !cell.textContent.trim());
      }
      for (const box of boxes) box.disabled = picked.length >= 4 && !box.checked;
      form.querySelector("output").hidden = !few;
    };
    form.addEventListener("change", () => {
      apply();
      const picked = boxes.filter((box) => box.checked).map((box) => box.value);
      history.replaceState(null, "", "#" + picked.join("+"));
    });
    apply();
  }

  /** Zooms the graph within a field that scrolls, and lights up what a note is linked to. */
  function graph() {
    const frame = document.querySelector("[data-graph]");
    if (!frame) return;
    const field = frame.querySelector(".drawing");
    const picture = field.querySelector("svg");
    if (!picture) return;
    field.tabIndex = 0;
    field.setAttribute("role", "region");
    field.setAttribute("aria-label", "Graph");
    zoom();
    drag();
    light();
    legend();

    function zoom() {
      let scale = 1;
      const set = (to, x, y) => {
        const before = scale;
        scale = Math.min(6, Math.max(1, to));
        // The field keeps the height that it has with the whole graph in it.
        field.style.blockSize = field.style.blockSize || field.offsetHeight + "px";
        const [left, top] = [field.scrollLeft + x, field.scrollTop + y];
        picture.style.inlineSize = scale * 100 + "%";
        field.scrollLeft = (left * scale) / before - x;
        field.scrollTop = (top * scale) / before - y;
      };
      for (const button of all("[data-zoom]", frame)) {
        const factor = { in: 1.5, out: 1 / 1.5, all: 0 }[button.dataset.zoom];
        button.addEventListener("click", () => set(scale * factor, field.clientWidth / 2, field.clientHeight / 2));
      }
      // With Ctrl, as browsers zoom; a plain wheel still scrolls the page.
      field.addEventListener("wheel", (event) => {
        if (!event.ctrlKey) return;
        event.preventDefault();
        const box = field.getBoundingClientRect();
        set(scale * Math.exp(-event.deltaY / 200), event.clientX - box.left, event.clientY - box.top);
      }, { passive: false });
    }

    function drag() {
      let from, moved;
      field.addEventListener("pointerdown", (event) => {
        moved = false;
        if (event.pointerType === "mouse" && event.button === 0) from = [event.clientX + field.scrollLeft, event.clientY + field.scrollTop];
      });
      field.addEventListener("pointermove", (event) => {
        if (!from) return;
        const [left, top] = [from[0] - event.clientX, from[1] - event.clientY];
        moved = moved || Math.abs(left - field.scrollLeft) + Math.abs(top - field.scrollTop) > 4;
        if (moved) field.scrollTo(left, top);
      });
      addEventListener("pointerup", () => (from = null));
      field.addEventListener("dragstart", (event) => event.preventDefault());
      field.addEventListener("click", (event) => moved && event.preventDefault());
    }

    function light() {
      const on = (target) => {
        // A pointer over nothing leaves the note in focus lit.
        const node = (target.closest && target.closest(".node")) || picture.querySelector(".node:focus");
        all("[data-lit]", picture).forEach((lit) => delete lit.dataset.lit);
        delete frame.dataset.hot;
        if (!node) return;
        const own = node.dataset.node;
        const near = new Set([own]);
        for (const line of all(`[data-from="${own}"], [data-to="${own}"]`, picture)) {
          line.dataset.lit = "";
          near.add(line.dataset.from).add(line.dataset.to);
        }
        for (const other of all(".node", picture)) if (near.has(other.dataset.node)) other.dataset.lit = "";
        frame.dataset.hot = "";
      };
      field.addEventListener("pointerover", (event) => on(event.target));
      field.addEventListener("pointerleave", () => on(document));
      field.addEventListener("focusin", (event) => on(event.target));
      field.addEventListener("focusout", () => on(document));
    }

    function legend() {
      const form = document.querySelector("form[data-legend]");
      if (!form) return;
      form.addEventListener("change", () => {
        const shown = new Set(all("input:checked", form).map((box) => box.value));
        const gone = new Set();
        for (const node of all(".node", picture)) {
          const hidden = !shown.has(node.dataset.kind);
          node.toggleAttribute("hidden", hidden);
          if (hidden) gone.add(node.dataset.node);
        }
        for (const line of all("[data-from]", picture)) line.toggleAttribute("hidden", gone.has(line.dataset.from) || gone.has(line.dataset.to));
      });
    }
  }
})();
