// Holds the pages of a built site to Lighthouse: full marks for accessibility, best practices and search engines.
//
// Takes the folder of the site (`node lighthouse.mjs public`); says what failed, and exits with 1 if anything did. With a number
// as well it asks each page so often for performance too, and prints the median: that mark depends on the machine and on what else
// it does, so it is demanded of nobody.

import { launch as launchChrome } from "chrome-launcher";
import lighthouse from "lighthouse";
import { CHROMIUM, FLAGS, samples, serve, siteOf } from "./site.mjs";

const DEMANDED = ["accessibility", "best-practices", "seo"];

/** Folders of kinds whose pages differ, and one list. */
const DISTINCT = /^(companies|platforms|people|events|figures|festivals|concepts|guides)\/(?!index)|^sources\//;

const { site } = siteOf(process.argv[2]);
const times = Number(process.argv[3] || 0);
const failures = [];

const { server, root } = await serve(site, "/");
const chrome = await launchChrome({ chromePath: CHROMIUM, chromeFlags: ["--headless", ...FLAGS] });
// Kinds that add nothing to a note's page are left out: Lighthouse takes its time.
const paths = samples(site).filter((path) => !path.includes("/") || DISTINCT.test(path));
for (const path of paths) {
  await demand(path);
  if (times) console.log(`${path}: ${await speed(path)}`);
}
await chrome.kill();
server.close();
console.log(failures.length ? failures.join("\n") : `${paths.length} pages have full marks`);
process.exitCode = failures.length ? 1 : 0;

/** What Lighthouse says of a page, as a phone on a slow line. */
async function ask(path, onlyCategories) {
  const { lhr } = await lighthouse(root + path, { port: chrome.port, logLevel: "error", onlyCategories, disableFullPageScreenshot: true });
  return lhr;
}

/** Full marks for what does not depend on time; what is lost is said by the name of its audit. */
async function demand(path) {
  const { categories, audits } = await ask(path, DEMANDED);
  for (const { id, score, auditRefs } of Object.values(categories)) {
    const lost = auditRefs.filter((audit) => audit.weight > 0 && audits[audit.id].score !== null && audits[audit.id].score < 1);
    if (score !== 1) failures.push(`${path}: ${Math.round(score * 100)} for ${id}, for ${lost.map((audit) => audit.id).join(", ")}`);
  }
}

/** The median of some marks for performance, with the measures behind it. */
async function speed(path) {
  const asked = [];
  for (let time = 0; time < times; time++) asked.push(await ask(path, ["performance"]));
  asked.sort((a, b) => a.categories.performance.score - b.categories.performance.score);
  const { categories, audits } = asked[Math.floor(times / 2)];
  const [paint, blocked, shifted] = ["largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"].map((id) => audits[id].displayValue);
  return `performance ${Math.round(categories.performance.score * 100)}, largest paint ${paint}, blocked ${blocked}, shifted ${shifted}`;
}
