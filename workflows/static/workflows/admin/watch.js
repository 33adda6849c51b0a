// A file that is being written: the part of the page marked data-watch is fetched anew until it is ready.
// Without JavaScript the link in it does the same. data-fetch-now is a file that was just made: it comes by itself.
(() => {
  const again = async () => {
    const now = document.querySelector("[data-watch]");
    if (!now) return fetchNow();
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.getElementById(now.id);
      if (answer.ok && next) now.replaceWith(document.adoptNode(next));
    } catch {
      // The net is gone for a moment: try again.
    }
    setTimeout(again, 1500);
  };
  const fetchNow = () => document.querySelector("[data-fetch-now]")?.click();
  setTimeout(again, document.querySelector("[data-watch]") ? 1500 : 0);
})();
