// A note is kept for its author while they type, on the server and nowhere in the browser: others use this device too.
// It sends the form that "Keep for later" sends; without this script that button does it all.
const text = document.querySelector("[data-instead]");
const form = text.form;
const gentler = document.querySelector("[data-gentler]");
const instead = JSON.parse(text.dataset.instead);
const longest = Object.keys(instead).sort((one, other) => other.length - one.length);
const any = new RegExp(`(?<![\\p{L}\\p{N}_-])(${longest.join("|")})(?![\\p{L}\\p{N}_-])`, "giu");

// Gentler words for some of what is typed. They hold nobody up.
function hint() {
  const found = new Map();
  for (const [word] of text.value.replace(/\s+/g, " ").matchAll(any)) {
    if (!found.has(word.toLowerCase())) found.set(word.toLowerCase(), word);
  }
  const lines = [...found].map(([key, word]) => {
    const line = document.createElement("li");
    line.textContent = gentler.dataset.line.replace("{word}", () => word).replace("{instead}", () => instead[key]);
    return line;
  });
  gentler.querySelector("ul").replaceChildren(...lines);
  gentler.hidden = !lines.length;
}

text.addEventListener("input", hint);

if (form.dataset.draft) keepAsTheyType();

function keepAsTheyType() {
  const said = form.querySelector("[data-said]");
  let timer = null;
  let going = null;
  let changed = false;
  let isSent = false;

  async function send() {
    changed = false;
    const body = new FormData(form);
    body.set("nonce", crypto.randomUUID());
    body.set("quietly", "yes");
    try {
      const how = { method: "POST", body: new URLSearchParams(body), redirect: "manual" };
      const answer = await fetch(form.dataset.draft, how);
      if (answer.status !== 201) throw new Error(answer.status);
      said.textContent = (await answer.json()).said;
    } catch {
      changed = true;
      said.textContent = said.dataset.lost;
    }
    going = null;
    if (changed && !isSent) later(10000);
  }

  function later(wait = 1500) {
    clearTimeout(timer);
    timer = setTimeout(() => (going ? later() : (going = send())), wait);
  }

  form.addEventListener("input", () => {
    changed = true;
    later();
  });
  // What is still on its way comes first, or it would make a draft again of what has just been kept.
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    isSent = true;
    changed = false;
    if (!going) return;
    event.preventDefault();
    await going;
    form.requestSubmit(event.submitter);
  });
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}
