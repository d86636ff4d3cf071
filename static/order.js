// The order of an agenda, drawn by its grip. It sends the form that the buttons send; without this script they do it all.
let drawn = null;

function under(y) {
  const rows = [...drawn.list.children].filter((row) => row !== drawn.row);
  return rows.find((row) => y < row.getBoundingClientRect().top + row.offsetHeight / 2) ?? null;
}

function send(row) {
  const form = row.querySelector("form");
  form.elements.before.value = row.nextElementSibling ? row.nextElementSibling.dataset.item : 0;
  form.requestSubmit();
}

function letGo(isKept) {
  if (!drawn) return;
  const { row, list, before } = drawn;
  drawn = null;
  row.classList.remove("drawn");
  if (!isKept) list.insertBefore(row, before);
  else if (row.nextElementSibling !== before) send(row);
}

for (const grip of document.querySelectorAll("[data-order] [data-grip]")) {
  const row = grip.closest("li");
  grip.hidden = false;
  grip.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    drawn = { row, list: row.parentElement, before: row.nextElementSibling };
    row.classList.add("drawn");
  });
}

// A row that moves loses the pointer, so the whole window follows it.
addEventListener("pointermove", (event) => {
  if (drawn) drawn.list.insertBefore(drawn.row, under(event.clientY));
});
addEventListener("pointerup", () => letGo(true));
addEventListener("pointercancel", () => letGo(false));
