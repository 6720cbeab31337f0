// Tests the pages of a built site in Chromium: from disk, from the root of a server, and from a folder of one.
//
// Takes the folder of the site (`node pages.mjs public`); says what failed, and exits with 1 if anything did.
// Where Chromium is not on the path, CHROMIUM names it. Which pages are tried, `samples` in site.mjs says.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { launch, samples, serve, siteOf } from "./site.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** What axe is asked: WCAG 2.2 AA and its own good practices. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Windows in which pages must hold: wide, a phone, and 1280 px at 400 %. */
const WINDOWS = [
  { name: "light", width: 1280, height: 900, colorScheme: "light" },
  { name: "dark", width: 1280, height: 900, colorScheme: "dark" },
  { name: "phone", width: 390, height: 844, colorScheme: "light" },
  { name: "400 %", width: 320, height: 256, colorScheme: "dark" },
];
/** The least that a mark must differ in brightness from what it stands on: WCAG 1.4.11. */
const LEAST_CONTRAST = 3;

const { site, disk } = siteOf(process.argv[2]);
const paths = samples(site);
const failures = [];
let checks = 0;

function check(what, holds, found = "") {
  checks += 1;
  if (!holds) failures.push(found === "" ? what : `${what}: ${found}`);
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

/** Visits every sample, two at a time: a page waits for its browser more than it works. */
async function everywhere(browser, options, open, visit) {
  const waiting = [...paths];
  const visitor = async () => {
    const context = await browser.newContext(options);
    let path = "";
    const page = await open(context, () => path);
    while (waiting.length) await visit(page, (path = waiting.shift()));
    await context.close();
  };
  await Promise.all([visitor(), visitor()]);
}

/** Every page loads in silence, asks for no more than four files, and nothing in it moves once it is shown, to its very end. */
async function silence(browser, root, name, { width, height }) {
  const open = async (context, path) => {
    const page = await watched(context, root, () => `${name}, ${path()}`);
    await page.addInitScript(() => {
      window.shifts = [];
      const parts = (entry) => entry.sources.map(({ node }) => (node && node.className) || (node && node.nodeName)).join(" ");
      new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((entry) => `${entry.value.toFixed(3)} ${parts(entry)}`))).observe({ type: "layout-shift", buffered: true });
    });
    return page;
  };
  await everywhere(browser, { viewport: { width, height } }, open, async (page, path) => {
    // The page for what is not there leads to the root of its own host.
    if (path === "404.html" && root !== top.root) return;
    // By address: the icon of the page before may be asked for as late as now.
    const asked = new Set();
    const count = (request) => asked.add(request.url());
    page.on("request", count);
    await page.goto(root + path, { waitUntil: "load" });
    await page.evaluate(async () => {
      const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      await frame();
      scrollTo(0, document.documentElement.scrollHeight);
      await frame();
    });
    page.off("request", count);
    check(`${name}, ${path}: files asked for on first view`, asked.size <= 4, [...asked].join(" "));
    const shifts = await page.evaluate(() => window.shifts);
    check(`${name}, ${path}: stands still`, shifts.length === 0, shifts);
  });
}

/** Without script a page says all it has to say, and offers nothing that would not work. */
async function withoutScript(browser, root) {
  await everywhere(browser, { javaScriptEnabled: false }, (context) => context.newPage(), async (page, path) => {
    await page.goto(root + path);
    check(`without script, ${path}: one main heading`, (await page.locator("h1:visible").count()) === 1);
    check(`without script, ${path}: what needs script is not shown`, (await page.locator("[data-scripted]:visible").count()) === 0);
    await page.locator(".menu > summary").click();
    check(`without script, ${path}: the menu opens`, await page.locator(".menu-panel a >> nth=0").isVisible());
  });
}

