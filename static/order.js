// The order of an agenda, drawn by its grip. It sends the form that the buttons send; without this script they do it all.
let drawn = null;

function over(list, y) {
  return [...list.children].find((row) => row !== drawn && y < row.getBoundingClientRect().top + row.offsetHeight / 2) ?? null;
}

function send(row) {
  const form = row.querySelector("form");
  form.elements.before.value = row.nextElementSibling ? row.nextElementSibling.dataset.item : 0;
  form.requestSubmit();
}

for (const list of document.querySelectorAll("[data-order]")) {
  for (const grip of list.querySelectorAll("[data-grip]")) {
    const row = grip.closest("li");
    let stood = null;
    grip.hidden = false;
    grip.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      drawn = row;
      stood = row.nextElementSibling;
      row.classList.add("drawn");
      grip.setPointerCapture(event.pointerId);
    });
    grip.addEventListener("pointermove", (event) => {
      if (drawn === row) list.insertBefore(row, over(list, event.clientY));
    });
    grip.addEventListener("pointerup", () => {
      if (drawn === row && row.nextElementSibling !== stood) send(row);
      drawn = null;
      row.classList.remove("drawn");
    });
    grip.addEventListener("pointercancel", () => {
      list.insertBefore(row, stood);
      drawn = null;
      row.classList.remove("drawn");
    });
  }
}
