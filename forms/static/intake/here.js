/* What is open already at the worksite that a customer chooses, below the question. Once it has been shown, the server
   does not ask about it before the form is sent. */
(() => {
  "use strict";
  const form = document.querySelector(".intake-form");
  const place = form?.querySelector(".place-question");
  const looked = form?.elements.looked;
  if (!place || !looked) return;
  const shown = Object.assign(document.createElement("div"), { className: "open-at" });
  shown.setAttribute("aria-live", "polite");
  place.closest(".question").append(shown);
  let asked = "";

  const chosen = () => {
    const box = place.querySelector("select, input[type=radio]:checked");
    return box && /^\d+$/.test(box.value) ? box.value : "";
  };

  const look = async () => {
    const worksite = chosen();
    if (worksite === asked) return;
    asked = worksite;
    shown.replaceChildren();
    if (!worksite || document.querySelector(".open-here")) return;
    const address = `${form.dataset.openAt}&worksite=${worksite}`;
    try {
      const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" }, signal: AbortSignal.timeout?.(8000) });
      const words = answer.ok && !answer.redirected ? await answer.text() : "";
      if (worksite !== asked || !words.trim()) return;
      shown.innerHTML = words;
      looked.value = worksite;
    } catch { /* no signal: the server asks */ }
  };

  place.addEventListener("change", look);
  form.addEventListener("intake:restored", look);
  look();
})();
