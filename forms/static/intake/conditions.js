/* When something counts: what forms/conditions.py and forms/steps.py say, at once. A browser test holds both together. */
(() => {
  "use strict";
  const SPACE = /[\s\x1c-\x1f\x85]+/u;
  const folded = (text) => text.toUpperCase().toLowerCase(); // so that "ß" is "ss"
  const trimmed = (text) => text.split(SPACE).filter(Boolean).join(" ");

  const plain = (text) => {
    const words = folded(trimmed(text));
    const number = /^([+-]?)0*([0-9]+)(?:[.,]([0-9]*?)0*)?$/.exec(words.replaceAll(" ", ""));
    if (!number) return words;
    const sign = number[1] === "-" ? "-" : "";
    return sign + number[2] + (number[3] ? `.${number[3]}` : "");
  };

  const OPERATORS = {
    is: (answer, value) => answer.map(plain).includes(plain(value)),
    is_not: (answer, value) => answer.length > 0 && !answer.map(plain).includes(plain(value)),
    contains: (answer, value) => answer.some((text) => folded(text).includes(folded(value.trim()))),
    answered: (answer) => answer.length > 0,
    not_answered: (answer) => answer.length === 0,
  };

  const hold = (conditions, match, answers) => {
    const found = conditions.map((one) => OPERATORS[one.operator](answers[one.question] || [], one.value || ""));
    return !found.length || (match === "any" ? found.some(Boolean) : found.every(Boolean));
  };

  window.intakeConditions = { plain, hold };
})();
