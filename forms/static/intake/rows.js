/* Rows of an order: a button that adds one more, up to the most that are read. Without JavaScript there are those drawn. */
(() => {
  "use strict";
  for (const rows of document.querySelectorAll("[data-rows]")) {
    const button = rows.querySelector(".order-rows__more");
    const most = Number(rows.dataset.most);
    const all = () => rows.querySelectorAll(".order-row");
    const look = () => { button.hidden = all().length >= most; };
    button.addEventListener("click", () => {
      const last = [...all()].at(-1);
      const place = all().length;
      const row = last.cloneNode(true);
      for (const part of row.querySelectorAll("input, label")) {
        for (const name of ["name", "id", "for"]) {
          const value = part.getAttribute(name);
          if (value) part.setAttribute(name, value.replace(/([-_])\d+((?:[-_](?:what|quantity))?)$/, `$1${place}$2`));
        }
        if (part.matches("label")) part.textContent = part.textContent.replace(/\d+/, place + 1);
        else part.value = "";
      }
      last.after(row);
      row.querySelector("input").focus();
      look();
    });
    look();
  }
})();
