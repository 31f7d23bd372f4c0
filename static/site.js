/* What a browser adds to pages that are complete without it: charts answer to pointer, keyboard and
   touch, tables are open on paper, a claim that a link leads to is open,
   and whoever changes the language stays at the same heading.
   All words come from the page. Nothing is stored, nothing is sent. */
"use strict";

const NEAR = 24; // px around a mark that still mean it
const GAP = 10; // px between a mark and its tip
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

const tip = document.createElement("div");
tip.className = "tip";
tip.hidden = true;
tip.setAttribute("aria-hidden", "true"); // a mark says the same by its label
let shown = null;
let leaving = 0;

/* The tip: what a mark says, beside it and in view */

function show(mark) {
  clearTimeout(leaving);
  if (mark === shown) return;
  hide();
  shown = mark;
  mark.classList.add("shown");
  tip.textContent = mark.getAttribute("aria-label");
  tip.lang = mark.getAttribute("lang") ?? "";
  tip.hidden = false;
  place(mark);
}

function place(mark) {
  const box = mark.getBoundingClientRect();
  const stroke = parseFloat(getComputedStyle(mark).strokeWidth) / 2 || 0; // which the box leaves out
  const width = document.documentElement.clientWidth;
  const left = box.left + box.width / 2 - tip.offsetWidth / 2;
  const above = box.top - stroke - GAP - tip.offsetHeight;
  const top = above >= 0 ? above : box.bottom + stroke + GAP;
  tip.style.left = `${scrollX + Math.max(4, Math.min(left, width - tip.offsetWidth - 4))}px`;
  tip.style.top = `${scrollY + top}px`;
}

function hide() {
  clearTimeout(leaving);
  shown?.classList.remove("shown");
  shown = null;
  tip.hidden = true;
}

function hideSoon() {
  clearTimeout(leaving);
  leaving = setTimeout(hide, 200); // time for the pointer to reach the tip and read on
}

/* A drawing: one stop for the Tab key, arrow keys from mark to mark */

function animate(drawing) {
  const marks = [...drawing.querySelectorAll("title")].map(label);
  if (!marks.length) return;
  drawing.setAttribute("role", "group"); // an image would hide the marks in it
  for (const text of drawing.querySelectorAll("text")) text.setAttribute("aria-hidden", "true");
  stopAt(marks, marks[0]);
  drawing.addEventListener("focusin", (event) => {
    if (!marks.includes(event.target)) return;
    stopAt(marks, event.target);
    show(event.target);
  });
  drawing.addEventListener("focusout", hide);
  drawing.addEventListener("keydown", (event) => step(event, marks));
  drawing.addEventListener("pointermove", (event) => point(event, marks));
  drawing.addEventListener("pointerdown", (event) => point(event, marks));
  drawing.addEventListener("pointerleave", (event) => event.pointerType === "touch" || hideSoon());
}

function label(title) {
  const mark = title.parentNode;
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", title.textContent);
  if (title.hasAttribute("lang")) mark.setAttribute("lang", title.getAttribute("lang"));
  title.remove(); // or browsers would show a tip of their own
  return mark;
}

function stopAt(marks, stop) {
  for (const mark of marks) mark.setAttribute("tabindex", mark === stop ? "0" : "-1");
}

function step(event, marks) {
  const at = marks.indexOf(event.target);
  const by = STEPS[event.key];
  if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape") {
    const figure = event.target.closest("figure");
    figure.tabIndex = -1;
    figure.focus({ preventScroll: true });
  } else if (by) {
    event.preventDefault();
    marks[Math.max(0, Math.min(at + by, marks.length - 1))].focus();
  }
}

function point(event, marks) {
  let nearest = null;
  let least = NEAR;
  for (const mark of marks) {
    const box = mark.getBoundingClientRect();
    const beside = Math.max(box.left - event.clientX, 0, event.clientX - box.right);
    const beyond = Math.max(box.top - event.clientY, 0, event.clientY - box.bottom);
    const distance = Math.hypot(beside, beyond);
    if (distance < least) [nearest, least] = [mark, distance];
  }
  if (nearest) show(nearest);
  else hideSoon();
}

/* The page */

function openForPrint() {
  for (const box of document.querySelectorAll("details:not([open])")) {
    box.open = true;
    box.dataset.closed = "";
  }
}

function closeAfterPrint() {
  for (const box of document.querySelectorAll("details[data-closed]")) {
    box.open = false;
    delete box.dataset.closed;
  }
}

function keepAnchor() {
  for (const link of document.querySelectorAll("header a[hreflang]")) link.hash = location.hash;
}

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const box = target?.querySelector(":scope > details");
  if (box) box.open = true; // whoever follows a link to a claim reads what was found
}

function moveOn() {
  const moved = document.querySelector("a.moved");
  if (!moved) return;
  if (location.hash) moved.hash = location.hash;
  location.replace(moved.href);
}

document.body.append(tip);
tip.addEventListener("pointerenter", () => clearTimeout(leaving));
tip.addEventListener("pointerleave", hideSoon);
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
document.addEventListener("pointerdown", (event) => {
  if (!event.target.closest(".drawing, .tip")) hide();
});
document.querySelectorAll(".chart .drawing").forEach(animate);
addEventListener("beforeprint", openForPrint);
addEventListener("afterprint", closeAfterPrint);
addEventListener("hashchange", keepAnchor);
addEventListener("hashchange", openTarget);
addEventListener("resize", () => shown && place(shown));
keepAnchor();
openTarget();
moveOn();
