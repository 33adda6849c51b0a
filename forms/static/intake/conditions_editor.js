/* "Shown when": the boxes of forms/widgets/conditions.py. They offer the rows of questions as they stand in the editor at
   this moment, also rows just added; what is chosen lies as JSON in the hidden box, and goes with the page. */
(() => {
  "use strict";
  const QUESTIONS = "id_questions-FORMS";
  const made = (tag, attributes = {}, ...inside) => {
    const element = document.createElement(tag);
    Object.assign(element, attributes);
    element.append(...inside);
    return element;
  };
  const chooser = (label, options, value, empty) => {
    const box = made("select");
    box.setAttribute("aria-label", label);
    if (empty !== undefined) box.append(new Option(empty, ""));
    for (const [one, words] of options) box.append(new Option(words, one));
    box.value = value;
    return box;
  };

  /** The rows of questions in their order: {names, label, kind, choices}. */
  const rows = () => [...document.querySelectorAll(`#${QUESTIONS} > [data-inline-panel-child]`)].map((row) => {
    const prefix = row.id.replace("inline_child_", "");
    const part = (name) => row.querySelector(`[name="${prefix}-${name}"]`);
    const own = row.querySelector(".s-conditions")?.dataset.own || "";
    return {
      row,
      names: [own, prefix].filter(Boolean),
      gone: Boolean(part("DELETE")?.value),
      label: part("label_sv")?.value.trim() || "–",
      kind: part("field_type")?.value,
      choices: (part("choices_sv")?.value || "").split("\n").map((line) => line.trim()).filter(Boolean),
    };
  });

  class Conditions extends window.StimulusModule.Controller {
    connect() {
      this.box = this.element.querySelector("textarea");
      this.words = JSON.parse(this.element.dataset.words);
      this.kinds = JSON.parse(this.element.dataset.kinds);
      this.shown = made("div", { className: "s-conditions__shown" });
      this.element.querySelector(".s-conditions__shown")?.remove();
      this.element.append(this.shown);
      const prefix = this.box.name.replace(/-conditions$/, "");
      this.match = document.querySelector(`select[name="${prefix}-match"]`);
      this.match?.closest(".s-conditions__match")?.classList.add("s-conditions__moved");
      this.fresh = (event) => {
        if (!this.element.contains(event.target) && /^questions-\d+-(label_sv|choices_sv|field_type|DELETE)$/.test(event.target.name || "")) this.draw();
      };
      document.addEventListener("change", this.fresh);
      this.watch = new MutationObserver(() => this.draw());
      const list = document.getElementById(QUESTIONS);
      if (list) this.watch.observe(list, { childList: true });
      this.draw();
    }

    disconnect() {
      document.removeEventListener("change", this.fresh);
      this.watch.disconnect();
    }

    get list() {
      try {
        return JSON.parse(this.box.value) || [];
      } catch {
        return [];
      }
    }

    keep(list) {
      this.box.value = JSON.stringify(list);
      this.box.dispatchEvent(new Event("change", { bubbles: true }));
      this.draw();
    }

    /** What this row may wait for: all that is asked above it; an outcome comes after all of them. */
    earlier() {
      const all = rows();
      const own = all.findIndex((one) => one.row.contains(this.element));
      return (own < 0 ? all : all.slice(0, own)).filter((one) => !one.gone && this.kinds[one.kind] !== "none");
    }

    draw() {
      const list = this.list;
      const offered = this.earlier();
      const title = made("p", { className: "s-conditions__title" }, list.length ? this.words.when : this.words.always);
      const lines = list.map((one, index) => this.line(one, index, offered));
      const add = made("button", { type: "button", className: "button button-small button-secondary" }, this.words.add);
      add.disabled = !offered.length;
      add.addEventListener("click", () => {
        this.keep([...list, { question: offered.at(-1).names[0], operator: "is", value: "" }]);
        this.shown.querySelector(".s-conditions__line:last-of-type select")?.focus();
      });
      this.shown.replaceChildren(title, ...(list.length > 1 && this.match ? [this.matching()] : []), ...lines, add);
      if (!offered.length) add.title = this.words.earlier;
      this.shown.classList.toggle("s-conditions__shown--some", list.length > 0);
    }

    matching() {
      const box = chooser(this.words.when, [...this.match.options].map((one) => [one.value, one.text]), this.match.value);
      box.className = "s-conditions__all";
      box.addEventListener("change", () => {
        this.match.value = box.value;
        this.draw();
      });
      return box;
    }

    line(one, index, offered) {
      const change = (values) => this.keep(this.list.map((each, nth) => (nth === index ? { ...each, ...values } : each)));
      const found = offered.find((each) => each.names.includes(one.question));
      const choices = offered.map((each) => [each.names.includes(one.question) ? one.question : each.names[0], each.label]);
      if (one.question && !found) choices.push([one.question, this.words.gone]);
      const question = chooser(this.words.question, choices, one.question, found ? undefined : this.words.choose);
      question.addEventListener("change", () => change({ question: question.value, value: "" }));
      const how = chooser(this.words.how, this.words.operators, one.operator);
      how.addEventListener("change", () => change({ operator: how.value, ...(this.words.without_value.includes(how.value) ? { value: "" } : {}) }));
      const parts = [question, how];
      if (!this.words.without_value.includes(one.operator)) parts.push(this.value(one, found, change));
      const remove = made("button", { type: "button", className: "s-conditions__remove", textContent: "×", title: this.words.remove });
      remove.setAttribute("aria-label", this.words.remove);
      remove.addEventListener("click", () => {
        this.keep(this.list.filter((_each, nth) => nth !== index));
        this.shown.querySelector("button:last-of-type").focus();
      });
      const joined = index ? [made("span", { className: "s-conditions__and" }, this.match?.value === "any" ? this.words.or : this.words.and)] : [];
      return made("div", { className: "s-conditions__line" }, ...joined, ...parts, remove);
    }

    value(one, found, change) {
      const kind = found ? this.kinds[found.kind] : "text";
      if (kind === "text" || one.operator === "contains") {
        const box = made("input", { type: "text", value: one.value || "" });
        box.setAttribute("aria-label", this.words.value);
        box.addEventListener("input", () => { this.box.value = JSON.stringify(this.with(one, box.value)); });
        box.addEventListener("change", () => change({ value: box.value }));
        return box;
      }
      const options = kind === "yes_no" ? this.words.yes_no : found.choices.map((each) => [each, each]);
      const known = options.some(([each]) => each === one.value);
      if (one.value && !known) options.push([one.value, `${one.value} ${this.words.gone}`]);
      const box = chooser(this.words.value, options, one.value || "", one.value ? undefined : this.words.choose_value);
      box.addEventListener("change", () => change({ value: box.value }));
      return box;
    }

    with(one, value) {
      const list = this.list;
      const index = list.findIndex((each) => JSON.stringify({ ...each, value: "" }) === JSON.stringify({ ...one, value: "" }));
      return list.map((each, nth) => (nth === index ? { ...each, value } : each));
    }
  }

  window.wagtail.app.register("s-conditions", Conditions);
})();
