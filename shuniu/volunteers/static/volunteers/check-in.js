// Keeps a code with the time at which it was read while there is no network, and delivers it when there is one.
(() => {
  "use strict";
  const here = document.querySelector("[data-check-ins]");
  if (!here) return;
  const SHELF = "shuniu.check-ins";
  const TOLD = "shuniu.check-ins.told";
  const kept = () => JSON.parse(localStorage.getItem(SHELF) || "[]");
  const keep = (list) => localStorage.setItem(SHELF, JSON.stringify(list));
  const mark = () => (crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random()}`);

  function say(text, kind) {
    const line = document.createElement("p");
    line.className = `notice ${kind}`;
    line.setAttribute("role", "status");
    line.textContent = text;
    here.append(line);
  }

  function keepThisCode() {
    const found = /\/(?:S|volunteers\/check-in)\/([A-Z2-7]+)\/?$/i.exec(location.pathname);
    if (!found) return;
    const token = found[1].toUpperCase();
    if (!kept().some((each) => each.token === token)) {
      keep([...kept(), { token, said_at: new Date().toISOString(), mark: mark() }]);
    }
  }

  // A delivery may end while she is already leaving the page: the next one says it once more.
  function tell(answers) {
    for (const each of answers) say(`${here.dataset.delivered} ${each.said}`, each.counted ? "ok" : "late");
  }

  function tellWhatIsKept() {
    tell(JSON.parse(sessionStorage.getItem(TOLD) || "[]"));
    sessionStorage.removeItem(TOLD);
    for (const each of kept()) say(`${here.dataset.kept} ${new Date(each.said_at).toLocaleTimeString()}`, "due");
  }

  async function permit() {
    const own = here.querySelector("[name=csrfmiddlewaretoken]");
    if (own) return own.value;
    const page = await fetch(here.dataset.page, { credentials: "same-origin" });
    if (page.redirected) throw new Error("signed out");
    const read = new DOMParser().parseFromString(await page.text(), "text/html");
    return read.querySelector("[data-check-ins] [name=csrfmiddlewaretoken]").value;
  }

  async function deliver() {
    const waiting = kept();
    if (!waiting.length || !navigator.onLine) return;
    const answer = await fetch(here.dataset.deliver, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": await permit() },
      body: JSON.stringify({ now: new Date().toISOString(), check_ins: waiting.slice(0, 50) }),
    });
    if (answer.redirected || !answer.ok) throw new Error("not taken");
    const { answers } = await answer.json();
    const done = new Set(answers.map((each) => each.mark));
    keep(kept().filter((each) => !done.has(each.mark)));
    sessionStorage.setItem(TOLD, JSON.stringify(answers));
    here.querySelectorAll("p.notice").forEach((line) => line.remove());
    tell(answers);
  }

  // One page at a time: two that come online together would deliver the same twice.
  const inTurn = (work) => (navigator.locks ? navigator.locks.request(SHELF, work) : work());
  const tryToDeliver = () =>
    inTurn(deliver).catch((failure) => {
      if (failure.message === "signed out") say(here.dataset.signedOut, "late");
    });

  if ("offline" in here.dataset) keepThisCode();
  tellWhatIsKept();
  tryToDeliver();
  addEventListener("online", tryToDeliver);
  if (here.dataset.worker && "serviceWorker" in navigator) {
    navigator.serviceWorker.register(here.dataset.worker, { scope: "/" }).catch(() => {});
  }
})();
