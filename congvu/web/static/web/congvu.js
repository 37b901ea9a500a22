/* Everything here only makes quicker what works without it. */
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const typing = (node) => node.matches("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

  // Single-key shortcuts can be switched off, because speech input types letters.
  const store = { get: () => { try { return localStorage.getItem("congvu-keys"); } catch { return null; } },
                  set: (value) => { try { localStorage.setItem("congvu-keys", value); } catch { /* private window */ } } };
  const keysOn = () => store.get() !== "off";

  const overlay = () => document.getElementById("keys");
  const nameOf = (node) => (node.dataset.name || node.labels?.[0]?.textContent || node.getAttribute("aria-label")
    || [...node.childNodes].filter((child) => child.nodeName !== "KBD").map((child) => child.textContent).join(" ")).trim();

  function showKeys() {
    const dialog = overlay();
    if (!dialog) return;
    const list = dialog.querySelector(".keys-list");
    const entries = all("[data-key]").map((node) => [node.dataset.key, nameOf(node)]);
    if (document.querySelector("[data-rows] a")) entries.push(["j", list.dataset.after], ["k", list.dataset.before], ["Enter", list.dataset.open]);
    list.replaceChildren(...entries.map(([key, name]) => {
      const row = document.createElement("div"), term = document.createElement("dt"), keys = document.createElement("dd");
      term.textContent = name;
      keys.append(...key.split(" ").map((each) => Object.assign(document.createElement("kbd"), { textContent: each })));
      row.append(term, keys);
      return row;
    }));
    dialog.querySelector("[data-keys-on]").checked = keysOn();
    dialog.showModal();
  }

  function moveRow(step) {
    const links = all("[data-rows] > *").map((row) => row.querySelector("a")).filter(Boolean);
    const here = links.findIndex((link) => link.closest("[data-rows] > *").contains(document.activeElement));
    links[here < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(here + step, 0), links.length - 1)]?.focus();
  }

  let begun = "", timer;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (typing(event.target)) { if (event.key === "Escape") event.target.blur(); return; }
    if (event.key === "?" && !overlay()?.open) { event.preventDefault(); showKeys(); return; }
    if (!keysOn() || document.querySelector("dialog[open]")) return;
    if (event.key === "j" || event.key === "k") { moveRow(event.key === "j" ? 1 : -1); return; }
    const typed = begun ? `${begun} ${event.key}` : event.key;
    const target = all("[data-key]").find((node) => node.dataset.key === typed);
    clearTimeout(timer);
    begun = "";
    if (target) {
      event.preventDefault();
      if (typing(target)) { target.focus(); target.select?.(); } else target.click();
    } else if (all("[data-key]").some((node) => node.dataset.key.startsWith(`${typed} `))) {
      begun = typed;
      timer = setTimeout(() => { begun = ""; }, 1200);
    }
  });

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest(selector);
    if (at("[data-keys]")) showKeys();
    if (at("[data-print]")) window.print();
    if (at("[data-back]") && history.length > 1) { event.preventDefault(); history.back(); }
    all("details.who[open]").filter((menu) => !menu.contains(event.target)).forEach((menu) => { menu.open = false; });
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-keys-on]")) store.set(event.target.checked ? "on" : "off");
  });

  // A form that changes something is sent once; its button says that it works. (The server takes it once in any case.)
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.target || form.hasAttribute("data-again")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    setTimeout(() => { // after the other listeners: one of them may have stopped it
      if (event.defaultPrevented && !form.matches("[hx-post], [data-hx-post]")) return;
      form.dataset.sent = "1";
      event.submitter?.setAttribute("aria-busy", "true");
    });
  });
  const release = () => all("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    all("[aria-busy]", form).forEach((button) => button.removeAttribute("aria-busy"));
  });
  addEventListener("pageshow", (event) => { if (event.persisted) release(); });
  document.addEventListener("htmx:afterRequest", release);

  // 27032026 and 27.3.2026 become 27/03/2026; 25000 becomes 25.000.
  document.addEventListener("focusout", ({ target }) => {
    if (target.matches?.("[data-date]")) {
      const parts = target.value.trim().match(/^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})$|^(\d\d)(\d\d)(\d{4})$/);
      if (parts) target.value = parts.slice(1).filter(Boolean).map((part) => part.padStart(2, "0")).join("/");
    }
    if (target.matches?.("[data-money]")) {
      const digits = target.value.replace(/[.\s]/g, "");
      if (/^\d+$/.test(digits)) target.value = digits.replace(/^0+(?=\d)/, "").replace(/\B(?=(\d{3})+$)/g, ".");
    }
  });

  // A question that does not arise is hidden. What was typed there stays; the server drops it.
  function ask(form) {
    all("[data-only]", form).forEach((sentence) => { sentence.hidden = true; });
    all("[data-when]", form).forEach((node) => {
      const { when, values, otherValues } = node.dataset, control = form.elements[when];
      const first = control instanceof RadioNodeList ? control[0] : control;
      const answer = control?.type === "checkbox" ? String(control.checked) : control?.value ?? "";
      const holds = values ? JSON.parse(values).includes(answer) : otherValues ? !JSON.parse(otherValues).includes(answer) : answer !== "";
      node.hidden = !holds || Boolean(first?.closest("[data-when][hidden]"));
    });
  }
  document.addEventListener("change", ({ target }) => { if (target.form) ask(target.form); });

  const grow = (area) => { area.style.height = "auto"; area.style.height = `${area.scrollHeight + 2}px`; };
  document.addEventListener("input", ({ target }) => { if (target.matches?.("[data-grow]")) grow(target); });

  function wake(root) {
    all("[data-keys][hidden], [data-print][hidden]", root).forEach((button) => { button.hidden = false; });
    all("[data-grow]", root).filter((area) => area.value).forEach(grow);
    new Set(all("[data-when]", root).map((node) => node.closest("form"))).forEach((form) => form && ask(form));
    root.querySelector("[data-focus]")?.focus();
  }
  document.addEventListener("htmx:load", ({ detail }) => { if (detail.elt !== document.body) wake(detail.elt); });
  wake(document);
})();
