// What the tests in a browser share: the browser, the pages to try, and a server for them.

import { createServer } from "node:http";
import { readFileSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

export const CHROMIUM = process.env.CHROMIUM || "/usr/bin/chromium";
export const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json", ".txt": "text/plain" };

/** The folder of the site that a script was given, and its address on disk. */
export function siteOf(folder) {
  const site = resolve(folder || "public");
  return { site, disk: pathToFileURL(site).href + "/" };
}

export function launch() {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

/**
 * One page of each sort: every page at the root, the two largest lists and that of topics, and of every folder its largest note,
 * which has the most to go wrong.
 */
export function samples(site) {
  const pagesIn = (folder) => readdirSync(join(site, folder)).filter((name) => name.endsWith(".html")).map((name) => (folder ? `${folder}/${name}` : name));
  const size = (path) => readFileSync(join(site, path)).length;
  const largestFirst = (a, b) => size(b) - size(a) || (a < b ? -1 : 1);
  const isList = (path) => path.endsWith("/index.html");
  const folders = readdirSync(site, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  const lists = folders.flatMap(pagesIn).filter(isList).sort(largestFirst);
  const notes = folders.flatMap((folder) => pagesIn(folder).filter((path) => !isList(path)).sort(largestFirst).slice(0, 1));
  const topics = lists.slice(2).filter((path) => path.startsWith("topics/"));
  return [...pagesIn("").sort(), ...lists.slice(0, 2), ...topics, ...notes];
}

/** Serves the site below `base`, compressed as hosts do, and nothing else; pages in so many pieces, with so many milliseconds between. */
export async function serve(site, base, { pieces = 1, rest = 0 } = {}) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    try {
      if (!path.startsWith(base) || path.includes("..")) throw new Error("outside");
      const bytes = await readFile(join(site, path.slice(base.length) || "index.html"));
      const type = TYPES[extname(path) || ".html"] || "application/octet-stream";
      response.writeHead(200, { "content-type": type, "content-encoding": "gzip" });
      const packed = gzipSync(bytes);
      const size = Math.ceil(packed.length / (type.startsWith("text/html") ? pieces : 1));
      for (let at = size; at < packed.length; at += size) {
        response.write(packed.subarray(at - size, at));
        await new Promise((done) => setTimeout(done, rest));
      }
      response.end(packed.subarray(Math.ceil(packed.length / size - 1) * size));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { server, root: `http://127.0.0.1:${server.address().port}${base}` };
}
