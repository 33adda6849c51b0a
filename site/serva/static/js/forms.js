/* What forms do better with JavaScript: photos are made smaller before they travel, a second tap sends nothing twice,
   and a print button appears. Everything works without. */
(() => {
  "use strict";
  const SIDE = 2048;
  const QUALITY = 0.8;
  const pending = new WeakMap();

  const smaller = async (file) => {
    if (!file.type.startsWith("image/") || file.type === "image/gif") return file;
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.[^.]*$/, "") + ".jpg", { type: "image/jpeg" });
  };

  const shrink = async (input) => {
    const chosen = [...input.files];
    const box = new DataTransfer();
    for (const file of chosen) {
      box.items.add(await smaller(file).catch(() => file)); // what the browser cannot open goes as it is
    }
    const unchanged = input.files.length === chosen.length && chosen.every((file, i) => file === input.files[i]);
    if (unchanged) input.files = box.files;
  };

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!input.matches || !input.matches("input[type=file][data-photos]")) return;
    pending.set(input.form, Promise.resolve(pending.get(input.form)).then(() => shrink(input)).catch(() => {}));
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const waiting = pending.get(form);
    if (waiting) {
      event.preventDefault();
      const button = event.submitter;
      pending.delete(form);
      // In a task of its own: a form cannot be sent again from inside its own submit event.
      waiting.then(() => setTimeout(() => {
        delete form.dataset.sent;
        form.requestSubmit(button);
      }));
      return;
    }
    setTimeout(() => {
      for (const button of form.querySelectorAll("button")) button.disabled = true;
    });
  });

  // Back from the next page: the form can be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("button")) button.disabled = false;
    }
  });

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
