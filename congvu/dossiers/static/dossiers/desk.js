/* The counter's and the dossier's pages. Everything here only makes quicker what works without it. */
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const counts = (tick) => all(".input--count", tick.closest("tr"));
  const expected = (tick) => [tick.dataset.original, tick.dataset.copy].map((count) => (count === "0" ? "" : count));

  all("[data-unscripted]").forEach((button) => { button.hidden = true; });

  // "Đủ" writes the expected counts; counts that are changed afterwards take the tick away.
  function fill(tick) {
    const wanted = expected(tick);
    counts(tick).forEach((input, place) => { input.value = tick.checked ? wanted[place] : ""; });
  }
  document.addEventListener("change", ({ target }) => { if (target.matches("[data-full]")) fill(target); });
  document.addEventListener("input", ({ target }) => {
    const tick = target.matches(".input--count") && target.closest("tr")?.querySelector("[data-full]");
    if (tick) tick.checked = counts(tick).every((input, place) => Number(input.value || 0) === Number(expected(tick)[place]));
  });
  all("[data-all-full]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => all("[data-full][data-required]").forEach((tick) => { tick.checked = true; fill(tick); }));
  });

  // The names of the chosen files stand below, and not shortened beside the button.
  all("[data-names]").forEach((input) => input.classList.add("scans-named"));
  document.addEventListener("change", ({ target }) => {
    if (!target.matches("[data-names]")) return;
    all(".scans-chosen", target.parentElement).forEach((name) => name.remove());
    target.after(...[...target.files].map((file) => Object.assign(document.createElement("span"), { className: "note scans-chosen", textContent: file.name })));
  });

  // The step where the dossier is now stands in the middle of its drawing.
  all(".process").forEach((frame) => {
    const now = frame.querySelector(".bpmn-task--lit, .bpmn-event--lit");
    if (!now) return;
    const middle = (node) => { const box = node.getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2]; };
    const [left, top] = middle(now), [from, above] = middle(frame);
    frame.scrollBy(left - from, top - above);
  });
})();
