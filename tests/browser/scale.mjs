// Measures the search of a large built site in Chromium, from disk: work for each keystroke, and what a first question moves.
//
// Takes the folder of the site (`node scale.mjs public`); prints figures, and exits with 1 where bytes or counts are not what
// docs/search.md promises for 10,000 notes. Times are printed and never held: they are the processor's, without waiting for others.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync, inflateRawSync } from "node:zlib";
import { launch } from "./bare.mjs";

const QUESTIONS = ["京东", "快手", "直播带货", "货纪录", "流量", "commerce", "live commerce", "2019", "京东 logistics", "jingdong", "ks", "羅永浩", "kuaishuo", "kuaishou gmv 2020"];
/** Bytes that a first question may move, as a server that compresses would send them. */
const MOVED = 150_000;
/** Share of names with one letter wrong whose note must be among the choices. */
const FOUND = 0.9;
/** Names that are typed. */
const SAMPLE = 12;
/** Times that everything is measured. */
const RUNS = 3;
/** How long a page is left alone before it is asked, in ms. */
const REST = 500;

const site = resolve(process.argv[2] || "public");
const index = join(site, "data/search");
const root = pathToFileURL(site).href + "/";
const failures = [];

/** Reads the shards of one sort. */
function shards(sort) {
  const files = readdirSync(index).filter((name) => new RegExp(`^${sort}\\d+\\.js$`).test(name));
  return files.map((name) => inflateRawSync(Buffer.from(readFileSync(join(index, name), "utf8").split('"')[3], "base64")));
}

/** Names of notes, from the best known to the least, with their addresses: no two alike. */
function sampled() {
  const notes = new Map(shards("n").flatMap((shard) => JSON.parse(shard)).map((line) => [line[4], line]));
  const titles = new Map();
  for (const [, title] of notes.values()) titles.set(title, (titles.get(title) || 0) + 1);
  const sole = Array.from(notes.values()).filter(([, title]) => titles.get(title) === 1 && /^[A-Z][a-z]{6,}( [A-Z]?[a-z]{3,})*$/.test(title));
  sole.sort((a, b) => a[4] - b[4]);
  const step = Math.max(1, Math.floor(sole.length / SAMPLE));
  return sole.filter((_, at) => at % step === 0).slice(0, SAMPLE).map(([href, title, zh]) => ({ title, zh, href }));
}

/** Each mistake of one letter, in the first word of a name: at its first letter, its middle and its last. */
function mistakes(name) {
  const [word, ...rest] = name.toLowerCase().split(" ");
  const at = [0, word.length >> 1, word.length - 1];
  const wrong = at.flatMap((at) => {
    const [before, after] = [word.slice(0, at), word.slice(at + 1)];
    const swapped = at ? word.slice(0, at - 1) + word[at] + word[at - 1] + after : word[1] + word[0] + word.slice(2);
    return { missing: before + after, added: before + "x" + word.slice(at), changed: before + "x" + after, swapped };
  });
  return wrong.flatMap((kinds, place) => Object.entries(kinds).map(([kind, typed]) => ({ kind: `${kind}, ${["first", "middle", "last"][place]}`, typed: [typed, ...rest].join(" ") })));
}

/** Opens a page, enters a field of it, and leaves it alone until what the search needs for any question is there. */
async function enter(browser, name, form) {
  const page = await browser.newPage();
  await page.goto(root + name);
  await page.evaluate(async (form) => {
    document.querySelector(`${form} [name=q]`).focus();
    while (!(window.zhiku && window.zhiku.search)) await new Promise((done) => setTimeout(done, 10));
  }, form);
  await new Promise((done) => setTimeout(done, REST));
  return page;
}

