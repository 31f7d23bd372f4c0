// Where the focus is now, and what is wrong with the ring that shows it
const element = document.activeElement;
if (!element || element === document.body || element === document.documentElement) return null;
const faults = [];
const {outlineStyle, outlineColor, outlineWidth, outlineOffset} = style(element);
const [width, offset] = [parseFloat(outlineWidth), parseFloat(outlineOffset)];
const box = element.getBoundingClientRect();
if (outlineStyle === "none" || width < 2) faults.push("no ring");
else {
  const ground = groundOf(offset < 0 ? element : element.parentElement);
  const ratio = contrast(lay(readColour(outlineColor), ground), ground);
  if (ratio < 3) faults.push(`ring of contrast ${ratio.toFixed(1)}`);
  const reach = offset + width;
  const clips = parents(element.parentElement).filter(one => style(one).overflowX !== "visible")
    .map(one => one.getBoundingClientRect());
  const left = Math.max(0, ...clips.map(one => one.left));
  const right = Math.min(innerWidth, ...clips.map(one => one.right));
  if (box.left - reach < left - 1 || box.right + reach > right + 1) faults.push("ring is cut off");
}
if (box.bottom <= 0 || box.top >= innerHeight) faults.push("outside the window");
return {
  number: all("*").indexOf(element), left: box.left + scrollX, top: box.top + scrollY,
  bottom: box.bottom + scrollY, faults, ...find(element, ""),
};
