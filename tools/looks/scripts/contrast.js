// WCAG 1.4.3: every text against what lies behind it. Behind a text in a drawing lies the last
// shape that was filled there before it.
const shapes = "rect, path, circle, ellipse, polygon";
const behind = ({element, boxes: [box]}) => {
  const svg = element.closest("svg");
  if (!svg) return groundOf(element);
  const centre = new DOMPoint(box.left + box.width / 2, box.top + box.height / 2);
  const covers = shape => shape.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING
    && style(shape).fill !== "none" && isShown(shape)
    && shape.isPointInFill(centre.matrixTransform(shape.getScreenCTM().inverse()));
  return [...svg.querySelectorAll(shapes)].filter(covers).reduce((ground, shape) => {
    const [red, green, blue, alpha] = readColour(style(shape).fill);
    return lay([red, green, blue, alpha * style(shape).fillOpacity * style(shape).opacity], ground);
  }, groundOf(svg.parentElement));
};
const measured = collectTexts().map(text => {
  const {color, fill, fontSize, fontWeight} = style(text.element);
  const ground = behind(text), size = parseFloat(fontSize);
  const [red, green, blue, alpha] = readColour(text.element.closest("svg") ? fill : color);
  const opacity = parents(text.element).reduce((product, one) => product * style(one).opacity, 1);
  const ink = lay([red, green, blue, alpha * opacity], ground);
  const isLarge = size >= 24 || size >= 18.66 && fontWeight >= 700;
  return {text, ink, ground, ratio: contrast(ink, ground), wanted: isLarge ? 3 : 4.5};
});
const findings = measured.filter(({ratio, wanted}) => ratio < wanted).map(one =>
  find(one.text.element, `${one.ratio.toFixed(2)} (${hex(one.ink)} on ${hex(one.ground)})`));
return {count: Math.min(...measured.map(({ratio}) => ratio)), findings};
