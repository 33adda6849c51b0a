/* Inside of the frame: tells the page around it how tall the form is, so that it needs no scroll bar of its own. Who may
   frame it, and so hear this, Content-Security-Policy says. Links lead out of the frame. */
(() => {
  "use strict";
  if (window.parent === window) return;
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    window.parent.postMessage({ serva: "height", height }, "*");
  };
  new ResizeObserver(tell).observe(document.body);
  tell();

  for (const link of document.querySelectorAll("a[href]")) {
    const stays = link.getAttribute("href").startsWith("#") || link.pathname.startsWith("/forms/embed/");
    if (stays) continue;
    link.target = "_blank";
    link.rel = "noopener";
  }
})();
