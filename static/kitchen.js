// Looks for what is new every minute. Where the house cannot be reached, what stands says of when it is.
"use strict";

const MINUTE = 60_000;
const PARTS = ["title", "main", "footer"];
const ENDED = [404, 410]; // what stood must not stay

async function lookAgain() {
  if (document.hidden) return;
  const answer = await fetch(location.href, { credentials: "omit", cache: "no-store" });
  if (!answer.ok && !ENDED.includes(answer.status)) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of PARTS) {
    const [old, fresh] = [document, page].map((each) => each.querySelector(part));
    if (old && fresh) old.replaceWith(fresh);
  }
}

const quietly = () => lookAgain().catch(() => {});
setInterval(quietly, MINUTE);
document.addEventListener("visibilitychange", quietly);
