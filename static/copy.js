// A page is better with it: one tap copies the address. Without it, or where the browser says no, it can be marked.
"use strict";

const copying = document.getElementById("copying");
if (copying && navigator.clipboard) {
  const button = copying.querySelector("button");
  copying.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById("address").textContent.trim());
    button.textContent = button.dataset.done;
  });
}
