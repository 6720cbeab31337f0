// Drives Chromium for measuring, over the pipe of its own protocol, with nothing switched on that a page would not have for a reader.
//
// A test tool has every request reported, with the stack of calls that led to it, and that is work of the page's own thread: some 7 ms
// of a first question. Takes nothing; gives a browser with pages, each in a context of its own.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--remote-debugging-pipe"];

/** Starts the browser, with a new profile that goes when it is closed. */
export async function launch() {
  const profile = mkdtempSync(join(tmpdir(), "zhiku-chromium-"));
  const browser = spawn(process.env.CHROMIUM || "/usr/bin/chromium", [...FLAGS, `--user-data-dir=${profile}`], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const [, , , input, output] = browser.stdio;
  const send = conversation(input, output);
  return {
    newPage: () => newPage(send),
    async close() {
      const gone = once(browser, "exit");
      await send("Browser.close");
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Calls of the protocol by number; messages end with a NUL, and events are passed over. */
function conversation(input, output) {
  const open = new Map();
  let text = "";
  let count = 0;
  output.setEncoding("utf8").on("data", (part) => {
    const messages = (text + part).split("\0");
    text = messages.pop();
    for (const { id, error, result } of messages.map((message) => JSON.parse(message))) {
      if (error) open.get(id)?.reject(new Error(error.message));
      else open.get(id)?.resolve(result);
      open.delete(id);
    }
  });
  return (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      open.set(++count, { resolve, reject });
      input.write(JSON.stringify({ id: count, method, params, sessionId }) + "\0");
    });
}

async function newPage(send) {
  const { browserContextId } = await send("Target.createBrowserContext");
  const { targetId } = await send("Target.createTarget", { url: "about:blank", browserContextId });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const call = (method, params) => send(method, params, sessionId);

  /** Runs a function in the page with what can be written as JSON, and waits for what it gives. */
  async function evaluate(run, ...given) {
    const expression = `(${run})(${given.map((value) => JSON.stringify(value)).join(", ")})`;
    const { result, exceptionDetails } = await call("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description || exceptionDetails.text);
    return result.value;
  }

  return {
    evaluate,
    async goto(url) {
      const { errorText } = await call("Page.navigate", { url });
      if (errorText) throw new Error(`${url}: ${errorText}`);
      while (!(await evaluate((url) => location.href === url && document.readyState === "complete", url).catch(() => false))) continue;
    },
    /** Starts the clock of the page's thread; what it gives says how many milliseconds that has worked. */
    async clock() {
      await call("Performance.enable", { timeDomain: "threadTicks" });
      return async () => (await call("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value * 1000;
    },
    close: () => send("Target.disposeBrowserContext", { browserContextId }),
  };
}
