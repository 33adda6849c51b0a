/* Small comforts of the case room: close what is open, copy the link, send with the keyboard. */
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", () => {
    const verbs = [...document.querySelectorAll("details.room-verb")];
    for (const verb of verbs) {
      verb.addEventListener("toggle", () => { if (verb.open) verb.querySelector(".room-verb__panel :is(select, textarea, input:not([type=hidden]), a)")?.focus(); });
    }
    document.addEventListener("click", (event) => verbs.forEach((verb) => { if (verb.open && !verb.contains(event.target)) verb.open = false; }));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        const open = verbs.find((verb) => verb.open);
        if (open) { open.open = false; open.querySelector("summary").focus(); }
      }
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches(".composer textarea")) event.target.form.requestSubmit();
    });
    for (const button of document.querySelectorAll("[data-copy]")) {
      button.hidden = false;
      const words = button.textContent;
      button.addEventListener("click", async () => {
        const input = document.getElementById(button.dataset.copy);
        input.select();
        try { await navigator.clipboard.writeText(input.value); } catch { document.execCommand("copy"); }
        button.textContent = button.dataset.copied;
        setTimeout(() => { button.textContent = words; }, 2000);
      });
    }
  });
})();
