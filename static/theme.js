// Sets the colours before the first paint; all else waits for core.js.
(function () {
  "use strict";
  var root = document.documentElement;
  root.dataset.js = "";
  try {
    var theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (refused) {
    // Storage may be refused from disk; the colours of the system stand.
  }
})();
