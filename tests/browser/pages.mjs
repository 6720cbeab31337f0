// Tests the pages of a built site in Chromium: from disk, from the root of a server, and from a folder of one.
//
// Takes the folder of the site (`node pages.mjs public`); says what failed, and exits with 1 if anything did.
// Where Chromium is not on the path, CHROMIUM names it. One page of each sort is tried: every page at the root, and of
// every folder its list and its first note.

import { createServer } from "node:http";
import { readFileSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json" };
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** What axe is asked: WCAG 2.2 AA and its own good practices. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Windows in which pages must hold: wide, a phone, and 1280 px at 400 %. */
const WINDOWS = [
  { name: "wide, light", width: 1280, height: 900, colorScheme: "light" },
  { name: "wide, dark", width: 1280, height: 900, colorScheme: "dark" },
  { name: "phone, light", width: 375, height: 800, colorScheme: "light" },
  { name: "400 %, dark", width: 320, height: 256, colorScheme: "dark" },
];

const site = resolve(process.argv[2] || "public");
const failures = [];
let checks = 0;

function check(what, holds, found = "") {
  checks += 1;
  if (!holds) failures.push(found === "" ? what : `${what}: ${found}`);
}

/** One page of each sort, as paths from the root. */
function samples() {
  const paths = [];
  for (const entry of readdirSync(site, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isFile() && entry.name.endsWith(".html")) paths.push(entry.name);
    if (!entry.isDirectory() || ["assets", "data"].includes(entry.name)) continue;
    const pages = readdirSync(join(site, entry.name)).filter((name) => name.endsWith(".html")).sort();
    const notes = pages.filter((name) => name !== "index.html");
    if (pages.length > notes.length) paths.push(`${entry.name}/index.html`);
    if (notes.length) paths.push(`${entry.name}/${richest(entry.name, notes)}`);
  }
  return paths;
}

/** The largest page of a folder, which has the most to go wrong. */
function richest(folder, names) {
  const size = (name) => readFileSync(join(site, folder, name)).length;
  return names.map((name) => [size(name), name]).sort((a, b) => b[0] - a[0])[0][1];
}

/** Serves the site below `base`, and nothing else. */
async function serve(base) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    try {
      if (!path.startsWith(base) || path.includes("..")) throw new Error("outside");
      const bytes = await readFile(join(site, path.slice(base.length)));
      response.writeHead(200, { "content-type": TYPES[extname(path)] || "application/octet-stream" }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { server, root: `http://127.0.0.1:${server.address().port}${base}` };
}

/** Opens a page that reports whatever it complains of, asks of others, or may not do. */
async function watched(context, root, place) {
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const say = (what) => failures.push(`${place()}: ${what}`);
  page.on("pageerror", (error) => say(error));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && say(message.text()));
  page.on("request", (request) => request.url().startsWith(root) || say(`asks for ${request.url()}`));
  // What a page still asked for when it was left is not missing.
  page.on("requestfailed", (request) => request.failure().errorText === "net::ERR_ABORTED" || say(`does not get ${request.url()}`));
  page.on("response", (response) => response.status() < 400 || say(`${response.status()} for ${response.url()}`));
  await page.addInitScript(() => addEventListener("securitypolicyviolation", (event) => console.error("policy", event.violatedDirective, event.blockedURI)));
  return page;
}

/** Every page loads in silence, and asks for no more than four files. */
async function silence(browser, root, name) {
  const context = await browser.newContext();
  let path = "";
  const page = await watched(context, root, () => `${name}, ${path}`);
  for (path of samples()) {
    // The page for what is not there leads to the root of its own host.
    if (path === "404.html") continue;
    let requests = 0;
    const count = () => (requests += 1);
    page.on("request", count);
    await page.goto(root + path, { waitUntil: "load" });
    page.off("request", count);
    check(`${name}, ${path}: files asked for on first view`, requests <= 4, requests);
  }
  await context.close();
}

/** Without script a page says all it has to say, and offers nothing that would not work. */
async function withoutScript(browser, root) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const path of samples()) {
    await page.goto(root + path);
    check(`without script, ${path}: one main heading`, (await page.locator("h1:visible").count()) === 1);
    check(`without script, ${path}: what needs script is not shown`, (await page.locator("[data-scripted]:visible").count()) === 0);
    await page.locator(".menu > summary").click();
    check(`without script, ${path}: the menu opens`, await page.locator(".menu-panel a >> nth=0").isVisible());
  }
  await context.close();
}

