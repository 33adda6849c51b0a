/* What was written and not sent yet is kept on this phone, by form and reader, for seven days or until the receipt.
   Texts, choices, the form's key and its step in localStorage; chosen files in IndexedDB. Nothing of it is sent. */
(() => {
  "use strict";
  const DAYS = 7;
  const BEGIN = "serva-form:";
  const NEVER = ["csrfmiddlewaretoken", "submission-key", "step", "go", "asked", "looked"];

  /* ── Two stores; where a browser has none, nothing is kept ── */

  const read = (name) => {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  };
  const write = (name, draft) => {
    try {
      localStorage.setItem(name, JSON.stringify(draft));
    } catch { /* full, or forbidden */ }
  };

  const files = (mode, work) => new Promise((done) => {
    try {
      const asked = indexedDB.open("serva-form", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("files");
      asked.onerror = () => done(undefined);
      asked.onsuccess = () => {
        const transaction = asked.result.transaction("files", mode);
        const request = work(transaction.objectStore("files"));
        transaction.oncomplete = () => { asked.result.close(); done(request.result); };
        transaction.onabort = transaction.onerror = () => { asked.result.close(); done(undefined); };
      };
    } catch {
      done(undefined);
    }
  });

  const forget = (name) => {
    try {
      localStorage.removeItem(name);
    } catch { /* forbidden */ }
    return files("readwrite", (store) => store.delete(name));
  };

  const names = () => {
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith(BEGIN));
    } catch {
      return [];
    }
  };
  const received = document.querySelector("[data-received]") !== null;
  for (const name of names()) {
    const draft = read(name);
    if (!draft || Date.now() - draft.at > DAYS * 86400000 || (received && draft.sending)) forget(name);
  }

  const SOURCE = document.currentScript?.src;
  const form = document.querySelector(".intake-form");
  if (!form) return;
  const NAME = `${BEGIN}${location.pathname}:${form.dataset.reader}`;
  const key = form.elements["submission-key"];
  const step = form.elements.step;
  const line = form.querySelector("[data-draft]");
  const noSignal = form.querySelector("[data-no-signal]");
  let over = false;

  /* ── Keeping ─────────────────────────────────────────── */

  const kept = () => [...form.elements].filter(
    (one) => one.name && !NEVER.includes(one.name) && !["file", "submit", "button"].includes(one.type)
      && !one.name.endsWith("-remove") && !one.closest(".field--trap"));

  const save = (sending = false) => {
    if (over) return;
    const values = {};
    for (const one of kept()) {
      values[one.name] ??= [];
      if (!["radio", "checkbox"].includes(one.type) || one.checked) values[one.name].push(one.value);
    }
    write(NAME, { at: Date.now(), key: key.value, step: Number(step.value), values, sending });
  };

  const saveFiles = async () => {
    await form.photosReady;
    if (over) return;
    const chosen = {};
    for (const box of form.querySelectorAll("input[type=file]")) if (box.files.length) chosen[box.name] = [...box.files];
    await files("readwrite", (store) => store.put(chosen, NAME));
  };

  /* ── Bringing back ───────────────────────────────────── */

  const set = (one, texts) => {
    if (["radio", "checkbox"].includes(one.type)) one.checked = texts.includes(one.value);
    else if (one.multiple) for (const option of one.options) option.selected = texts.includes(option.value);
    else one.value = texts[0] ?? "";
  };

  const bringFiles = async () => {
    const chosen = (await files("readonly", (store) => store.get(NAME))) || {};
    for (const [name, list] of Object.entries(chosen)) {
      const box = form.querySelector(`input[type=file][name="${CSS.escape(name)}"]`);
      if (!box || box.files.length) continue;
      const moved = new DataTransfer();
      for (const file of list) moved.items.add(file);
      box.files = moved.files;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };

  const restore = async (draft) => {
    key.value = draft.key;
    const lists = new Map();
    for (const one of kept()) {
      const texts = draft.values[one.name];
      if (!texts) continue;
      // Boxes of one name that are no choices get their texts in order.
      const nth = lists.get(one.name) || 0;
      lists.set(one.name, nth + 1);
      set(one, ["radio", "checkbox"].includes(one.type) || one.multiple ? texts : texts.slice(nth));
    }
    form.dispatchEvent(new CustomEvent("intake:restored", { detail: { step: draft.step } }));
    line.hidden = false;
    form.before(line);
    await bringFiles();
  };

  const draft = read(NAME);
  const cameBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  if (draft && "posted" in form.dataset === false && !(cameBack && key.value === draft.key)) restore(draft);

  let soon;
  form.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(save, 250);
  });
  form.addEventListener("change", (event) => {
    save();
    if (event.target.type === "file") saveFiles();
  });
  form.addEventListener("click", (event) => {
    if (event.target.closest(".chosen__remove")) saveFiles();
  });
  form.addEventListener("intake:step", () => save());
  window.addEventListener("pagehide", () => {
    if (soon) clearTimeout(soon);
    if (read(NAME) && !read(NAME).sending) save();
  });
  document.querySelector("[data-start-over]").addEventListener("click", async () => {
    over = true;
    await forget(NAME);
    form.reset();
    location.assign(location.pathname + location.search);
  });

  /* ── Sending: only where there is signal, and then as the browser does it ── */

  const isThere = async () => {
    if (!navigator.onLine) return false;
    try {
      await fetch(SOURCE, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout?.(8000) });
      return true;
    } catch {
      return false;
    }
  };
  form.addEventListener("submit", async (event) => { // after form.js: only what is really sent comes here
    if (form.dataset.online) {
      delete form.dataset.online;
      clearTimeout(soon);
      save(true);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.dataset.asking) return;
    form.dataset.asking = "yes";
    const button = event.submitter;
    button?.setAttribute("aria-busy", "true");
    save();
    const there = await isThere();
    delete form.dataset.asking;
    button?.removeAttribute("aria-busy");
    noSignal.hidden = there;
    if (!there) return;
    form.dataset.online = "yes";
    form.requestSubmit(button);
  });
})();
