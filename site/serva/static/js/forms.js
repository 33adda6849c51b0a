/* What forms do better with JavaScript: a second tap sends nothing twice, the button says that it works, and buttons to
   print and to copy appear. Everything works without. */
(() => {
  "use strict";
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
    const waiting = form.photosReady; // photos.js
    if (waiting) {
      event.preventDefault();
      const button = event.submitter;
      delete form.photosReady;
      // In a task of its own: a form cannot be sent again from inside its own submit event.
      waiting.then(() => setTimeout(() => {
        delete form.dataset.sent;
        form.requestSubmit(button);
      }));
      return;
    }
    setTimeout(() => {
      for (const button of form.querySelectorAll("button")) button.disabled = true;
    });
  });

  // Back from the next page: the form can be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("button")) {
        button.disabled = false;
        button.removeAttribute("aria-busy");
      }
    }
  });

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard; // on https only
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.lastChild.textContent = button.dataset.copied;
    });
  }
})();
