//# allFunctionsCalledOnLoad
// The quick switcher and the search page, over the shards of src/search.rs; core.js loads it on first use.
(function () {
  "use strict";
  const zhiku = window.zhiku;
  const HAN = "\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{323af}";
  const JOINT = "[-\\u2010'’.&_]?";
  const HANZI = new RegExp(`^[${HAN}]`, "u");
  const BESIDE = new RegExp(` (?:(?<=[${HAN}] )|(?=[${HAN}]))`, "gu");
  const isHan = (text) => text > "\u3004" && HANZI.test(text);
  const PAGE = 10;
  const FIRST = 3; // Results that wait for no others.
  const CHOICES = 8;

  zhiku.search = { shard: (key, text) => packed.set(key, text), open, page };

  /* Shards */

  const packed = new Map();
  const shards = new Map();
  let manifest;

  /** Loads a shard once. */
  function take(key, read) {
    if (!shards.has(key)) {
      const version = manifest ? "?" + manifest.version : "";
      shards.set(key, zhiku.load(`data/search/${key}.js${version}`).then(() => inflated(key)).then(read));
      shards.get(key).catch(() => shards.delete(key));
    }
    return shards.get(key);
  }

  async function inflated(key) {
    const text = packed.get(key);
    const bytes = Uint8Array.fromBase64?.(text) || Uint8Array.from(atob(text), (c) => c.charCodeAt());
    packed.delete(key);
    return new Response(new Response(bytes).body.pipeThrough(new DecompressionStream("deflate-raw")));
  }

  const json = (response) => response.json();

  async function start() {
    if (manifest) return;
    const read = await take("index", json);
    for (const [, form, plain] of read.hant.matchAll(/(.)(.)/gu)) simple.set(form, plain);
    manifest = read;
  }

  /** The last place in `list` up to `value`, or 0. */
  function lastUpTo(list, value) {
    let [low, high] = [0, list.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (list[middle] <= value) low = middle;
      else high = middle;
    }
    return low;
  }

  const range = (from, to) => [...Array(to).keys()].slice(from);

  /* Text as it is compared, as in src/search/fold.rs and token.rs */

  const simple = new Map();
  const known = new Map();

  function foldOne(c) {
    if (c < "\x80") return c.toLowerCase();
    if (!known.has(c)) {
      const plain = c.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
      known.set(c, Array.from(plain, (part) => simple.get(part) || part).join(""));
    }
    return known.get(c);
  }

  const fold = (text) => Array.from(text, foldOne).join("");

  /** Letters and digits; those of all scripts take long. */
  const signs = (text) => (/^[\x00-\x7f\u3400-\u9fff]*$/.test(text) ? ["a-z", "\\d"] : ["\\p{Alphabetic}", "\\p{N}"]);

  const folds = new Map();

  /** Folds `text` without the spaces beside hanzi. */
  function folded(text) {
    if (!folds.has(text)) folds.set(text, text.replace(BESIDE, "").replace(/[^\x00-\x7f]|[A-Z]+/gu, foldOne));
    return folds.get(text);
  }

  /** Where each unit of it stood. */
  function placesIn(text) {
    const places = [];
    let place = 0;
    for (const part of text.split(BESIDE)) {
      for (const c of part) {
        places.push(...Array(foldOne(c).length).fill(place));
        place += c.length;
      }
      place += 1;
    }
    places.push(text.length);
    return places;
  }

  /** Chunks with slots, which a page must fill, and needles, which excerpts mark. */
  const parse = (query) => fold(query).split(/\s+/).map(chunkOf).filter((chunk) => chunk.slots.length);

  function chunkOf(text) {
    const [letter, digit] = signs(text);
    const pieces = [...text.matchAll(new RegExp(`[${HAN}]+|${digit}+(?:[.,]${digit}+)*|(?:(?![${HAN}${digit}])[${letter}])+`, "gu"))];
    const words = (run) => run.map(([piece]) => piece.replace(/,/g, "").slice(0, 32));
    const compounds = runs(pieces, JOINT);
    const slots = compounds.map((run) => (isHan(run[0][0]) ? [pairs(run[0][0])] : alternatives(words(run))));
    const mixed = runs(pieces, "").filter((run) => run.some(([piece]) => isHan(piece)));
    const needles = mixed.length ? mixed.map((run) => exactly(run.map(([piece]) => piece).join(""))) : compounds.map((run) => wordly(words(run)));
    return { text, slots, needles };
  }

  /** A name stands for the others of its note: 快手 for ks. */
  async function widened({ text, slots, needles }) {
    const [known] = await seek(text, leading, 1, fit);
    const others = known && known.score >= 80 ? [known.line.title, known.line.zh].map(fold).filter((name) => name && name !== text) : [];
    if (!others.length) return { slots, needles };
    const own = slots.length === 1 ? slots[0] : [slots.flatMap((slot) => slot[0])];
    const also = others.map((name) => parse(name).flatMap((chunk) => chunk.slots.flatMap((slot) => slot.at(-1).map(({ term }) => ({ term })))));
    const pattern = others.map((name) => (isHan(name) ? escaped(name) : begun(name))).join("|");
    return { slots: [[...own, ...also]], needles: needles.map((needle) => ({ ...needle, others, pattern: `${needle.pattern}|${pattern}` })) };
  }

  /** Groups pieces that touch or have a joint between; hanzi then stand alone. */
  function runs(pieces, joint) {
    const joins = new RegExp(`^${joint}$`);
    const grouped = [];
    let run, end;
    for (const piece of pieces) {
      const apart = !run || (joint && isHan(run[0][0]) !== isHan(piece[0]));
      if (apart || !joins.test(piece.input.slice(end, piece.index))) grouped.push((run = []));
      run.push(piece);
      end = piece.index + piece[0].length;
    }
    return grouped;
  }

  /** Terms of a run of hanzi; of a long one, every second pair. */
  function pairs(run) {
    const hanzi = [...run];
    if (hanzi.length === 1) return [{ term: run }];
    const all = hanzi.slice(1).map((next, at) => ({ term: hanzi[at] + next }));
    return all.length > 5 ? all.filter((_, at) => at % 2 === 0 || at === all.length - 1) : all;
  }

  /** A compound is one word, or all of its pieces. */
  function alternatives(words) {
    const term = (word) => ({ term: word, prefix: word.length > 1 });
    const apart = words.map(term);
    return words.length > 1 ? [[term(words.join("").slice(0, 32))], apart] : [apart];
  }

  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const exactly = (text) => ({ text, others: [], exact: true, pattern: escaped(text) });

  /** `text` where no word goes on into it. */
  const begun = (text) => `(?<![${signs(text)[+(text < ":")]}])${escaped(text)}`;

  function wordly(words) {
    const whole = [begun(words[0]), ...words.slice(1).map(escaped)].join(JOINT);
    const apart = words.length > 1 ? words.filter((word) => word.length > 1).map(begun) : [];
    return { pattern: [whole, ...apart].join("|") };
  }

  /* Names */

  const named = (query) => seek(query, leading, 2, fit);

  const nearly = (query) => seek(query, respelled, 4, nearFit);

  async function names(query) {
    const found = await named(query);
    return found.length ? { found } : { found: await nearly(query), near: true };
  }

  /** Names with a `score`, in `most` shards of the rarest word. */
  async function seek(query, lead, most, score) {
    await start();
    const asked = fold(query);
    const words = asked.match(new RegExp(`[${HAN}]+|(?:(?![${HAN}])[${signs(asked).join("")}])+`, "gu")) || [];
    const leads = await Promise.all(words.map(lead));
    const reaches = leads.map((all) => [...new Set(all.flatMap(reach))]);
    const fewest = reaches.sort((a, b) => a.length - b.length)[0] || [];
    const loaded = await Promise.all(fewest.slice(0, most).map((number) => take("n" + number, namesIn)));
    const begins = leads.map((all) => new RegExp(all.map(escaped).join("|")));
    const scored = [...new Set(loaded.flat())].map((line) => ({ line, score: score(line, words, begins) }));
    return scored.filter((hit) => hit.score).sort((a, b) => b.score - a.score || a.line.number - b.line.number);
  }

  let spelled = ""; // How words of names begin, by lines, once loaded.
  const spellings = async () => (spelled ||= manifest.names.length > 1 ? await take("spellings", (response) => response.text()) : "");

  /** Letters that lead to names with a word, if any. */
  function leading(word) {
    const begun = word.slice(0, 7);
    return spelled && /^[a-z]/.test(word) && !spelled.includes("\n" + begun) ? [] : [begun];
  }

  /** What a word may begin with that has one letter wrong, the likeliest first. */
  async function respelled(word) {
    await spellings();
    const typed = word.slice(0, 6);
    const near = new Set(leading(word));
    // The first two letters are right, or swapped with the third, or all from the third on are.
    const like = new RegExp(`^(${typed[0]}[${typed.slice(1, 3)}]|.{0,3}${typed.slice(2)}).*`, "gm");
    for (const own of (word[2] && spelled.match(like)) || []) if (isNear(typed, own)) near.add(own);
    const unlike = (own) => (Math.abs(own.length - Math.min(7, word.length)) > 1) + (own[0] !== word[0]);
    return [...near].sort((a, b) => unlike(a) - unlike(b));
  }

  /** Shards of names that begin so. */
  const reach = (beginning) => range(lastUpTo(manifest.names, beginning), lastUpTo(manifest.names, beginning + "\uffff") + 1);

  const lines = []; // By number.
  const namesIn = async (response) => (await response.json()).map(([href, title, zh, kind, number, names]) => (lines[number] ||= { number, title, zh, kind, href, written: keys(title, href, names) }));

  /** Keys by lines; see src/search/keys.rs. */
  function keys(title, href, names) {
    const all = new Set();
    for (const name of names.split("|")) {
      const [sort] = name;
      const key = name.slice(1) || (sort > 0 ? href.replace(/.*\/|\.html$/g, "").replace(/-/g, " ") : title.toLowerCase());
      const parts = key.split(" ");
      if (sort < 2) all.add(sort + key).add(sort + (parts[3] ? key : parts.join("")));
      else {
        let readings = [[sort, parts[1] ? "3" : "4"]];
        let end = "";
        for (const part of parts) {
          const longer = (one) => readings.map(([whole, initials]) => [whole + one, initials + one[0]]);
          readings = part.includes(",") ? part.split(",").flatMap(longer).slice(0, 8) : longer(part);
        }
        for (const [whole, initials] of readings) all.add(whole).add(whole.replace(/v/g, "u")).add(initials);
        for (const part of parts.slice(1).reverse()) all.add("4" + (end = part.split(",", 1) + end));
      }
    }
    return [...all].join("\n");
  }

  // By sort: title, name, pinyin, initials, ending of pinyin.
  const GOOD = [100, 96, 92, 88, 60];
  const [BEGUN, INSIDE] = [-30, -50];

  function fit({ written }, words) {
    let best = 0;
    for (const asked of new Set([words.join(" "), words.join("")])) {
      for (const at of beginnings(written, asked)) {
        const from = written.lastIndexOf("\n", at) + 1;
        const less = at > from + 1 ? INSIDE : (written[at + asked.length] || "\n") === "\n" ? 0 : BEGUN;
        best = Math.max(best, GOOD[written[from]] + less);
      }
    }
    const holds = (text) => words.every((word) => beginnings(text, word).length);
    return best || (holds(written) ? Math.max(10, ...written.split("\n").filter(holds).map((key) => GOOD[key[0]] + INSIDE)) : 0);
  }

  /** Where words of `keys` begin with `asked`; hanzi may stand anywhere. */
  function beginnings(keys, asked) {
    const found = [];
    for (let at = keys.indexOf(asked); at >= 0; at = keys.indexOf(asked, at + 1)) {
      if (at === 1 || keys[at - 1] === " " || keys[at - 2] === "\n" || isHan(asked) || isHan(keys[at - 1])) found.push(at);
    }
    return found;
  }

  function nearFit({ written }, words, begins) {
    if (spelled && !begins.every((near) => near.test(written))) return 0;
    let score = 1;
    for (const word of words) {
      let best = 0;
      for (const key of written.split("\n")) {
        const all = key.slice(1).split(" ");
        for (const own of all) {
          if (!own.startsWith(word) && !isNear(word, own)) continue;
          const whole = Math.abs(own.length - word.length) < 2 ? 10 : 5;
          best = Math.max(best, whole - key[0] + (all.length === words.length ? 5 : 0));
        }
      }
      score *= best;
    }
    return score;
  }

  /** Whether `own` begins with `word` but for one letter. */
  function isNear(word, own) {
    if (word.length < (isHan(word) ? 3 : 4)) return false;
    let at = 0;
    while (at < word.length && word[at] === own[at]) at++;
    const next = word[at + 1];
    if (next && next !== own[at] && next !== own[at + 1] && word[at] !== own[at + 1]) return false;
    const goesOn = (from, ownFrom) => own.startsWith(word.slice(from), ownFrom);
    const swapped = word[at] === own[at + 1] && word[at + 1] === own[at];
    return goesOn(at + 1, at + 1) || goesOn(at + 1, at) || goesOn(at, at + 1) || (swapped && goesOn(at + 2, at + 2));
  }

  /* Full text */

  const shardOf = (number) => take("t" + number, async (response) => new Uint8Array(await response.arrayBuffer()));

  const none = () => ({ pages: [], scores: new Float32Array(manifest.count) });

  /** Pages with a term. Where it stands whole, no further shard is read. */
  async function scoresOf({ term, prefix }, share) {
    const found = none();
    const from = lastUpTo(manifest.words, term);
    const whole = add(found, await shardOf(from), term, prefix, share);
    const further = prefix && !whole ? range(from + 1, lastUpTo(manifest.words, term + "\uffff") + 1).slice(0, 2) : [];
    for (const bytes of await Promise.all(further.map(shardOf))) add(found, bytes, term, prefix, share);
    return found;
  }

  /** Adds what a shard has of `term`; returns whether it stands there whole. */
  function add({ pages, scores }, bytes, term, prefix, share) {
    const asked = new TextEncoder().encode(term);
    let at = 0;
    let same = 0; // How many bytes of `asked` a term begins with.
    let whole = false;
    while (at < bytes.length) {
      const shared = number();
      const end = number() + at;
      if (shared < same) break; // The rest comes after it.
      if (shared === same) {
        for (; at < end && bytes[at] === asked[same]; at++) same++;
      }
      const rest = end - at;
      at = end;
      const last = number() + at;
      if (same === asked.length && (prefix || !rest)) {
        whole ||= !rest;
        const rarity = (rest ? share / 2 : share) * Math.log(1 + manifest.count / (last - at));
        for (let page = 0; at < last; ) {
          const posting = number();
          page += posting >> 4;
          const score = rarity * (1 << ((posting >> 2) & 3)) * (1 + (posting & 3) / 4);
          if (!scores[page]) pages.push(page);
          if (scores[page] < score) scores[page] = score;
        }
      }
      at = last;
    }
    return whole;

    function number() {
      let byte = bytes[at++];
      let value = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) value |= ((byte = bytes[at++]) & 127) << shift;
      return value;
    }
  }

  /** A page fills a slot by all terms of one of its alternatives. */
  async function filled(slot) {
    const found = await Promise.all(slot.map((terms) => Promise.all(terms.map((term) => scoresOf(term, 1 / terms.length)))));
    if (found.flat().length === 1) return found[0][0];
    const best = none();
    for (const all of found) {
      for (const page of all[0].pages) {
        const score = all.reduce((sum, { scores }) => sum + (scores[page] || NaN), 0);
        if (score && !best.scores[page]) best.pages.push(page);
        if (score > best.scores[page]) best.scores[page] = score;
      }
    }
    return best;
  }

  /** What answers `query`: pages that say all of it, by rank, and pages that say some. */
  async function find(query, filter) {
    await start();
    const asked = parse(query);
    // Loaded beside the names that may widen it.
    const terms = asked.flatMap((chunk) => chunk.slots.flat(2));
    const [allowed, hits, chunks] = await Promise.all([allowing(filter), named(query), Promise.all(asked.map(widened)), ...terms.map(({ term }) => shardOf(lastUpTo(manifest.words, term)))]);
    const said = await Promise.all(chunks.flatMap((chunk) => chunk.slots).map(filled));
    // Who names all words comes before who is about the first. A word counts 20.
    const ranks = new Float64Array(manifest.count);
    const counts = new Uint16Array(manifest.count);
    for (const { pages, scores } of said) {
      for (const page of pages) {
        counts[page]++;
        ranks[page] += 20 + Math.log(scores[page]);
      }
    }
    const says = (page) => counts[page] === said.length;
    const numbersOf = (some) => some.map(({ line }) => line.number).filter(allowed);
    const sure = new Set(numbersOf(hits.filter(({ line, score }) => score >= 58 || says(line.number))));
    const full = (said.length ? said[0].pages : range(0, manifest.count)).filter((page) => says(page) && allowed(page) && !sure.has(page));
    const near = full.length || sure.size || !said.length ? [] : numbersOf(await nearly(query));
    near.forEach((number) => sure.add(number));
    const sorted = (pages) => pages.sort((a, b) => ranks[b] - ranks[a] || a - b);
    const loose = () => sorted([...new Set(said.flatMap(({ pages }) => pages))].filter((page) => allowed(page) && !says(page)));
    return { query, fits: near.length ? "near" : "all", needles: chunks.flatMap((chunk) => chunk.needles), sure, numbers: [...sure, ...sorted(full)], loose, refused: 0 };
  }

  async function allowing({ kind, topic, year }) {
    if (!kind && !topic && !year) return () => true;
    const [topics, kinds, about, years] = await take("facets", json);
    const [kindAt, topicAt] = [manifest.kinds.findIndex(([name]) => name === kind), topics.indexOf(topic)];
    return (number) => (!kind || kinds[number] === kindAt) && (!topic || about[number].includes(topicAt)) && (!year || years[number].includes(Number(year)));
  }

  async function record(number) {
    const at = lastUpTo(manifest.texts, number);
    const [href, title, zh, kind, names, summary, key, dates, passages] = (await take("d" + at, json))[number - manifest.texts[at]];
    return { number, href, title, zh, kind: manifest.kinds[kind][1], names, summary, key, passages: dates ? [["", "", 1, dates], ...passages] : passages };
  }

  /** Whether a page has runs of hanzi as typed. */
  function holds(page, needles) {
    const runs = needles.filter((needle) => needle.exact);
    if (!runs.length) return true;
    const texts = [page.title, page.zh, page.names, page.summary, page.key, ...page.passages.flatMap((passage) => [passage[1], passage[3]])];
    const all = texts.map(folded);
    return runs.every((run) => all.some((text) => [run.text, ...run.others].some((asked) => text.includes(asked))));
  }

  /* Excerpts */

  /** At most three that say most; what the title says counts less. */
  function passagesOf(page, needles) {
    const patterns = needles.map(({ pattern }) => new RegExp(pattern, "u"));
    const worth = patterns.map((pattern) => (pattern.test(folded(page.title)) ? 1 : 3));
    const score = ([, heading, level, text]) => patterns.reduce((sum, pattern, at) => sum + worth[at] * ((pattern.test(folded(heading)) ? 3 : 0) + (pattern.test(folded(text)) ? 2 << level : 0)), 0);
    const scored = page.passages.map((passage) => ({ passage, score: score(passage) }));
    return scored.filter((hit) => hit.score).sort((a, b) => b.score - a.score).slice(0, 3).map((hit) => hit.passage);
  }

  /** Cuts `text` around what was asked, with marks; or all of it. */
  function excerpt(text, needles, width) {
    const hits = needles.length ? [...folded(text).matchAll(new RegExp(needles.map((needle) => needle.pattern).join("|"), "gu"))] : [];
    const at = hits.length ? placesIn(text) : [];
    const spans = hits.map((hit) => [at[hit.index], text.slice(0, at[hit.index + hit[0].length]).trimEnd().length]);
    const [from, to] = width ? windowOf(text, spans, width) : [0, text.length];
    const nodes = from > 0 ? ["… "] : [];
    let place = from;
    for (const [start, end] of spans) {
      if (start < place || end > to) continue;
      nodes.push(...zhiku.marked(text.slice(place, start)), element("mark", "", text.slice(start, end)));
      place = end;
    }
    nodes.push(...zhiku.marked(text.slice(place, to)), to < text.length ? " …" : "");
    return nodes;
  }

  /** The `width` with most hits, moved to ends of words. */
  function windowOf(text, spans, width) {
    const held = ([start]) => spans.filter((span) => span[0] >= start && span[1] <= start + width * 0.7).length;
    const best = spans.reduce((a, b) => (held(b) > held(a) ? b : a), spans[0] || [0, 0]);
    let from = Math.max(0, best[0] - Math.floor(width * 0.3));
    if (from > 0) from += text.slice(from, best[0]).search(/\s/) + 1;
    const to = Math.min(text.length, from + width);
    return [from, to + text.slice(to, to + 12).search(/\s|$/)];
  }

  function element(name, style, text) {
    const made = document.createElement(name);
    if (style) made.className = style;
    if (text) made.append(...zhiku.marked(text));
    return made;
  }

  const notes = (count) => count + (count === 1 ? " note" : " notes");

  /** Shows what came of a call, unless it was overtaken. */
  function newest(work, show) {
    let latest = 0;
    return async (...given) => {
      const turn = ++latest;
      const result = await work(...given);
      if (turn === latest) await show(result, ...given);
    };
  }

  /** Calls `act` at each letter, but not while composing. */
  function typed(field, act) {
    field.addEventListener("input", (event) => event.isComposing || act());
    field.addEventListener("compositionend", act);
  }

  /* The quick switcher */

  const attached = new WeakSet();

  /** Makes `input` a combobox over all names. */
  function open(input) {
    if (attached.has(input)) return;
    attached.add(input);
    const list = element("div", "switcher");
    const status = element("p", "sr");
    Object.assign(input, { role: "combobox", ariaAutoComplete: "list", ariaExpanded: false });
    Object.assign(list, { id: "switcher", hidden: true, role: "listbox", ariaLabel: "Notes" });
    input.setAttribute("aria-controls", list.id);
    status.role = "status";
    input.form.append(list, status);

    let current, waiting;
    const update = newest(names, show);
    const renew = () => (input.value.trim() ? update(input.value) : close());
    typed(input, renew);
    input.addEventListener("focus", renew);
    input.form.addEventListener("focusout", (event) => input.form.contains(event.relatedTarget) || close());
    // A press must not take the focus.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || list.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        choose(next(event.key === "ArrowDown" ? 1 : -1));
        current.scrollIntoView({ block: "nearest" });
      } else if (event.key === "Enter") current.click();
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
    });
    // So that the first letter finds all laid out.
    start().then(spellings).then(() => names("a")).then((some) => list.hidden && show(some, "a", true)).catch(() => {});
    renew();

    function show({ found, near }, query, unseen) {
      if (!unseen && (input.value !== query || document.activeElement !== input)) return;
      const hits = found.slice(0, CHOICES);
      const choices = hits.map(({ line }) => choice(line));
      const all = element("a", "switcher-all", `Search every page for “${query.trim()}”`);
      all.href = zhiku.root + "search.html?q=" + encodeURIComponent(query.trim());
      list.replaceChildren(...choices, all);
      for (const [at, option] of [...list.children].entries()) {
        Object.assign(option, { id: "switcher-" + at, tabIndex: -1, role: "option" });
      }
      if (unseen) return;
      list.hidden = false;
      input.ariaExpanded = true;
      choose(list.firstElementChild);
      status.textContent = !hits.length ? "No note has this name." : (near ? "Near: " : "") + notes(found.length);
      clearTimeout(waiting);
      waiting = setTimeout(() => hits.forEach(({ line }, at) => summarise(line, choices[at])), 120);
    }

    function choice(line) {
      const made = element("a", "choice");
      const title = element("span", "choice-title", line.title);
      made.href = zhiku.root + line.href;
      if (line.zh) title.append(" ", element("span", "choice-zh", line.zh));
      made.append(title, " ", element("span", "choice-kind", manifest.kinds[line.kind][1]), " ", element("span", "choice-summary"));
      return made;
    }

    async function summarise(line, made) {
      if (made.isConnected) made.lastChild.replaceChildren(...zhiku.marked((await record(line.number)).summary));
    }

    function next(step) {
      const options = [...list.children];
      return options[(options.indexOf(current) + step + options.length) % options.length];
    }

    function choose(option) {
      if (current) current.ariaSelected = null;
      current = option;
      option.ariaSelected = true;
      input.setAttribute("aria-activedescendant", option.id);
    }

    function close() {
      list.hidden = true;
      input.ariaExpanded = false;
      input.removeAttribute("aria-activedescendant");
    }
  }

  /* The search page */

  /** Answers below `form`, and keeps the question in the address. */
  function page(form) {
    const [status, results, index] = ["status", "results", "index"].map((name) => document.getElementById("search-" + name));
    const fields = ["q", "kind", "topic", "year"].map((name) => form.elements[name]).filter(Boolean);
    const asked = new URLSearchParams(location.search);
    for (const field of fields) if (asked.has(field.name)) field.value = asked.get(field.name);
    const update = newest(answer, show);
    const renew = () => update(question()).catch(() => (status.textContent = "The search could not be loaded; the lists below work without it."));
    let waiting;
    typed(form, () => {
      clearTimeout(waiting);
      waiting = setTimeout(renew, 60);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      renew();
    });
    start().then(renew, renew);

    function question() {
      return Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]).filter(([, value]) => value));
    }

    async function answer(wanted) {
      if (!Object.keys(wanted).length) return null;
      const found = await find(wanted.q || "", wanted);
      const list = await listed(found, found.numbers, FIRST);
      const loose = list.shown.length ? [] : found.loose();
      if (!loose.length) return { found, list };
      found.needles.forEach((needle) => (needle.exact = false));
      Object.assign(found, { fits: "some", numbers: loose, refused: 0 });
      return { found, list: await listed(found, loose, FIRST) };
    }

    /** The next `most` of `numbers` whose pages hold what was asked. */
    async function listed(found, numbers, most) {
      const list = { rest: numbers.slice(), shown: [] };
      while (list.rest.length && list.shown.length < most) {
        const some = await Promise.all(list.rest.splice(0, most - list.shown.length).map(record));
        const held = some.filter((page) => found.sure.has(page.number) || holds(page, found.needles));
        found.refused += some.length - held.length;
        list.shown.push(...held);
      }
      return list;
    }

    function show(outcome, wanted) {
      index.hidden = false;
      results.replaceChildren();
      status.textContent = "";
      const query = String(new URLSearchParams(wanted));
      setTimeout(() => history.replaceState(null, "", query ? "?" + query : location.pathname));
      if (!outcome) return;
      index.hidden = outcome.found.numbers.length > outcome.found.refused;
      return more(outcome);
    }

    function message({ fits, query, numbers, refused }) {
      const count = numbers.length - refused;
      if (!count) return `Nothing found for “${query}”.`;
      if (fits === "near") return `Nothing says “${query}”. Names near it: ${count}.`;
      return fits === "some" ? `No note says all of this. Some of it: ${notes(count)}.` : notes(count);
    }

    async function more({ found, list }, made = results.appendChild(element("ol", "results"))) {
      made.append(...list.shown.map((page) => result(page, found.needles)));
      const said = message(found);
      if (status.textContent !== said) status.textContent = said;
      if (!list.rest.length) return;
      const room = PAGE - made.childElementCount;
      if (room > 0) {
        // What is there is painted first.
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        const next = await listed(found, list.rest, room);
        return made.isConnected && more({ found, list: next }, made);
      }
      const button = element("button", "more", "More results");
      results.append(button);
      button.addEventListener("click", async () => {
        button.remove();
        const next = await listed(found, list.rest, PAGE);
        if (!made.isConnected) return;
        more({ found, list: next });
        results.querySelector(".results:last-of-type a")?.focus();
      });
    }

    function result(page, needles) {
      const marked = (text, width) => excerpt(text, needles, width);
      const linked = (id, text) => {
        const link = element("a");
        link.href = zhiku.root + page.href + id;
        link.append(...marked(text));
        return link;
      };
      const [made, head, summary] = [element("li", "result"), element("h2"), element("p", "result-summary")];
      head.append(linked("", page.title));
      if (page.zh) head.append(" ", ...marked(page.zh));
      summary.append(...marked(page.summary));
      made.append(element("p", "kicker", [page.kind, page.key].filter(Boolean).join(" · ")), head, summary);
      for (const [id, heading, level, text] of passagesOf(page, needles)) {
        const passage = element("p", "result-passage");
        if (id || heading) passage.append(linked(id && "#" + id, heading || (level ? "Figure" : "Passage")), " ");
        passage.append(...marked(text, 200));
        made.append(passage);
      }
      return made;
    }
  }
})();
