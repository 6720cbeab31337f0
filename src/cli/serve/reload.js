// Keeps an open page at the state of its notes: added by `zhiku serve`, never part of a site.
(() => {
  const script = document.currentScript;
  const query = new URLSearchParams({ page: location.pathname, version: script.dataset.version });
  let events, rest;

  // A browser gives one host six connections, so a page that is not looked at lets go of its own.
  function listen() {
    clearTimeout(rest);
    if (events && events.readyState !== EventSource.CLOSED) return;
    events = new EventSource(`/.zhiku/events?${query}`);
    events.addEventListener("build", (event) => show(JSON.parse(event.data)));
    events.addEventListener("reload", reload);
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) rest = setTimeout(() => events.close(), 10000);
    else listen();
  });
  addEventListener("pagehide", () => events.close());
  addEventListener("pageshow", listen);
  listen();

  const kept = JSON.parse(sessionStorage.getItem("zhiku-scroll") ?? "null");
  sessionStorage.removeItem("zhiku-scroll");
  if (kept?.page === location.pathname) {
    const restore = () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
    document.readyState === "complete" ? restore() : addEventListener("load", restore);
  }

  function reload() {
    events.close();
    const at = { page: location.pathname, x: scrollX, y: scrollY };
    sessionStorage.setItem("zhiku-scroll", JSON.stringify(at));
    location.reload();
  }

  function element(name, text, ...children) {
    const made = document.createElement(name);
    made.append(text, ...children);
    return made;
  }

  function item(problem) {
    const place = element("code", `${problem.path}:${problem.line}:${problem.column}`);
    const made = element("li", `${problem.severity}[${problem.code}]: ${problem.message} `, place);
    made.dataset.severity = problem.severity;
    if (problem.help) made.append(element("p", problem.help));
    return made;
  }

  function show(build) {
    const old = document.getElementById("zhiku-problems");
    if (build.count === 0) return old?.remove();
    const panel = element("details", element("summary", build.summary));
    panel.id = "zhiku-problems";
    panel.setAttribute("role", "status");
    panel.lang = "en";
    panel.open = old ? old.open : build.errors > 0;
    const list = element("ul", "");
    list.append(...build.problems.map(item));
    panel.append(list);
    if (build.count > build.problems.length) {
      panel.append(element("p", `… and ${build.count - build.problems.length} more in the terminal`));
    }
    old ? old.replaceWith(panel) : document.body.append(panel);
  }
})();
