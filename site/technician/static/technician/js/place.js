/* The position, asked for when she ticks the box and at no other time. Everything works without. */
(() => {
  "use strict";
  const part = document.querySelector("[data-position]");
  if (!part || !navigator.geolocation) return;
  const form = part.closest("form");
  const box = part.querySelector("input[type=checkbox]");
  const words = part.querySelector("[role=status]");
  const first = words.textContent;
  const button = form.querySelector("button[type=submit]");
  part.hidden = false;

  const keep = (position) => {
    for (const name of ["latitude", "longitude", "accuracy"]) form.elements[name].value = position ? position[name] : "";
  };
  const done = (text) => {
    words.textContent = text;
    button.disabled = false;
  };
  box.addEventListener("change", () => {
    keep(null);
    if (!box.checked) return done(first);
    words.textContent = words.dataset.asking;
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        if (!box.checked) return;
        keep(coords);
        done(words.dataset.found.replace("{metres}", Math.round(coords.accuracy)));
      },
      () => {
        box.checked = false;
        done(words.dataset.refused);
      },
      { enableHighAccuracy: true, timeout: 10000, maximumAge: 30000 },
    );
  });
})();
