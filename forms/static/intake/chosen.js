/* Shows the photos that have been chosen, below the box in which they were chosen. */
(() => {
  "use strict";
  const drawn = (file) => {
    const item = document.createElement("li");
    if (file.type.startsWith("image/")) {
      const picture = document.createElement("img");
      picture.alt = "";
      picture.src = URL.createObjectURL(file);
      picture.onload = picture.onerror = () => URL.revokeObjectURL(picture.src);
      item.append(picture);
    }
    const name = document.createElement("span");
    name.textContent = file.name;
    item.append(name);
    return item;
  };

  const show = (input) => {
    const list = document.querySelector(`[data-chosen="${CSS.escape(input.id)}"]`);
    if (!list) return;
    list.replaceChildren(...[...input.files].map(drawn));
    list.hidden = !input.files.length;
  };

  document.addEventListener("change", (event) => {
    if (event.target.matches("input[type=file][data-photos]")) show(event.target);
  });
  window.addEventListener("pageshow", () => {
    for (const input of document.querySelectorAll("input[type=file][data-photos]")) show(input);
  });
})();
