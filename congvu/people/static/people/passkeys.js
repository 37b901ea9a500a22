/* Passkeys: asks the browser, and puts its answer into the form. Without this file the page offers the other ways. */
"use strict";
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  function question(form) {
    const asked = JSON.parse(form.dataset.options);
    asked.challenge = bytes(asked.challenge);
    if (asked.user) asked.user.id = bytes(asked.user.id);
    if (asked.excludeCredentials) asked.excludeCredentials = named(asked.excludeCredentials);
    if (asked.allowCredentials) asked.allowCredentials = named(asked.allowCredentials);
    return { publicKey: asked };
  }

  function written({ id, rawId, type, response }) {
    const said = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (response[part]) said[part] = text(response[part]);
    }
    return JSON.stringify({ id, rawId: text(rawId), type, response: said, clientExtensionResults: {} });
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) continue;
    form.querySelectorAll("[data-passkey-able]").forEach((node) => { node.hidden = false; });
    form.querySelectorAll("[data-passkey-unable]").forEach((node) => { node.hidden = true; });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const failed = form.querySelector("[data-passkey-failed]");
      failed.hidden = true;
      try {
        const made = form.dataset.passkey === "create";
        const key = await navigator.credentials[made ? "create" : "get"](question(form));
        form.elements.answer.value = written(key);
        HTMLFormElement.prototype.submit.call(form);
      } catch {
        failed.hidden = false; // dismissed, timed out, or no key of this place
      }
    });
  }
})();
