// Looks for what is new every minute. Where the house cannot be reached, what stands says of when it is.
"use strict";

const MINUTE = 60_000;

async function lookAgain() {
  if (document.hidden) return;
  const answer = await fetch(location.href, { credentials: "omit", cache: "no-store" });
  if (!answer.ok && answer.status !== 410) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.querySelector("main").replaceWith(page.querySelector("main"));
}

setInterval(() => lookAgain().catch(() => {}), MINUTE);
document.addEventListener("visibilitychange", () => lookAgain().catch(() => {}));
