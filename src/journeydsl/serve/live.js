// Asks for changes for as long as the page is open, and loads it again where it stands.
"use strict";
(() => {
  const bar = document.querySelector("aside.live");
  let wait = 200;
  const ask = async () => {
    try {
      const answer = await fetch(`/-/changes?since=${bar.dataset.number}`, { cache: "no-store" });
      const number = (await answer.text()).trim();
      if (answer.ok && number !== bar.dataset.number) {
        location.reload();
        return;
      }
      document.title = document.title.replace(/^\(stopped\) /, "");
      wait = 200;
    } catch {
      if (!document.title.startsWith("(stopped) ")) document.title = `(stopped) ${document.title}`;
      wait = Math.min(wait * 2, 5000);
    }
    setTimeout(ask, wait);
  };
  const open = sessionStorage.getItem("live-open") === "yes";
  const details = bar.querySelector("details");
  if (details) {
    details.open = open;
    details.addEventListener("toggle", () => sessionStorage.setItem("live-open", details.open ? "yes" : "no"));
  }
  ask();
})();
