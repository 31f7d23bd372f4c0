// WCAG 1.4.12: with the spacing that some readers need, nothing is cut off, covered or spilt
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
  p { margin-bottom: 2em !important }`);
document.adoptedStyleSheets = [sheet];
const texts = collectTexts();
// The box of a line is as high as the font may reach; letters fill a part of it.
const trim = (box, part) => ({
  left: box.left + 1, right: box.right - 1,
  top: box.top + box.height * part, bottom: box.bottom - box.height * part,
});
const isFramed = one => readColour(style(one).backgroundColor)[3] > 0
  || ["Top", "Right", "Bottom", "Left"].every(side => parseFloat(style(one)[`border${side}Width`]) > 0);
const sticksOut = (box, frame, axes) =>
  axes.includes("x") && (box.left < frame.left - 1 || box.right > frame.right + 1)
  || axes.includes("y") && (box.top < frame.top - 1 || box.bottom > frame.bottom + 1);

const findings = [];
for (const {element, boxes} of texts) {
  const lines = boxes.map(box => trim(box, 1 / 8)), around = parents(element).filter(one => !one.closest("svg"));
  const out = (one, axes) =>
    lines.some(line => sticksOut(line, one.getBoundingClientRect(), axes));
  // what scrolls shows all that lies in it, so that nothing around it cuts that off
  const scroller = around.findIndex(one => /auto|scroll/.test(style(one).overflowX));
  const clips = around.slice(0, scroller < 0 ? around.length : scroller).some(one =>
    /hidden|clip/.test(style(one).overflowX) && out(one, "x")
    || /hidden|clip/.test(style(one).overflowY) && out(one, "y"));
  const frame = around.find(one => isFramed(one) && style(one).display !== "inline");
  if (clips) findings.push(find(element, "cut off"));
  else if (scroller < 0 && frame && out(frame, "xy"))
    findings.push(find(element, `sticks out of ${describe(frame)}`));
}
const boxes = texts.flatMap(({node, element, boxes}) =>
  boxes.map(box => ({node, element, ...trim(box, 1 / 4)}))).sort((one, two) => one.top - two.top);
boxes.forEach((one, index) => {
  for (let next = index + 1; next < boxes.length && boxes[next].top < one.bottom; next++) {
    const two = boxes[next];
    const across = Math.min(one.right, two.right) - Math.max(one.left, two.left);
    if (one.node !== two.node && across > 0 && Math.min(one.bottom, two.bottom) - two.top > 1)
      findings.push(find(one.element, `covers “${excerpt(two.element)}”`));
  }
});
document.adoptedStyleSheets = [];
return {count: texts.length, findings};
