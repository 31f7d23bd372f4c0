/* What a browser adds to pages that are complete without it: charts answer to pointer, keyboard and
   touch, visitors guess before they see and try a meter, tables are open on paper, a claim that a link leads to is
   open, and whoever changes the language stays at the same heading.
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

/* Numbers as people write them: typed fields, because a browser's own number field takes the comma
   of its language and not of the page's */

function write(number, digits = 3) {
  return number.toLocaleString(document.documentElement.lang, { maximumFractionDigits: digits });
}

function read(text) {
  const group = write(12345).replace(/\d/g, "");
  const bare = text.replace(/\s/g, "").replace(/[a-z%]+$/i, ""); // 20 kWh is 20
  const [first, ...rest] = bare.split(group);
  const isGrouped = /^[1-9]\d{0,2}$/.test(first) && rest.every((part) => /^\d{3}(\D|$)/.test(part));
  const plain = (isGrouped ? first + rest.join("") : bare).replace(",", ".");
  return /^[+-]?\d*\.?\d+$/.test(plain) ? Number(plain) : NaN;
}

function fill(sentence, ...words) {
  return words.reduce((said, word) => said.replace("{}", () => word), sentence);
}

/* A field and its slider move together */
function couple(field, slider) {
  field.addEventListener("input", () => {
    const number = read(field.value);
    if (number === number) slider.value = number;
  });
  slider.addEventListener("input", () => {
    field.value = write(slider.valueAsNumber);
    slider.setAttribute("aria-valuetext", field.value);
  });
}

/* Whether the field holds a number within its limits, or may be left aside */
function check(field, { min, max }, isAside = false) {
  const number = read(field.value);
  const isGood = isAside || (number >= min && number <= max);
  field.setAttribute("aria-invalid", !isGood);
  return isGood;
}

/* A guess: compared with the answer, and marked in the drawings of its chart */

function ask(form) {
  const { dataset } = form;
  const [field, slider] = form.querySelectorAll("input");
  const status = form.querySelector("[role=status]");
  form.hidden = false;
  couple(field, slider);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!check(field, slider)) {
      status.textContent = dataset.invalid;
      field.focus();
      return;
    }
    const guess = read(field.value);
    const yours = fill(dataset.yours, `${write(guess)}\u00a0${dataset.unit}`);
    form.nextElementSibling.open = true;
    status.textContent = `${yours}. ${dataset.found} ${compare(guess, dataset, slider.step)}`;
    for (const svg of document.getElementById(dataset.chart).querySelectorAll(".drawing svg")) {
      markGuess(svg, guess, yours);
    }
    status.focus();
  });
}

function compare(guess, { answer, decimals, exact, near, more, less, nothing }, step) {
  const off = Math.abs(guess - answer);
  if (off <= 0.5 / 10 ** decimals) return exact;
  if (off <= Math.max(step, answer / 20)) return near;
  if (!guess) return nothing;
  const times = Math.max(guess / answer, answer / guess);
  return fill(guess > answer ? more : less, write(times, times < 10 ? 1 : 0));
}

function markGuess(svg, guess, words) {
  svg.querySelector(".guessed")?.remove();
  const group = add("g", { class: "guessed", "aria-hidden": "true" });
  const { width } = svg.viewBox.baseVal;
  const text = svg.querySelector("text");
  const [d, at] = svg.dataset.squares ? around(svg.dataset, guess) : across(svg.dataset, guess);
  const x = Math.min(at, width - 2); // what is larger than the drawing stands at its edge
  const anchor = x < width / 3 ? "start" : x > (width * 2) / 3 ? "end" : "middle";
  const path = { d, transform: `translate(${x})` };
  group.append(add("path", path), add("path", path), add("text", { x, y: -6, "text-anchor": anchor }));
  group.lastChild.textContent = x < at ? `${words} →` : words;
  (text.closest("g[font-size]") ?? text).before(group); // below the words of the drawing
}

/* Across the bars, at the place of the value */
function across({ zero, end, most, tracks }, guess) {
  return [tracks.replace(/(\S+) (\S+)/g, "M0 $1V$2"), +zero + (guess / most) * (end - zero)];
}

/* Around as many squares as were guessed, the last of them perhaps only in part */
function around(dataset, guess) {
  const [left, top, step, squares] = ["left", "top", "step", "squares"].map((name) => +dataset[name]);
  const line = Math.floor(guess / squares);
  const [edge, upper] = [left - 2.5, top - 2.5]; // in the middle between two squares
  const [end, x, y] = [edge + squares * step, edge + (guess % squares) * step, upper + line * step];
  return [`M${edge} ${upper}H${line ? end : x}V${y}H${x}V${x > edge ? y + step : y}H${edge}Z`, 0];
}

function add(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  return element;
}

/* A bench: power and hours become seconds for a turn and figures on the counter */

function measure(form) {
  const { dataset } = form;
  const find = (selector) => form.querySelector(selector);
  const [watt, hours] = form.querySelectorAll("[inputmode]");
  const [slider, disc, button] = [find("[type=range]"), find(".disc"), find("button")];
  const [time, energy] = form.querySelectorAll("output");
  const own = find("[type=radio][value='']");
  const update = () => {
    const isWattGood = check(watt, watt.dataset, !own.checked);
    const isTimeGood = check(hours, slider);
    const kilowatt = (own.checked ? read(watt.value) : find(":checked").value) / 1000;
    const seconds = 3600 / (dataset.turns * kilowatt);
    const power = write(kilowatt, 6);
    time.textContent = isWattGood
      ? fill(dataset.time, power, write(seconds, seconds < 10 ? 1 : 0))
      : dataset.invalidWatt;
    const used = [power, write(read(hours.value)), write(kilowatt * read(hours.value), 6)];
    const counted = isWattGood ? fill(dataset.energy, ...used) : "";
    energy.textContent = isTimeGood ? counted : dataset.invalidHours;
    disc.style.animationDuration = `${seconds}s`;
  };
  form.hidden = false;
  couple(hours, slider);
  watt.addEventListener("input", () => (own.checked = true));
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    button.textContent = disc.classList.toggle("turning") ? dataset.stop : dataset.start;
  });
  update();
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
document.querySelectorAll(".guess form").forEach(ask);
document.querySelectorAll(".bench form").forEach(measure);
addEventListener("beforeprint", openForPrint);
addEventListener("afterprint", closeAfterPrint);
addEventListener("hashchange", keepAnchor);
addEventListener("hashchange", openTarget);
addEventListener("resize", () => shown && place(shown));
keepAnchor();
openTarget();
moveOn();
