/* Finds one thing of a register while one types. Without this file the form is posted and offers what fits. */
(function () {
  "use strict";
  const WAIT = 160;

  function start(box) {
    const text = box.querySelector("[data-lookup-text]");
    const hidden = box.querySelector("[data-lookup-id]");
    const list = box.querySelector("[data-lookup-list]");
    const clear = box.querySelector("[data-lookup-clear]");
    let rows = [], at = -1, timer = 0, asked = 0;

    text.setAttribute("role", "combobox");
    text.setAttribute("aria-autocomplete", "list");
    text.setAttribute("aria-expanded", "false");
    text.setAttribute("aria-controls", list.id);
    show();

    function show() {
      box.classList.toggle("is-chosen", Boolean(hidden.value));
      clear.hidden = !text.value;
    }

    function close() {
      list.hidden = true;
      at = -1;
      text.setAttribute("aria-expanded", "false");
      text.removeAttribute("aria-activedescendant");
    }

    function address() {
      const url = new URL(box.dataset.url, location.href);
      url.searchParams.set("q", text.value.trim());
      for (const name of box.dataset.narrow.split(",").filter(Boolean)) {
        const other = text.form.querySelector(`[data-lookup-id][name="${name}"]`);
        if (other && other.value) url.searchParams.set(name, other.value);
      }
      return url;
    }

    async function look() {
      const mine = ++asked;
      let answer;
      try {
        answer = await fetch(address(), { headers: { "X-Requested-With": "XMLHttpRequest" } });
        if (!answer.ok) return;
        rows = (await answer.json()).rows;
      } catch { return; }
      if (mine !== asked || document.activeElement !== text || hidden.value) return;
      draw();
    }

    function draw() {
      list.replaceChildren(...rows.map((row, number) => {
        const item = document.createElement("li");
        item.id = `${list.id}_${number}`;
        item.setAttribute("role", "option");
        item.textContent = row.text;
        if (row.hint) {
          const hint = document.createElement("small");
          hint.textContent = row.hint;
          item.append(hint);
        }
        item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(row); });
        return item;
      }));
      if (!rows.length) {
        const none = document.createElement("li");
        none.className = "is-none";
        none.textContent = box.dataset.none;
        list.append(none);
      }
      list.hidden = !rows.length && !text.value.trim();
      text.setAttribute("aria-expanded", String(!list.hidden));
      mark(rows.length && text.value.trim() ? 0 : -1);
    }

    function mark(number) {
      at = number;
      [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
      if (at >= 0) {
        text.setAttribute("aria-activedescendant", list.children[at].id);
        list.children[at].scrollIntoView({ block: "nearest" });
      }
    }

    function set(row) {
      box.querySelector("[data-lookup-several]")?.remove();
      hidden.value = row ? row.id : "";
      text.value = row ? row.text : "";
      show();
    }

    function tell() {
      hidden.dispatchEvent(new Event("change", { bubbles: true }));
    }

    function choose(row) {
      set(row);
      close();
      for (const [name, other] of Object.entries(row.fills || {})) {
        const input = text.form.querySelector(`[data-lookup-id][name="${name}"]`);
        if (input && !input.value) input.closest("[data-lookup]").lookup(other);
      }
      tell();
    }

    box.lookup = set;
    text.addEventListener("input", () => {
      if (hidden.value) { hidden.value = ""; tell(); }
      show();
      clearTimeout(timer);
      timer = setTimeout(look, WAIT);
    });
    text.addEventListener("focus", () => { if (!hidden.value && (text.value || narrowed())) look(); });
    text.addEventListener("blur", () => setTimeout(close, 100));
    text.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (rows.length) mark((at + (event.key === "ArrowDown" ? 1 : -1) + rows.length) % rows.length);
      } else if (event.key === "Enter" && rows[at]) {
        event.preventDefault();
        choose(rows[at]);
      } else if (event.key === "Escape") {
        event.preventDefault();
        close();
      }
    });
    clear.addEventListener("click", () => { set(null); tell(); text.focus(); });

    function narrowed() {
      return box.dataset.narrow.split(",").filter(Boolean).some((name) => text.form.querySelector(`[data-lookup-id][name="${name}"]`)?.value);
    }
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-lookup]").forEach(start));
})();
