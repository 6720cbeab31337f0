// Sets the search of a built site beside Pagefind on the same notes: what is found, what is moved, how long it takes.
//
// `node compare.mjs OURS THEIRS`: two folders, the second indexed with `npx pagefind --site THEIRS`. Bytes are those of a first
// question in a new browser, as a server that compresses would send them; pages and styles are not counted.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

const QUESTIONS = ["京东", "快手", "直播带货", "带货", "货纪录", "流量", "commerce", "live commerce", "2019", "京东 logistics", "jingdong", "ks", "羅永浩", "kuaishuo"];
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };

/** Serves a folder, and counts what is search's own. */
async function serve(folder, counted) {
  const site = { bytes: 0 };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    try {
      if (path === "/empty.html") return void response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>");
      if (path.includes("..")) throw new Error("outside");
      const bytes = await readFile(join(folder, path));
      if (counted.test(path)) site.bytes += Math.min(bytes.length, gzipSync(bytes).length);
      response.writeHead(200, { "content-type": TYPES[extname(path)] || "application/octet-stream" }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  site.root = `http://127.0.0.1:${server.address().port}/`;
  site.close = () => server.close();
  return site;
}

/** Asks the search page of ours. */
async function ours(page, site, question) {
  await page.goto(site.root + "search.html");
  await page.focus("[data-search-page] [name=q]");
  await page.waitForFunction(() => window.zhiku && window.zhiku.search);
  return page.evaluate(async (question) => {
    const form = document.querySelector("[data-search-page]");
    const status = document.getElementById("search-status");
    const start = performance.now();
    form.elements.q.value = question;
    form.requestSubmit();
    while (!status.textContent) await new Promise((done) => setTimeout(done, 1));
    return { time: performance.now() - start, found: status.textContent, first: document.querySelector(".result h2 a")?.textContent };
  }, question);
}

/** Asks Pagefind, and loads the ten results that a page would show. */
async function theirs(page, site, question) {
  await page.goto(site.root + "empty.html");
  return page.evaluate(async ([question, root]) => {
    const start = performance.now();
    const pagefind = await import(root + "pagefind/pagefind.js");
    const { results } = await pagefind.search(question);
    const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    return { time: performance.now() - start, found: `${results.length} pages`, first: shown[0]?.meta.title };
  }, [question, site.root]);
}

const [own, other] = process.argv.slice(2).map((folder) => resolve(folder));
const sides = [[await serve(own, /\/search[^/]*\.js$|\/data\/search\//), ours], [await serve(other, /\/pagefind\//), theirs]];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
console.log("| asked | ours | first | kB | ms | Pagefind | first | kB | ms |\n|---|---|---|---|---|---|---|---|---|");
for (const question of QUESTIONS) {
  const cells = [question];
  for (const [site, ask] of sides) {
    const context = await browser.newContext();
    site.bytes = 0;
    const page = await context.newPage();
    const { found, first, time } = await ask(page, site, question);
    // What is below the first results is loaded after them.
    await page.waitForTimeout(500);
    cells.push(found.replace(/\|/g, ""), first ?? "–", Math.round(site.bytes / 1000), Math.round(time));
    await context.close();
  }
  console.log(`| ${cells.join(" | ")} |`);
}
await browser.close();
for (const [site] of sides) site.close();
