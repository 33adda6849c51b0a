/* Photos on their way: what a camera gives one at a time adds up, each is shown and can be taken away again, and all are
   made smaller before they travel. The form's `photosReady` tells forms.js when. Without JavaScript: a plain file box. */
(() => {
  "use strict";
  const SIDE = 2048;
  const QUALITY = 0.8;
  const BOXES = "input[type=file][data-photos]";
  const taken = new WeakMap(); // box → [{original, file, tried}]

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

  const same = (a, b) => a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;

  const fill = (box) => {
    const files = new DataTransfer();
    for (const one of taken.get(box)) files.items.add(one.file);
    box.files = files.files;
  };

  const shrink = async (box) => {
    for (const one of taken.get(box).filter((each) => !each.tried)) {
      one.tried = true;
      one.file = await smaller(one.original).catch(() => one.original); // what the browser cannot open goes as it is
    }
    fill(box);
  };

  const drawn = (box, one) => {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = one.original.name;
    item.append(name);
    if (one.original.type.startsWith("image/")) {
      const picture = document.createElement("img");
      picture.alt = one.original.name;
      picture.src = URL.createObjectURL(one.original);
      picture.onload = () => {
        URL.revokeObjectURL(picture.src);
        name.replaceWith(picture);
      };
      picture.onerror = () => URL.revokeObjectURL(picture.src);
    }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chosen__remove";
    button.textContent = box.dataset.remove;
    button.setAttribute("aria-label", `${box.dataset.remove} ${one.original.name}`);
    button.addEventListener("click", () => {
      taken.set(box, taken.get(box).filter((each) => each !== one));
      fill(box);
      show(box);
      box.focus();
    });
    item.append(button);
    return item;
  };

  const show = (box) => {
    let list = box.nextElementSibling;
    if (!list || !list.matches(".chosen")) {
      list = document.createElement("ul");
      list.className = "chosen";
      box.after(list);
    }
    const chosen = taken.get(box);
    list.replaceChildren(...chosen.map((one) => drawn(box, one)));
    list.hidden = !chosen.length;
  };

  const take = (box) => {
    const before = box.multiple ? taken.get(box) || [] : [];
    const fresh = [...box.files].filter((file) => !before.some((one) => file === one.file || same(file, one.original)));
    taken.set(box, [...before, ...fresh.map((file) => ({ original: file, file }))]);
    fill(box);
    show(box);
    box.form.photosReady = Promise.resolve(box.form.photosReady).then(() => shrink(box)).catch(() => {});
  };

  document.addEventListener("change", (event) => {
    if (event.target.matches?.(BOXES)) take(event.target);
  });
  // Back from the next page the browser may have kept what was chosen.
  window.addEventListener("pageshow", () => {
    for (const box of document.querySelectorAll(BOXES)) if (box.files.length && !taken.has(box)) take(box);
  });
})();
