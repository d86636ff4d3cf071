// A record is kept while its writer types. It sends the form that "Keep it" sends; without this script that button does it all.
const form = document.querySelector("[data-keeps]");
const said = form.querySelector("[data-said]");
let timer = null;
let busy = false;
let changed = false;

async function keep() {
  timer = null;
  if (busy) return later();
  busy = true;
  changed = false;
  const body = new FormData(form);
  body.set("nonce", crypto.randomUUID());
  body.set("quietly", "yes");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(body), redirect: "manual" });
    if (answer.status !== 201) throw new Error(answer.status);
    const kept = await answer.json();
    for (const [name, version] of Object.entries(kept.versions)) form.elements[`version-${name}`].value = version;
    said.textContent = kept.said;
  } catch {
    changed = true;
    said.textContent = said.dataset.lost;
    later(10000);
  }
  busy = false;
}

function later(wait = 1500) {
  clearTimeout(timer);
  timer = setTimeout(keep, wait);
}

form.addEventListener("input", () => {
  changed = true;
  later();
});
form.addEventListener("submit", () => {
  clearTimeout(timer);
  changed = false;
});
addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});
