// Tests the search of a built site in Chromium: from disk, and from a folder of a server.
//
// Takes the folder of the site (`node search.mjs public`); says what failed, and exits with 1 if anything did.
// Where Chromium is not on the path, CHROMIUM names it.

import { names, texts } from "./queries.mjs";
import { launch, serve, siteOf } from "./site.mjs";

const { site, disk } = siteOf(process.argv[2]);
const failures = [];
let checks = 0;

function check(what, found, expected) {
  checks += 1;
  if (found !== expected) failures.push(`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
}

async function inBrowser(root, name) {
  const browser = await launch();
  const page = await browser.newPage();
  page.on("pageerror", (error) => failures.push(`${name}: ${error}`));
  page.on("console", (message) => message.type() === "error" && failures.push(`${name}: ${message.text()}`));
  page.on("request", (request) => request.url().startsWith(root) || failures.push(`${name}: asked for ${request.url()}`));
  page.setDefaultTimeout(10_000);
  for (const test of [switcher, keys, composition, fullText, hits, passages, address, hostile, lost, older]) {
    const place = `${name}, ${test.name}`;
    await test(page, root, place).catch((error) => failures.push(`${place}: ${error.message}`));
  }
  await browser.close();
}

const field = "[data-search-form] [name=q]";

/** The page that links have in common with the reader's, however deep. */
async function openDeep(page, root) {
  await page.goto(root + "companies/jd-com.html");
  await page.focus(field);
  await page.waitForFunction(() => window.zhiku && window.zhiku.search);
}

async function type(page, text) {
  await page.fill(field, text);
  const said = `Search every page for “${text.trim()}”`;
  await page.waitForFunction((said) => document.querySelector("#switcher:not([hidden]) .switcher-all")?.textContent === said, said);
}

async function firstChoice(page, root) {
  return page.$eval("#switcher > :first-child", (choice, root) => choice.href.slice(root.length), root);
}

/** Every name, typed whole. */
async function switcher(page, root, name) {
  await openDeep(page, root);
  for (const [typed, expected] of names) {
    await type(page, typed);
    check(`${name}: ${typed}`, await firstChoice(page, root), expected);
  }
  await type(page, "zzzzqqqq");
  check(`${name}: none found`, await firstChoice(page, root), "search.html?q=zzzzqqqq");
}

/** Shortcuts, arrows, Enter and Escape, and what a screen reader is told. */
async function keys(page, root, name) {
  await page.goto(root + "companies/jd-com.html");
  await page.keyboard.press("/");
  await page.waitForSelector(`${field}[role=combobox]`);
  check(`${name}: / focuses`, await page.evaluate(() => document.activeElement.name), "q");
  await page.keyboard.type("kuaishou");
  await type(page, "kuaishou");
  const active = () => page.$eval(field, (input) => document.getElementById(input.getAttribute("aria-activedescendant"))?.id ?? null);
  check(`${name}: expanded`, await page.getAttribute(field, "aria-expanded"), "true");
  check(`${name}: first is chosen`, await active(), "switcher-0");
  await page.keyboard.press("ArrowDown");
  check(`${name}: down`, await active(), "switcher-1");
  check(`${name}: selected`, await page.getAttribute("#switcher-1", "aria-selected"), "true");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  check(`${name}: up goes round`, await page.$eval("[aria-selected=true]", (option) => option.className), "switcher-all");
  await page.keyboard.press("Escape");
  check(`${name}: Escape closes`, await page.getAttribute(field, "aria-expanded"), "false");
  check(`${name}: Escape keeps the text`, await page.inputValue(field), "kuaishou");
  check(`${name}: roles`, await page.$$eval("#switcher > *", (all) => all.every((option) => option.getAttribute("role") === "option")), true);
  await type(page, "kuaishou ");
  await page.waitForFunction(() => document.querySelector("#switcher-0 .choice-summary")?.textContent);
  check(`${name}: choice`, await page.$eval("#switcher-0", (option) => ["title", "zh", "kind", "summary"].every((part) => option.querySelector(".choice-" + part)?.textContent)), true);
  await Promise.all([page.waitForURL(root + "platforms/kuaishou.html"), page.keyboard.press("Enter")]);
  await page.goto(root + "companies/jd-com.html");
  await page.keyboard.press("Control+k");
  check(`${name}: Ctrl-K focuses`, await page.evaluate(() => document.activeElement.name), "q");
}

/** What an input method has not yet settled is not searched for. */
async function composition(page, root, name) {
  await openDeep(page, root);
  await type(page, "jd");
  const said = () => page.textContent(".switcher-all");
  await page.$eval(field, (input) => {
    input.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    input.value = "kuai";
    input.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
  });
  await page.waitForTimeout(150);
  check(`${name}: while composing`, await said(), "Search every page for “jd”");
  await page.$eval(field, (input) => {
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true }));
    input.value = "快手";
    input.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
  });
  await page.waitForFunction(() => document.querySelector(".switcher-all").textContent.includes("快手"));
  check(`${name}: once composed`, await firstChoice(page, root), "platforms/kuaishou.html");
}

async function ask(page, root, query) {
  await page.goto("about:blank");
  await page.goto(root + "search.html?" + new URLSearchParams(query));
  await page.waitForFunction(() => document.getElementById("search-status").textContent);
}

/** Every question, asked by address. */
async function fullText(page, root, name) {
  for (const [q, filters, expected] of texts) {
    await ask(page, root, { q, ...filters });
    const first = await page.$$eval(".result h2 a", (links, root) => links[0]?.href.slice(root.length) ?? "", root);
    check(`${name}: ${q} ${JSON.stringify(filters)}`, first, expected);
  }
}

/** A hit is marked, and leads to its heading; a run of hanzi is found wherever it stands, and only there. */
async function hits(page, root, name) {
  await ask(page, root, { q: "kuaishou" });
  check(`${name}: marked`, (await page.$$eval(".result mark", (marks) => marks.map((mark) => mark.textContent.toLowerCase()))).every((text) => ["kuaishou", "快手"].includes(text)), true);
  const link = await page.$$eval(".result-passage a[href*='#']", (links) => links[0]?.href ?? "");
  check(`${name}: leads to a heading`, link.includes("#"), true);
  await page.waitForSelector(".more");
  const shown = () => page.locator("#search-results .result").count();
  check(`${name}: ten at a time`, await shown(), 10);
  await page.click(".more");
  await page.waitForFunction(() => document.querySelectorAll("#search-results .result").length > 10);
  await page.waitForFunction(() => document.activeElement.closest(".results:last-of-type .result:first-child"));
}

/** The passages of a result say what its title does not: here the values of a year, each with its status and a link to it. */
async function passages(page, root, name) {
  await ask(page, root, { q: "kuaishou gmv 2020" });
  const shown = await page.$eval(".result", (first) => Array.from(first.querySelectorAll(".result-passage"), (passage) => [passage.querySelector("a").hash, passage.textContent]));
  check(`${name}: values of a year`, shown.length === 3 && shown.every(([, text]) => /^Figure .*2020 · .* · (target|actual)/.test(text)), true);
  check(`${name}: links to values`, shown.map(([hash]) => hash).join(" "), "#2020 #2020-krasia #2020-nine-months");
  await ask(page, root, { q: "罗永浩 4月1日" });
  const said = await page.$$eval(".result-passage", (all) => all.map((passage) => passage.textContent).join("\n"));
  check(`${name}: one full stop`, said.includes("half hours. ") && !said.includes(".."), true);
  check(`${name}: marks end with what was asked`, await page.$$eval(".result mark", (marks) => marks.every((mark) => mark.textContent === mark.textContent.trim())), true);
  await ask(page, root, { q: "jd 618" });
  const marked = await page.$$eval(".result mark", (marks) => marks.some((mark) => mark.textContent === "618" && /\p{Script=Han} ?$/u.test(mark.previousSibling?.textContent ?? "")));
  check(`${name}: marked right after hanzi`, marked, true);
}

/** The question stands in the address; an empty one shows the list of all notes. */
async function address(page, root, name) {
  await page.goto(root + "search.html");
  // What searches is loaded when the form is entered.
  await page.focus("[data-search-page] [name=q]");
  await page.waitForFunction(() => window.zhiku.search);
  check(`${name}: the list of notes`, await page.isVisible("#search-index"), true);
  await page.fill("[data-search-page] [name=q]", "快手");
  await page.waitForURL(root + "search.html?q=" + encodeURIComponent("快手"));
  await page.waitForSelector("#search-index", { state: "hidden" });
  await page.selectOption("[data-search-page] [name=kind]", "figure");
  await page.waitForURL(/kind=figure/);
  await page.waitForFunction(() => document.querySelector(".result h2 a")?.href.includes("/figures/"));
  await page.fill("[data-search-page] [name=q]", "");
  await page.selectOption("[data-search-page] [name=kind]", "");
  await page.waitForSelector("#search-index", { state: "visible" });
}

/** Markup that is typed stays text. */
async function hostile(page, root, name) {
  await ask(page, root, { q: `<img src=x onerror=alert(1)> "]]>\u2028 (.*[` });
  check(`${name}: page`, await page.$$eval("#search-results img, #search-status img", (all) => all.length), 0);
  await openDeep(page, root);
  await type(page, "<b>&(.*[");
  check(`${name}: switcher`, await page.$$eval("#switcher b", (all) => all.length), 0);
}

/** A file that did not come is asked for again with the next letter; what the browser says of it is no fault. */
async function lost(page, root, name) {
  const other = await page.context().browser().newPage();
  let asked = 0;
  await other.route("**/data/search/n0.js*", (route) => (asked++ ? route.continue() : route.abort()));
  await openDeep(other, root);
  await other.fill(field, "kuaisho");
  await other.waitForFunction(() => document.querySelector('script[src*="search/n0.js"]'));
  await other.waitForTimeout(200);
  await type(other, "kuaishou");
  check(`${name}: found`, await firstChoice(other, root), "platforms/kuaishou.html");
  check(`${name}: asked for again`, asked, 2);
  await other.close();
}

/** A browser that cannot read base64 into bytes by itself. */
async function older(page, root, name) {
  await page.addInitScript(() => delete Uint8Array.fromBase64);
  await ask(page, root, { q: "kuaishou" });
  check(`${name}: has none`, await page.evaluate(() => "fromBase64" in Uint8Array), false);
  check(`${name}: found`, await page.$eval(".result h2 a", (link, root) => link.href.slice(root.length), root), "platforms/kuaishou.html");
}

await inBrowser(disk, "from disk");
const { server, root } = await serve(site, "/kb/");
await inBrowser(root, "from a folder of a server");
server.close();
for (const failure of failures) console.error(failure);
console.log(`${checks} checks, ${failures.length} failures, ${names.length + texts.length} queries`);
process.exit(failures.length ? 1 : 0);
