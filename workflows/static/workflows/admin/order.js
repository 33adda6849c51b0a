// A list whose rows are dragged by their handle, or moved with their arrows. The form posts them as they stand:
// without JavaScript the arrows post, and the page comes back in the new order.
document.addEventListener("DOMContentLoaded", () => {
  const list = document.querySelector("[data-order]");
  if (!list) return;
  const told = document.querySelector("[data-order-told]");
  const rows = () => [...list.querySelectorAll("[data-order-row]")];
  const settle = (row) => {
    const all = rows();
    all.forEach((one, place) => {
      one.querySelector("[name=up]").disabled = place === 0;
      one.querySelector("[name=down]").disabled = place === all.length - 1;
    });
    told.textContent = `${told.dataset.word} ${all.indexOf(row) + 1} / ${all.length}`;
  };
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[name=up], [name=down]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("[data-order-row]");
    const other = button.name === "up" ? row.previousElementSibling : row.nextElementSibling;
    if (other) button.name === "up" ? other.before(row) : other.after(row);
    settle(row);
    (button.disabled ? row.querySelector("button:not([disabled])") : button).focus();
  });
  list.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-order-handle]");
    if (!handle || event.button) return;
    event.preventDefault();
    const row = handle.closest("[data-order-row]");
    row.classList.add("s-order__row--held");
    const follow = (move) => {
      const before = rows().find((one) => {
        const box = one.getBoundingClientRect();
        return one !== row && move.clientY < box.top + box.height / 2;
      });
      if (before !== row.nextElementSibling) before ? before.before(row) : list.append(row);
    };
    const drop = () => {
      window.removeEventListener("pointermove", follow);
      row.classList.remove("s-order__row--held");
      settle(row);
    };
    window.addEventListener("pointermove", follow);
    for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, drop, { once: true });
  });
});
