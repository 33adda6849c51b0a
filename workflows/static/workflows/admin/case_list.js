/* Ticking rows: all on the page at once, and the bar that shows how many are ticked. */
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("[data-picked]");
    const bar = form?.querySelector("[data-picked-bar]");
    if (!bar) return;
    const all = form.querySelector("[data-pick-all]");
    const boxes = [...form.querySelectorAll('tbody input[type="checkbox"]')];
    const count = form.querySelector("[data-picked-count]");

    function show() {
      const ticked = boxes.filter((box) => box.checked).length;
      bar.hidden = !ticked;
      count.textContent = ticked;
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    }

    all.hidden = false;
    all.addEventListener("change", () => { boxes.forEach((box) => { box.checked = all.checked; }); show(); });
    boxes.forEach((box) => box.addEventListener("change", show));
    window.addEventListener("pageshow", show);
    show();
  });
})();
