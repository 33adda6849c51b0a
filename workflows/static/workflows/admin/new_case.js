/* Shows who will get the case, and what is open where it is, as soon as that can be known. */
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("[data-new-case]");
    if (!form) return;
    const place = form.querySelector("[data-preview-place]");
    let asked = 0;

    async function look() {
      const mine = ++asked;
      const url = new URL(form.dataset.preview, location.href);
      for (const name of ["customer", "worksite", "equipment", "category"]) {
        const value = form.querySelector(`[name="${name}"]`)?.value;
        if (value) url.searchParams.set(name, value);
      }
      try {
        const answer = await fetch(url, { headers: { "X-Requested-With": "XMLHttpRequest" } });
        if (answer.ok && mine === asked) place.innerHTML = await answer.text();
      } catch { /* the answer is worked out again when the case is registered */ }
    }

    form.addEventListener("change", (event) => {
      if (["customer", "worksite", "equipment", "category"].includes(event.target.name)) look();
    });
    let sent = false;
    form.addEventListener("submit", (event) => { if (sent) event.preventDefault(); sent = true; });
    window.addEventListener("pageshow", () => { sent = false; });
  });
})();