/** axe finds nothing, and nothing sticks out of the window, in any window and either colours. */
async function soundness(browser, root) {
  for (const { name, width, height, colorScheme } of WINDOWS) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    for (const path of samples()) {
      await page.goto(root + path);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      check(`${name}, ${path}: fits its window`, wide <= width, `${wide} px`);
      await page.evaluate(AXE);
      const { violations } = await page.evaluate((values) => axe.run({ preload: false, runOnly: { type: "tag", values } }), RULES);
      for (const { id, nodes } of violations) check(`${name}, ${path}: axe`, false, `${id} at ${nodes.slice(0, 3).map((node) => node.target).join(", ")}`);
      checks += 1;
    }
    await context.close();
  }
}

/** Every stop of the Tab key is seen: it has an outline, and stands in the window. */
async function keyboard(browser, root) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  for (const path of ["index.html", first("people") || "about.html", "graph.html"]) {
    await page.goto(root + path);
    await page.keyboard.press("Tab");
    check(`keyboard, ${path}: the skip link comes first`, (await page.evaluate(() => document.activeElement.className)) === "skip");
    for (let stop = 0; stop < 400; stop++) {
      const state = await page.evaluate(() => {
        const at = document.activeElement;
        if (!at || at === document.body) return null;
        const box = at.getBoundingClientRect();
        const outlined = (element) => element && getComputedStyle(element).outlineStyle !== "none";
        const seen = outlined(at) || outlined(at.nextElementSibling);
        const inside = box.bottom > 0 && box.top < innerHeight;
        return { name: at.outerHTML.slice(0, 90), seen, inside };
      });
      if (!state) break;
      check(`keyboard, ${path}: focus is seen`, state.seen && state.inside, state.name);
      await page.keyboard.press("Tab");
    }
  }
  await context.close();
}

function first(folder) {
  return samples().find((path) => path.startsWith(`${folder}/`) && !path.endsWith("/index.html"));
}

/** Previews come on hover and focus, can be entered, go on Esc, and never come on touch. */
async function previews(browser, root, name) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await watched(context, root, () => `${name}, previews`);
  await page.goto(root + "index.html");
  const link = page.locator(".note-link").first();
  const card = page.locator(".preview");
  await link.hover();
  await card.waitFor();
  check(`${name}, preview: says the note's title`, (await card.innerText()).includes((await link.innerText()).trim()), await card.innerText());
  await card.hover();
  await page.waitForTimeout(400);
  check(`${name}, preview: can be entered`, (await card.count()) === 1);
  await page.keyboard.press("Escape");
  check(`${name}, preview: goes on Esc`, (await card.count()) === 0);
  await page.mouse.move(1, 1);
  await page.keyboard.press("Tab");
  await link.focus();
  await card.waitFor();
  check(`${name}, preview: describes the link in focus`, (await link.getAttribute("aria-describedby")) === "preview");
  await context.close();

  const phone = await browser.newContext({ viewport: { width: 375, height: 800 }, hasTouch: true, isMobile: true });
  const touched = await phone.newPage();
  await touched.goto(root + "index.html");
  await touched.evaluate(() => addEventListener("click", (event) => event.preventDefault(), true));
  await touched.locator(".note-link").first().tap();
  await touched.waitForTimeout(600);
  check(`${name}, preview: does not come on touch`, (await touched.locator(".preview").count()) === 0);
  await phone.close();
}

/** The choice of colours holds from page to page. */
async function colours(browser, root) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: "light" });
  const page = await context.newPage();
  await page.goto(root + "index.html");
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.locator("input[name=theme][value=dark]").check({ force: true });
  const dark = await ground();
  check("colours: dark is dark", dark !== light, dark);
  await page.goto(root + "about.html");
  check("colours: the choice is kept", (await ground()) === dark, await ground());
  await page.locator("input[name=theme][value=auto]").check({ force: true });
  check("colours: auto follows the system", (await ground()) === light, await ground());
  await context.close();
}

