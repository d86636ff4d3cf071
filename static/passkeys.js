// Passkeys: the button asks the device, puts what it signed into the form's hidden field, and sends the form as usual.
const toBytes = (words) => Uint8Array.from(atob(words.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const toWords = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const toKnown = (list) => list.map((each) => ({ ...each, id: toBytes(each.id) }));

async function ask(asked) {
  const publicKey = { ...asked, challenge: toBytes(asked.challenge) };
  if (!asked.user) {
    publicKey.allowCredentials = toKnown(asked.allowCredentials);
    return navigator.credentials.get({ publicKey });
  }
  publicKey.user = { ...asked.user, id: toBytes(asked.user.id) };
  publicKey.excludeCredentials = toKnown(asked.excludeCredentials);
  return navigator.credentials.create({ publicKey });
}

function asJson(made) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (made.response[name]) response[name] = toWords(made.response[name]);
  }
  return JSON.stringify({ id: made.id, rawId: toWords(made.rawId), type: made.type, response });
}

for (const button of document.querySelectorAll("button[data-passkey]")) {
  const form = button.form;
  if (!window.PublicKeyCredential && window.isSecureContext) continue;
  if (location.origin !== button.dataset.origin) {
    form.querySelector("[data-passkey-elsewhere]").hidden = false;
    continue;
  }
  button.hidden = false;
  button.addEventListener("click", async (event) => {
    if (form.elements.signed.value) return;
    event.preventDefault();
    try {
      form.elements.signed.value = asJson(await ask(JSON.parse(button.dataset.passkey)));
      form.requestSubmit(button);
    } catch {
      form.querySelector("[data-passkey-no]").hidden = false;
    }
  });
}
