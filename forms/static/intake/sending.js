/* Back to a form that was sent shows the same opened form, also where the browser asks for the page anew (a first visit
   sets a cookie, and then the stored page no longer counts): its key stays with the entry of the history, so that sending
   it again gives no second case. */
(() => {
  "use strict";
  const form = document.querySelector(".intake-form");
  if (!form) return;
  const hidden = ["submission-key", "opened"].map((name) => form.elements[name]);
  const before = history.state?.opened;
  const [visit] = performance.getEntriesByType("navigation");
  if (visit?.type === "back_forward" && before) {
    hidden.forEach((input, index) => { input.value = before[index]; });
    return;
  }
  history.replaceState({ ...history.state, opened: hidden.map((input) => input.value) }, "");
})();
