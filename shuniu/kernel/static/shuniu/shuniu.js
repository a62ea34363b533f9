/* Small conveniences. Every page works without them: links are links, forms are forms. */
"use strict";

document.documentElement.classList.add("js");

document.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest?.(selector);
  const by = at("[data-stepper] [data-by]");
  if (by) return step(by);
  const menu = at("[data-menu]");
  if (menu) return toggleMenu(menu);
  const copy = at("[data-copy]");
  if (copy) return copyText(copy);
  if (at("[data-print]")) return window.print();
  if (at('[aria-disabled="true"]')) event.preventDefault();
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-select-all], [data-select]")) selectRows(event.target);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.confirm && !form.dataset.confirmed) ask(event, form);
  else if (form.method === "post") onlyOnce(event, form);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details.menu[open]").forEach((open) => {
    open.open = false;
    open.querySelector("summary").focus();
  });
  const menu = document.querySelector('[data-menu][aria-expanded="true"]');
  if (menu) { toggleMenu(menu); menu.focus(); }
});

// An address with only what was asked: ?kind=sports, not ?q=&kind=sports&from=&to=
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb !== "get") return;
  for (const [name, value] of Object.entries(detail.parameters)) if (value === "") delete detail.parameters[name];
});

document.addEventListener("DOMContentLoaded", () => {
  document.querySelector("[data-focus]")?.focus();
  showWhereOneIs(document.querySelector(".rail nav"));
  if (matchMedia("(max-width: 47.99rem)").matches) document.querySelectorAll("[data-fold]").forEach((fold) => { fold.open = false; });
});

// A page taken from the browser's cache on "back" must accept its form again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

function showWhereOneIs(menu) {
  const here = menu?.querySelector("[aria-current]");
  if (!here) return;
  const top = here.offsetTop - menu.offsetTop;
  if (top + here.offsetHeight > menu.clientHeight) menu.scrollTop = top - menu.clientHeight / 2; // what is seen anyway stays
}

function step(button) {
  const input = button.closest("[data-stepper]").querySelector("input");
  if (input.type !== "number") input.value = Number(input.value) + Number(button.dataset.by);
  else if (Number(button.dataset.by) > 0) input.stepUp();
  else input.stepDown();
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
  say(`${input.value}`);
}

function toggleMenu(button) {
  const open = button.parentElement.classList.toggle("open");
  button.setAttribute("aria-expanded", String(open));
}

async function copyText(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  say(document.getElementById("said").dataset.copied);
  button.classList.add("copied");
}

function selectRows(box) {
  const form = box.closest("form, [data-selection]");
  const rows = [...form.querySelectorAll("[data-select]")];
  if (box.matches("[data-select-all]")) rows.forEach((row) => { row.checked = box.checked; });
  const chosen = rows.filter((row) => row.checked).length;
  const all = form.querySelector("[data-select-all]");
  if (all) { all.checked = chosen === rows.length; all.indeterminate = chosen > 0 && chosen < rows.length; }
  form.querySelectorAll("[data-chosen]").forEach((count) => { count.textContent = chosen; });
  form.querySelectorAll("[data-needs-chosen]").forEach((button) => { button.disabled = chosen === 0; });
}

function ask(event, form) {
  const dialog = document.getElementById("confirm");
  if (!dialog?.showModal) return;
  event.preventDefault();
  const submitter = event.submitter;
  dialog.querySelector("#confirm-consequence").textContent = form.dataset.confirm;
  dialog.querySelector("#confirm-yes").textContent = form.dataset.confirmLabel || dialog.querySelector("#confirm-yes").textContent;
  dialog.returnValue = "";
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "yes") return submitter?.focus();
    form.dataset.confirmed = "yes";
    form.requestSubmit(submitter);
    delete form.dataset.confirmed;
  }, { once: true });
  dialog.showModal();
}

// A slow line tempts to press twice; the second press is dropped.
function onlyOnce(event, form) {
  if (form.dataset.sent) event.preventDefault();
  else if (!form.hasAttribute("hx-post")) form.dataset.sent = "yes";
}

function say(text) {
  document.getElementById("said").textContent = text;
}
