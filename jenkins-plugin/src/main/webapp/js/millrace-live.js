/*
 * Brings parts of a page up to date that say that they will change: the card of a build that runs, and figures that are being read.
 * Such a part has the attribute data-millrace-refresh with its own address. Without this script the page shows what it showed when it
 * was loaded.
 */
(function () {
  "use strict";

  const ATTRIBUTE = "data-millrace-refresh";
  const SOONEST = 5000;
  const LATEST = 60000;

  function watch(part, wait) {
    setTimeout(() => refresh(part, wait), wait);
  }

  async function refresh(part, wait) {
    // somebody works with it, or nobody sees it
    if (document.hidden || part.contains(document.activeElement)) {
      watch(part, wait);
      return;
    }
    try {
      const response = await fetch(part.getAttribute(ATTRIBUTE), { credentials: "same-origin", redirect: "error" });
      if (response.status !== 200) {
        throw new Error("status " + response.status);
      }
      const next = new DOMParser().parseFromString(await response.text(), "text/html").body.firstElementChild;
      if (next !== null && part.isConnected) {
        show(part, next);
      }
    } catch (e) {
      // Jenkins is away, or the reader signed out: less and less often
      watch(part, Math.min(2 * wait, LATEST));
    }
  }

  function show(part, next) {
    const before = [...part.querySelectorAll("details")];
    const after = [...next.querySelectorAll("details")];
    for (const one of after) {
      const summary = one.querySelector("summary").textContent;
      one.open = before.some((other) => other.open && other.querySelector("summary").textContent === summary);
    }
    part.replaceWith(next);
    if (next.hasAttribute(ATTRIBUTE)) {
      watch(next, SOONEST);
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[" + ATTRIBUTE + "]").forEach((part) => watch(part, SOONEST));
  });
})();
