/* For pages of other websites: puts a form of Serva where this script stands, as tall as the form is. It sets no cookie.

   <script src="https://…/static/intake/embed.js" data-form="…" data-lang="sv" data-title="…" async></script> */
(() => {
  "use strict";
  const script = document.currentScript;
  if (!script || !script.dataset.form) return;
  const origin = new URL(script.src).origin;
  const lang = script.dataset.lang || document.documentElement.lang.slice(0, 2);
  const frame = document.createElement("iframe");
  frame.src = `${origin}/forms/embed/${encodeURIComponent(script.dataset.form)}/?lang=${encodeURIComponent(lang)}`;
  frame.title = script.dataset.title || script.dataset.form;
  frame.style.cssText = "display: block; width: 100%; min-height: 20rem; border: 0;";

  const toTop = () => {
    if (frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
  };

  window.addEventListener("message", (event) => {
    if (event.origin !== origin || event.source !== frame.contentWindow) return;
    const { serva, height } = event.data || {};
    if (serva === "step") toTop();
    if (serva !== "height" || !Number.isFinite(height)) return;
    frame.style.minHeight = "0";
    frame.style.height = `${Math.min(Math.max(height, 100), 20000)}px`;
  });

  // After sending: to the top of the frame, where the receipt or what is wrong stands.
  let loaded = false;
  frame.addEventListener("load", () => {
    if (loaded) toTop();
    loaded = true;
  });
  script.after(frame);
})();
