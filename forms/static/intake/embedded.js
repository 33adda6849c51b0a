/* Inside of the frame: tells the page around it how tall the form is, so that it needs no scroll bar of its own, and
   when another step is seen. Who may
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
  // A step gives way to the next without the frame being loaded: the page around it has to follow all the same.
  document.querySelector(".intake-form")?.addEventListener("intake:step", () => {
    window.parent.postMessage({ serva: "step" }, "*");
  });

  for (const link of document.querySelectorAll("a[href]")) {
    const stays = link.getAttribute("href").startsWith("#") || link.pathname.startsWith("/forms/embed/");
    if (stays || !link.protocol.startsWith("http")) continue; // a number is dialled, not shown
    link.target = "_blank";
    link.rel = "noopener";
  }
})();
