/* Whoever walks away leaves nothing on the screen. Without a script the page goes back by itself too, only later. */
"use strict";
(() => {
  const body = document.querySelector("[data-idle]"), still = document.querySelector(".kiosk-still");
  if (!body) return;
  const idle = Number(body.dataset.idle) * 1000, home = body.dataset.home, grace = 15000;
  let timer;
  const leave = () => location.replace(home);
  const wait = () => { clearTimeout(timer); timer = setTimeout(ask, idle); };
  const ask = () => { if (location.pathname === home) { leave(); return; } still.showModal(); timer = setTimeout(leave, grace); };
  const stay = () => { if (still.open) still.close(); wait(); };
  for (const event of ["pointerdown", "keydown", "scroll"]) addEventListener(event, stay, { passive: true });
  // Whoever goes home leaves no page behind that could be gone back to, and sent again with the digits typed there.
  for (const link of document.links) {
    if (link.pathname === home) link.addEventListener("click", (event) => { event.preventDefault(); leave(); });
  }
  // A page that comes back out of the browser's memory is not shown.
  addEventListener("pageshow", (event) => { if (event.persisted) leave(); });
  addEventListener("pagehide", () => { for (const form of document.forms) form.reset(); });
  if (document.querySelector("[data-ticket]")) print();
  document.querySelector(".kiosk-body input:not([type=hidden])")?.focus();
  wait();
})();