/** In any window and either colours axe finds nothing and nothing sticks out; forced colours hide nothing, focus is seen, nothing moves. */
async function soundness(browser, root) {
  const open = (context) => context.newPage();
  await everywhere(browser, { bypassCSP: true }, open, async (page, path) => {
    await page.goto(root + path);
    await page.evaluate(AXE);
    for (const { name, width, height, colorScheme } of WINDOWS) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      check(`${name}, ${path}: fits its window`, wide <= width, `${wide} px`);
      const sideways = await page.evaluate(() => [...document.querySelectorAll(".table:has(.notes):not(:has(td))")].filter((table) => table.scrollWidth > table.clientWidth).length);
      check(`${name}, ${path}: a table of names alone fits its window`, sideways === 0, sideways);
      const found = await page.evaluate(async (values) => {
        const { violations } = await axe.run({ preload: false, resultTypes: ["violations"], runOnly: { type: "tag", values } });
        return violations.map(({ id, nodes }) => `${id} at ${nodes.slice(0, 3).map((node) => node.target).join(", ")}`);
      }, RULES);
      check(`${name}, ${path}: axe`, found.length === 0, found.join("; "));
    }
    await page.setViewportSize(WINDOWS[0]);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme, forcedColors: "active" });
      const lost = await page.evaluate(unseen, LEAST_CONTRAST);
      check(`forced colours, ${colorScheme}, ${path}: all is seen`, lost.length === 0, lost.slice(0, 5).join("; "));
    }
    await page.emulateMedia({ colorScheme: "light", forcedColors: "none", reducedMotion: "reduce" });
    const moving = await page.evaluate(restless);
    check(`reduced motion, ${path}: nothing moves`, moving.length === 0, moving.slice(0, 5).join("; "));
    const dark = await page.evaluate(unfocused);
    check(`focus, ${path}: is seen`, dark.length === 0, dark.slice(0, 5).join("; "));
  });
}

/** In the page: controls, marks of status and shapes of drawings that cannot be told from what they stand on. */
function unseen(least) {
  const channels = (colour) => (colour.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const brightness = (colour) => {
    const [red, green, blue] = channels(colour).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (a, b) => (Math.max(brightness(a), brightness(b)) + 0.05) / (Math.min(brightness(a), brightness(b)) + 0.05);
  const isClear = (colour) => colour === "none" || (channels(colour).length > 3 && channels(colour)[3] < 0.1);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) if (!isClear(getComputedStyle(at).backgroundColor)) return getComputedStyle(at).backgroundColor;
    return getComputedStyle(document.documentElement).backgroundColor;
  };
  const canvas = ground(document.body);
  const shown = (selector) => Array.from(document.querySelectorAll(selector)).filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
  const lost = [];
  for (const element of shown("main *:not(svg *), header *, footer *")) {
    const style = getComputedStyle(element);
    const says = Array.from(element.childNodes).some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (says && contrast(style.color, ground(element)) < least) lost.push(`text of ${element.outerHTML.slice(0, 80)}`);
  }
  for (const element of shown(".status, button:not(.sort), select, input:is([type=search], [type=text]), .theme, .callout, .infobox")) {
    const style = getComputedStyle(element);
    const edge = style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth) > 0 && contrast(style.borderTopColor, canvas) >= least;
    if (!edge) lost.push(`edge of ${element.outerHTML.slice(0, 80)}`);
  }
  for (const chosen of shown(".theme :checked + span")) {
    if (getComputedStyle(chosen).outlineStyle === "none") lost.push("which colours are chosen");
  }
  for (const shape of shown("svg :is(path, line, circle, rect, polygon, polyline)")) {
    const style = getComputedStyle(shape);
    if (shape.closest("defs, clipPath, .grid, .edges, .edge, .quiet, .hit, [hidden]") || !shape.getBBox().width + !shape.getBBox().height > 1) continue;
    if (![style.fill, style.stroke].some((colour) => !isClear(colour) && contrast(colour, canvas) >= least)) lost.push(`shape ${shape.outerHTML.slice(0, 80)}`);
  }
  for (const text of shown("svg text")) {
    const style = getComputedStyle(text);
    if (contrast(style.fill, canvas) < least) lost.push(`label ${text.outerHTML.slice(0, 80)}`);
    if (style.stroke !== "none" && contrast(style.stroke, style.fill) < least) lost.push(`halo of ${text.outerHTML.slice(0, 80)}`);
  }
  return lost;
}

/** In the page: what moves by itself or by style. */
function restless() {
  const moves = (style) => style.animationName !== "none" || style.scrollBehavior === "smooth" || style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0);
  const styled = Array.from(document.querySelectorAll("*")).filter((element) => ["", "::before", "::after"].some((part) => moves(getComputedStyle(element, part || null))));
  return [...styled.map((element) => element.outerHTML.slice(0, 80)), ...document.getAnimations().map((animation) => animation.id || "an animation")];
}

