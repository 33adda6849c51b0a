// Turns notices on and off in this browser.
(() => {
  const part = document.querySelector("[data-push]");
  if (!part) return;
  const form = part.querySelector("form");

  const show = (state) => {
    part.querySelectorAll("[data-push-when]").forEach((one) => {
      one.hidden = !one.dataset.pushWhen.split(" ").includes(state);
    });
  };

  const key = () => {
    const text = part.dataset.push.replace(/-/g, "+").replace(/_/g, "/");
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  };

  const post = (url, fields) => {
    const data = new FormData(form);
    Object.entries(fields).forEach(([name, value]) => data.set(name, value));
    return fetch(url, { method: "POST", body: data, credentials: "same-origin", redirect: "error" }).then((answer) => {
      if (!answer.ok) throw new Error(answer.status);
    });
  };

  const device = () => {
    const agent = navigator.userAgent;
    const browser = ["Firefox", "Edg", "OPR", "Chrome", "Safari"].find((name) => agent.includes(name)) || "";
    const system = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"].find((name) => agent.includes(name)) || "";
    return [{ Edg: "Edge", OPR: "Opera" }[browser] || browser, system].filter(Boolean).join(", ");
  };

  const registered = () => navigator.serviceWorker.register(part.dataset.worker);

  const current = () =>
    navigator.serviceWorker
      .getRegistration(part.dataset.worker)
      .then((registration) => (registration ? registration.pushManager.getSubscription() : null));

  // A subscription that the server does not know as hers is none: another person's, or one that it has forgotten.
  const isMine = (subscription) => {
    const mine = [...part.querySelectorAll("[data-endpoint]")].map((one) => one.dataset.endpoint);
    return Boolean(subscription) && (mine.includes(subscription.endpoint) || justTaken === subscription.endpoint);
  };
  let justTaken = "";

  const turnOn = async () => {
    if ((await Notification.requestPermission()) !== "granted") return look();
    const registration = await registered();
    const ready = registration.active ? registration : await active(registration);
    const subscription = await ready.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key() });
    const { endpoint, keys } = subscription.toJSON();
    await post(part.dataset.subscribe, { endpoint, p256dh: keys.p256dh, auth: keys.auth, device: device() });
    justTaken = endpoint;
    return look();
  };

  const active = (registration) =>
    new Promise((done) => {
      const worker = registration.installing || registration.waiting;
      worker.addEventListener("statechange", () => worker.state === "activated" && done(registration));
    });

  const turnOff = async () => {
    const subscription = await current();
    if (subscription) {
      await post(part.dataset.unsubscribe, { endpoint: subscription.endpoint });
      await subscription.unsubscribe();
    }
    justTaken = "";
    return look();
  };

  const look = async () => {
    if (Notification.permission === "denied") return show("denied");
    return show(isMine(await current()) ? "on" : "off");
  };

  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return;
  const failed = () => show("failed");
  part.addEventListener("click", (event) => {
    const button = event.target.closest("[data-push-do]");
    if (button) (button.dataset.pushDo === "on" ? turnOn() : turnOff()).catch(failed);
  });
  look().catch(failed);
})();