/** Types into the switcher; returns the addresses of the choices. */
async function choices(page, typed) {
  return page.evaluate(async (typed) => {
    const input = document.querySelector("[data-search-form] [name=q]");
    const said = () => document.querySelector("#switcher .switcher-all")?.textContent;
    const wanted = `Search every page for “${typed.trim()}”`;
    await new Promise((done) => {
      const watch = new MutationObserver(() => said() === wanted && done(watch.disconnect()));
      watch.observe(input.form, { childList: true, subtree: true });
      input.value = typed;
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
    return Array.from(document.querySelectorAll("#switcher .choice"), (choice) => choice.href);
  }, typed);
}

/** Types every letter of every name, and every mistake in it; returns the time of each, and what was not found. */
async function typing(browser) {
  const page = await enter(browser, "index.html", "[data-search-form]");
  const worked = await page.clock();
  const times = [];
  const timed = async (typed) => {
    const before = await worked();
    const found = await choices(page, typed);
    times.push({ typed, time: (await worked()) - before });
    return found;
  };
  const mistaken = new Map();
  let unfound = 0;
  for (const { title, zh, href } of sampled()) {
    for (const name of [title.toLowerCase(), zh].filter(Boolean)) {
      let found;
      for (let end = 1; end <= name.length; end++) found = await timed(name.slice(0, end));
      if (name !== zh && !found.includes(root + href)) unfound += 1;
    }
    for (const { kind, typed } of mistakes(title)) {
      const count = mistaken.get(kind) || { asked: 0, found: 0 };
      count.asked += 1;
      if ((await timed(typed)).includes(root + href)) count.found += 1;
      mistaken.set(kind, count);
    }
  }
  await page.close();
  return { times, mistaken, unfound };
}

/** The least of several runs for each keystroke, since other work on the machine is none of the page's. */
async function keystrokes(browser) {
  const { times, mistaken, unfound } = await typing(browser);
  for (let run = 1; run < RUNS; run++) (await typing(browser)).times.forEach(({ time }, at) => (times[at].time = Math.min(times[at].time, time)));
  times.sort((a, b) => a.time - b.time);
  const within = (share) => times[Math.floor((times.length - 1) * share)].time.toFixed(1);
  console.log(`${times.length} keystrokes: half within ${within(0.5)} ms, nine of ten within ${within(0.9)}, ninety-nine of a hundred within ${within(0.99)}, the longest ${within(1)} (${times.at(-1).typed})`);
  if (unfound) failures.push(`${unfound} names not found as they are`);
  console.log("\n| one letter | asked | found |\n|---|---|---|");
  for (const [kind, { asked, found }] of mistaken) {
    console.log(`| ${kind} | ${asked} | ${found} |`);
    if (found < asked * FOUND) failures.push(`${kind}: ${found} of ${asked} found`);
  }
}

/**
 * Asks the search page in a new browser, once the page is at rest, as it is when a reader has typed a word; returns bytes moved, time
 * until results stand there, and what was said.
 */
async function first(browser, question) {
  const page = await enter(browser, "search.html", "[data-search-page]");
  const outcome = await page.evaluate(async (question) => {
    const form = document.querySelector("[data-search-page]");
    const status = document.getElementById("search-status");
    const start = performance.now();
    form.elements.q.value = question;
    form.requestSubmit();
    while (!status.textContent) await new Promise((done) => setTimeout(done, 1));
    const time = performance.now() - start;
    await new Promise((done) => setTimeout(done, 200));
    return { time, said: status.textContent, scripts: Array.from(document.scripts, (script) => script.src) };
  }, question);
  await page.close();
  const loaded = outcome.scripts.filter((url) => /\/search[^/]*\.js|\/data\/search\//.test(url)).map((url) => readFileSync(fileURLToPath(url.split("?")[0])));
  const moved = loaded.reduce((sum, bytes) => sum + Math.min(bytes.length, gzipSync(bytes).length), 0);
  return { moved, ...outcome };
}

async function questions(browser) {
  console.log("\n| first question | said | kB | ms, least | ms, middle |\n|---|---|---|---|---|");
  for (const question of QUESTIONS) {
    const runs = [];
    for (let run = 0; run < RUNS; run++) runs.push(await first(browser, question));
    runs.sort((a, b) => a.time - b.time);
    const [least, middle] = [runs[0], runs[RUNS >> 1]];
    console.log(`| ${question} | ${middle.said.replace(/\|/g, "")} | ${Math.round(middle.moved / 1000)} | ${Math.round(least.time)} | ${Math.round(middle.time)} |`);
    if (middle.moved > MOVED) failures.push(`${question}: ${middle.moved} bytes moved`);
  }
}

/** Sets the index beside the text that it covers. */
function sizes() {
  const files = readdirSync(index).map((name) => statSync(join(index, name)).size);
  const [size, text] = [files, shards("d").map((shard) => shard.length)].map((all) => all.reduce((sum, bytes) => sum + bytes, 0));
  console.log(`\nindex ${(size / 1e6).toFixed(1)} MB in ${files.length} files, of ${(text / 1e6).toFixed(1)} MB of text`);
  if (size > text) failures.push("the index is larger than its text");
}

const browser = await launch();
await keystrokes(browser);
await questions(browser);
await browser.close();
sizes();
for (const failure of failures) console.error(failure);
process.exit(failures.length ? 1 : 0);