/** In the page: what takes the focus of the keyboard and does not show it. */
function unfocused() {
  const outlined = (element) => element && getComputedStyle(element).outlineStyle !== "none" && parseFloat(getComputedStyle(element).outlineWidth) >= 2;
  return Array.from(document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']"))
    .filter((element) => {
      element.focus({ focusVisible: true, preventScroll: true });
      // The radio buttons of the colours lend their focus to the words beside them.
      return document.activeElement === element && !outlined(element) && !outlined(element.nextElementSibling);
    })
    .map((element) => element.outerHTML.slice(0, 80));
}

/** Every stop of the Tab key is seen: it has an outline, and stands in the window. */
async function keyboard(browser, root) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  for (const path of ["index.html", first("people"), "timeline.html"]) {
    await page.goto(root + path);
    await page.keyboard.press("Tab");
    check(`keyboard, ${path}: the skip link comes first`, (await page.evaluate(() => document.activeElement.className)) === "skip");
    for (let stop = 0; stop < 120; stop++) {
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
  return paths.find((path) => path.startsWith(`${folder}/`) && !path.endsWith("/index.html"));
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
  await page.keyboard.press("Escape");
  check(`${name}, preview: of the link in focus goes on Esc`, (await card.count()) === 0 && (await link.evaluate((at) => at === document.activeElement)));
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

/** On paper a company is a dossier: facts, figures, timeline and sources with their addresses; nothing to click. */
async function print(browser, root) {
  const page = await browser.newPage();
  await page.goto(root + first("companies"));
  await page.emulateMedia({ media: "print" });
  for (const part of [".infobox", ".figures", ".events", ".references"]) check(`print: ${part} is there`, await page.locator(part).first().isVisible());
  for (const part of ["nav", ".masthead", ".anchor", ".backlinks"]) check(`print: ${part} is not`, (await page.locator(`${part}:visible`).count()) === 0);
  const said = await page.locator(".references .outside").first().evaluate((link) => getComputedStyle(link, "::after").content);
  check("print: addresses of sources", said.includes("http"), said);
  await page.close();
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

/** Tables sort either way with what is unknown last; filters leave what fits, unfold it and say how much. */
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
  await page.goto(root + "sources/index.html");
  await page.fill("[data-filters] [name=words]", await page.locator("[data-group] tbody th .note-link").last().textContent());
  check("filter: unfolds what fits", (await page.locator("[data-group]:not([hidden]) tbody tr:visible").count()) >= 1);
  await page.goto(root + "timeline.html");
  const rows = await page.locator("[data-row]").count();
  await page.fill("[data-filters] [name=words]", "zzzz");
  check("filter: empties the timeline with its years", (await page.locator("[data-row]:visible, .year[data-group]:visible").count()) === 0 && rows > 0);
  await page.close();
}

/** The page opens on two notes; those that a reader chooses stand side by side, and the address says which. */
async function comparison(browser, root) {
  const page = await browser.newPage();
  await page.goto(root + "compare.html");
  const boxes = page.locator("[data-compare] input");
  if ((await boxes.count()) < 3) return page.close();
  const shown = () => page.locator(".side-by-side thead th:visible").count();
  check("compare: opens on two", (await shown()) === 2, await shown());
  while (await boxes.and(page.locator(":checked")).count()) await boxes.and(page.locator(":checked")).first().uncheck();
  check("compare: all where none is chosen", (await shown()) === (await boxes.count()), await shown());
  await boxes.nth(0).check();
  await boxes.nth(1).check();
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

const browser = await launch();
const top = await serve(site, "/");
// Slowly, so that pages come in pieces and are laid out more than once: what moves in one reader's window of fifty, moves here.
const below = await serve(site, "/a/b/", { pieces: 10, rest: 40 });
for (const [root, name, size] of [[disk, "disk", WINDOWS[2]], [top.root, "root", WINDOWS[3]], [below.root, "folder", WINDOWS[0]]]) {
  await silence(browser, root, name, size);
  await previews(browser, root, name);
}
for (const test of [withoutScript, soundness, keyboard, print, colours, lists, comparison, graph]) {
  await test(browser, top.root).catch((error) => failures.push(`${test.name}: ${error.message}`));
}
await browser.close();
top.server.close();
below.server.close();
console.log(failures.length ? failures.join("\n") : `${checks} checks of ${paths.length} pages hold`);
process.exitCode = failures.length ? 1 : 0;
