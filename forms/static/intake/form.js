/* A form of ours with JavaScript: what counts is shown at once, and a step gives way to the next without the server.
   Without it the server does the same, a post a step. The words of errors are those that the server would say. */
(() => {
  "use strict";
  const form = document.querySelector(".intake-form");
  if (!form) return;
  const { hold } = window.intakeConditions;
  const steps = [...form.querySelectorAll("[data-step]")];
  const place = form.querySelector("input[name=step]");
  const road = form.querySelector(".road");
  const button = (go) => form.querySelector(`[data-go=${go}]`);
  const number = () => Number(place.value);
  const waitsFor = new Map();
  for (const one of form.querySelectorAll("[data-waits]")) waitsFor.set(one, JSON.parse(one.dataset.waits));
  const off = new WeakSet(); // steps that do not count

  /* ── What counts ─────────────────────────────────────── */

  const named = (question) => [...question.querySelectorAll("input, select, textarea")].filter((one) => one.name);

  const answerOf = (question) => {
    const texts = [];
    for (const one of named(question)) {
      if (one.type === "file" || one.name === "asked" || one.name.endsWith("-remove")) continue;
      if (["radio", "checkbox"].includes(one.type) && !one.checked) continue;
      if (one.value.trim()) texts.push(one.value.trim());
    }
    if ([...question.querySelectorAll("input[type=file]")].some((box) => box.files.length)) texts.push("files");
    if (question.querySelector("[name$='-remove']:not(:checked)")) texts.push("files");
    return texts;
  };

  const holds = (part, answers) => {
    const one = waitsFor.get(part);
    return !one || hold(one.conditions, one.match, answers);
  };

  const weigh = () => {
    const answers = {};
    for (const step of steps) {
      const counts = holds(step, answers);
      if (counts) off.delete(step);
      else off.add(step);
      if (!counts) continue;
      for (const question of step.querySelectorAll(".question")) {
        const shown = holds(question, answers);
        question.hidden = !shown;
        for (const mark of question.querySelectorAll(":scope > [name=asked]")) mark.disabled = !shown;
        if (shown) answers[question.dataset.name] = answerOf(question);
      }
    }
    dress();
  };

  /* ── The step that is seen ───────────────────────────── */

  const counting = () => steps.filter((step) => !off.has(step));
  const current = () => steps[number()];

  const dress = () => {
    const all = counting();
    const at = all.indexOf(current());
    const stopped = current().querySelector(".question:not([hidden]) > [data-stop]") !== null;
    button("send").hidden = stopped || at !== all.length - 1;
    if (!road) return;
    button("next").hidden = stopped || at === all.length - 1;
    button("back").hidden = at <= 0;
    const words = road.dataset.words.replace("{number}", at + 1).replace("{total}", all.length);
    const line = current().dataset.label ? `${words} · ${current().dataset.label}` : words;
    const told = road.querySelector(".road__words");
    if (told.textContent !== line) told.textContent = line;
    Object.assign(road.querySelector("progress"), { value: at + 1, max: all.length });
  };

  const show = (wanted, focus = true) => {
    const all = counting();
    const step = all.filter((one) => Number(one.dataset.step) <= wanted).pop() || all[0] || steps[0];
    place.value = step.dataset.step;
    for (const one of steps) one.hidden = one !== step;
    weigh();
    if (!focus) return;
    form.querySelector(".error-summary")?.remove();
    const title = step.querySelector(".step__title") || road || form;
    if (title !== form) title.tabIndex = -1;
    title.focus({ preventScroll: true });
    (road || form).scrollIntoView({ block: "start" });
    form.dispatchEvent(new Event("intake:step"));
  };

  /* ── A look before going on ──────────────────────────── */

  const wrong = (question) => {
    const { required, invalid } = question.dataset;
    if (required && !answerOf(question).length) return required;
    if (!invalid) return "";
    const bad = named(question).some((one) => {
      const { typeMismatch, badInput, patternMismatch } = one.validity;
      const notANumber = one.inputMode === "decimal" && one.value.trim() && !/^[+-]?[\d\s.,]*\d[\d\s.,]*$/.test(one.value);
      return typeMismatch || badInput || patternMismatch || notANumber;
    });
    return bad ? invalid : "";
  };

  const tell = (question, words) => {
    const field = question.querySelector(".field");
    const boxes = named(field).filter((one) => one.type !== "hidden");
    field.querySelector(":scope > .field__error")?.remove();
    field.classList.toggle("field--error", Boolean(words));
    for (const box of boxes) box.removeAttribute("aria-invalid");
    if (!words) return;
    const error = document.getElementById("field-error").content.firstElementChild.cloneNode(true);
    error.id = `id_${question.dataset.name}_error`;
    error.append(Object.assign(document.createElement("span"), { textContent: words }));
    const above = [...field.children].filter((one) => one.matches("legend, .field__label, .field__help")).pop();
    if (above) above.after(error);
    else field.prepend(error);
    for (const box of boxes) {
      box.setAttribute("aria-invalid", "true");
      const said = (box.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && id !== error.id);
      box.setAttribute("aria-describedby", [...said, error.id].join(" "));
    }
  };

  const looksRight = (step) => {
    let first = null;
    for (const question of step.querySelectorAll(".question:not([hidden])")) {
      if (!question.querySelector(".field")) continue;
      const words = wrong(question);
      tell(question, words);
      if (words && !first) first = question;
    }
    first?.querySelector(".field").querySelector("input:not([type=hidden]), select, textarea")?.focus();
    return first === null;
  };

  /* ── Buttons, and the browser's own way back ─────────── */

  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "follow") return; // another case instead: nothing is looked at
    const go = event.submitter?.value || "send";
    const all = counting();
    const at = all.indexOf(current());
    const hold = () => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    if (go === "back") {
      hold();
      if (history.state?.intake > 0) history.back();
      else show(Number(all[Math.max(0, at - 1)].dataset.step));
      return;
    }
    if (current().querySelector(".question:not([hidden]) > [data-stop]")) return hold();
    if (!form.dataset.online && !looksRight(current())) return hold();
    if (at === all.length - 1) return; // the server takes it
    hold();
    show(Number(all[at + 1].dataset.step));
    history.pushState({ intake: (history.state?.intake || 0) + 1, step: number() }, "");
  });

  window.addEventListener("popstate", (event) => {
    if (steps.length > 1) show(event.state?.step ?? first);
  });
  for (const kind of ["input", "change"]) form.addEventListener(kind, weigh);
  form.addEventListener("input", (event) => { // not on change: a line that goes as a button is pressed moves the button
    const question = event.target.closest(".question");
    if (question?.querySelector(".field--error") && !wrong(question)) tell(question, "");
  });
  form.addEventListener("intake:restored", (event) => {
    weigh();
    show(event.detail.step, false);
  });
  // A browser that brings the page back brings back what was typed, and the step.
  window.addEventListener("pageshow", () => {
    weigh();
    show(number(), false);
  });
  weigh();
  const first = number();
  if (history.state?.intake) history.replaceState({ intake: 0, step: first }, "");
})();
