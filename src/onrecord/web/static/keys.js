// Keyboard shortcuts; every page works without them. They are listed in the dialog that "?" opens.
"use strict";
(() => {
  const places = { a: "/ask", f: "/film", p: "/people", c: "/check", s: "/sources", r: "/review" };
  let going = false;

  const isTyping = (target) =>
    target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));

  // Whatever can be walked through on this page, in order: entries, lit statements, verdicts.
  const stops = () =>
    [...document.querySelectorAll("article.entry, .tree .telling, a.number, article.card")].filter(
      (each) => each.getClientRects().length > 0,
    );

  const walk = (step) => {
    const all = stops();
    if (all.length === 0) return;
    const at = all.findIndex((each) => each.classList.contains("at"));
    const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step))];
    all.forEach((each) => each.classList.remove("at"));
    next.classList.add("at");
    if (!next.hasAttribute("href")) next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  };

  const open = () => {
    const at = document.querySelector(".at");
    const link = at && (at.matches("a") ? at : at.querySelector('a[href^="/statement/"]') || at.querySelector("a[href]"));
    if (link) link.click();
  };

  // In a review: the statement that is walked to, else the first.
  const reviewed = () => document.querySelector("article.review.at") || document.querySelector("article.review");

  const press = (within, selector) => {
    const button = within && within.querySelector(selector);
    if (button) button.click();
    return Boolean(button);
  };

  const edit = () => {
    const details = reviewed() && reviewed().querySelector("details.correct");
    if (!details) return false;
    details.open = true;
    details.querySelector("input[name=speaker]").focus();
    return true;
  };

  const reviews = {
    a: () => press(reviewed(), "button[value=accept]"),
    r: () => press(reviewed(), "button[value=reject]"),
    u: () => press(document.querySelector("form.undo"), "button"),
    e: edit,
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (going) {
      going = false;
      if (places[event.key]) location.assign(places[event.key]);
      return;
    }
    const field = document.querySelector("main input[type=search], main textarea");
    const help = document.getElementById("keys");
    if (event.key === "g") going = true;
    else if (reviews[event.key] && reviews[event.key]()) event.preventDefault();
    else if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
    else if (event.key === "o") open();
    else if (event.key === "/" && field) { event.preventDefault(); field.focus(); }
    else if (event.key === "?" && help) help.open ? help.close() : help.showModal();
  });
})();