/** Tables sort either way with what is unknown last; filters leave what fits and say how much. */
async function lists(browser, root) {
  const page = await browser.newPage();
  await page.goto(root + "events/index.html");
  const table = page.locator("table[data-sortable]").first();
  const names = () => table.locator("tbody th .note-link").allInnerTexts();
  const head = table.locator("thead th").first();
  await head.locator("button").click();
  const up = await names();
  check("sort: says its direction", (await head.getAttribute("aria-sort")) === "ascending");
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  check("sort: by name", up.every((name, at) => at === 0 || collator.compare(up[at - 1], name) <= 0), up.slice(0, 5));
  await head.locator("button").click();
  check("sort: and back", (await names())[0] === up[up.length - 1]);
  await page.fill("[data-filters] [name=words]", up[0]);
  check("filter: leaves what fits", (await names()).length >= 1 && (await table.locator("tbody tr:visible").count()) < up.length);
  check("filter: says how many", /^\d+ of \d+$/.test(await page.locator(".filter-count").innerText()));
  await page.locator("[data-filters] [type=reset]").click();
  await page.waitForFunction((count) => document.querySelectorAll("table[data-sortable] tbody tr:not([hidden])").length >= count, up.length);
  await page.goto(root + "timeline.html");
  const rows = await page.locator("[data-row]").count();
  await page.fill("[data-filters] [name=words]", "zzzz");
  check("filter: empties the timeline with its years", (await page.locator("[data-row]:visible, .year[data-group]:visible").count()) === 0 && rows > 0);
  await page.close();
}

/** Two chosen notes stand side by side, and the address says which. */
async function comparison(browser, root) {
  const page = await browser.newPage();
  await page.goto(root + "compare.html");
  const boxes = page.locator("[data-compare] input");
  if ((await boxes.count()) < 3) return page.close();
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  const shown = () => page.locator(".side-by-side thead th:visible").count();
  check("compare: two columns", (await shown()) === 2, await shown());
  await page.reload();
  check("compare: the address keeps the choice", (await shown()) === 2, await shown());
  await page.close();
}

/** The graph lights up what a note is linked to, zooms, and hides kinds. */
async function graph(browser, root) {
  const page = await browser.newPage();
  await page.goto(root + "graph.html");
  const before = await page.locator("[data-graph] svg").evaluate((svg) => svg.clientWidth);
  await page.locator("[data-zoom=in]").click();
  const after = await page.locator("[data-graph] svg").evaluate((svg) => svg.clientWidth);
  check("graph: zooms", after > before, `${before} to ${after}`);
  await page.locator("[data-zoom=all]").click();
  const linked = await page.locator("[data-graph] [data-from]").first().getAttribute("data-from");
  const node = page.locator(`[data-graph] .node[data-node="${linked}"]`);
  await node.focus();
  check("graph: lights up neighbours", (await page.locator("[data-graph] [data-lit]").count()) > 2);
  const kind = await node.getAttribute("data-kind");
  await page.locator(`[data-legend] input[value="${kind}"]`).uncheck();
  check("graph: hides a kind", !(await page.locator(`[data-graph] .node[data-kind="${kind}"]`).first().isVisible()));
  await page.close();
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: FLAGS });
const disk = pathToFileURL(site).href + "/";
const top = await serve("/");
const below = await serve("/a/b/");
for (const [root, name] of [[disk, "disk"], [top.root, "root"], [below.root, "folder"]]) {
  await silence(browser, root, name);
  await previews(browser, root, name);
}
for (const test of [withoutScript, soundness, keyboard, colours, lists, comparison, graph]) {
  await test(browser, top.root).catch((error) => failures.push(`${test.name}: ${error.message}`));
}
await browser.close();
top.server.close();
below.server.close();
console.log(failures.length ? failures.join("\n") : `${checks} checks of pages hold`);
process.exitCode = failures.length ? 1 : 0;
