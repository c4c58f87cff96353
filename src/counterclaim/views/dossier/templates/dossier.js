"use strict";
// Conveniences only; the page is complete without them.
(() => {
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

  // A link into a folded part opens it, and every piece of a statement lights up, not only the first.
  const arrive = () => {
    $$(".lit").forEach((piece) => piece.classList.remove("lit"));
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    let opened = false;
    for (let up = target; up; up = up.parentElement) {
      if (up.tagName === "DETAILS" && !up.open) { up.open = true; opened = true; }
    }
    if (target.dataset.a) {
      $$(".q").filter((piece) => piece.dataset.a === target.dataset.a).forEach((piece) => piece.classList.add("lit"));
    }
    if (opened) target.scrollIntoView();
  };
  addEventListener("hashchange", arrive);
  arrive();

  // Paper has no folds.
  addEventListener("beforeprint", () => $$("details").forEach((fold) => { fold.open = true; }));

  // Filter of the claims by any words in them.
  const filter = document.getElementById("filter");
  const box = document.getElementById("find");
  const found = document.getElementById("found");
  if (!filter || !box || !found) return;
  filter.hidden = false;
  const claims = $$("#claims .claim");
  const texts = claims.map((claim) => claim.textContent.toLocaleLowerCase());
  box.addEventListener("input", () => {
    const wanted = box.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    claims.forEach((claim, at) => {
      const fits = wanted.every((word) => texts[at].includes(word));
      const fold = claim.closest(".fold") || claim;
      fold.hidden = !fits;
      if (fits) shown += 1;
    });
    found.textContent = wanted.length ? `${shown} of ${claims.length} claims` : "";
    const singles = document.querySelector(".singles");
    if (singles && wanted.length) singles.open = true;
  });
})();
