/* Passkeys. The server's part is allauth's; webauthn-json.js turns the browser's answers into JSON. No inline script:
   what a button needs stands in the form around it. Three forms are served:
   [data-passkey-login]  fetches its options from the form's address, then signs in
   [data-passkey-use]    second factor, confirming who one is: options in data-options
   [data-passkey-add]    a new key: options in data-options */
"use strict";

document.querySelectorAll("[data-passkey-login], [data-passkey-use], [data-passkey-add]").forEach((form) => {
  if (!window.PublicKeyCredential) return; // the form stays hidden: there is a password, a code app, a recovery code
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    answer(form);
  });
});

async function answer(form) {
  try {
    const credential = await credentialFor(form);
    form.querySelector('[name="credential"]').value = JSON.stringify(credential);
    form.submit();
  } catch {
    const said = form.querySelector("[data-passkey-said]");
    said.textContent = form.dataset.passkeyFailed;
    said.hidden = false;
  }
}

async function credentialFor(form) {
  if ("passkeyLogin" in form.dataset) {
    const response = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(response.statusText);
    return window.webauthnJSON.get((await response.json()).request_options);
  }
  const options = JSON.parse(form.dataset.options);
  if ("passkeyUse" in form.dataset) return window.webauthnJSON.get(options.request_options);
  return window.webauthnJSON.create(wanted(options.creation_options, form.querySelector('[name="passwordless"]')));
}

// A passkey signs in alone, so it must ask for a finger or a PIN; a security key stands beside the password.
function wanted(options, passwordless) {
  const selection = options.publicKey.authenticatorSelection;
  const alone = Boolean(passwordless?.checked);
  selection.residentKey = alone ? "required" : "discouraged";
  selection.requireResidentKey = alone;
  if (alone) selection.userVerification = "required";
  return options;
}
