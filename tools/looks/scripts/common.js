// What every probe needs. Each probe is the body of a function that begins with this.
const all = selector => [...document.querySelectorAll(selector)];
const isShown = element => element.checkVisibility({checkOpacity: true, checkVisibilityCSS: true});
const style = element => getComputedStyle(element);
const parents = element => element ? [element, ...parents(element.parentElement)] : [];

// Where an element stands, in words that are the same on every page that has it
const describe = element => {
  const name = one => one.localName + (one.classList.length ? "." + one.classList[0] : "");
  const within = parents(element.parentElement).filter(one => one.classList.length);
  return [...within.slice(0, 2).reverse(), element].map(name).join(" ");
};
const excerpt = element => (element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40);
const find = (element, detail) => ({element: describe(element), text: excerpt(element), detail});

// Text as it is seen: its node, the element around it, and the boxes of its lines
const collectTexts = () => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement;
    if (!node.data.trim() || element.closest("title, desc, style, script") || !isShown(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter(box => box.width > 0 && box.right > 0);
    if (boxes.length) texts.push({node, element, boxes});
  }
  return texts;
};

// Colours: painted and read back, so that every notation is understood
const brush = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
const known = new Map();
const readColour = colour => {
  if (!known.has(colour)) {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = "#0000";
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
    known.set(colour, [red, green, blue, alpha / 255]);
  }
  return known.get(colour);
};
const lay = (over, under) =>
  [0, 1, 2].map(part => over[part] * over[3] + under[part] * (1 - over[3])).concat(1);
const groundOf = element => {
  const layers = parents(element).map(one => readColour(style(one).backgroundColor));
  return layers.reverse().reduce((ground, layer) => lay(layer, ground), readColour("Canvas"));
};
const luminance = colour => {
  const [red, green, blue] = colour.map(part => part / 255)
    .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
  return .2126 * red + .7152 * green + .0722 * blue;
};
const contrast = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + .05) / (dark + .05);
};
const hex = colour =>
  "#" + colour.slice(0, 3).map(part => Math.round(part).toString(16).padStart(2, "0")).join("");
