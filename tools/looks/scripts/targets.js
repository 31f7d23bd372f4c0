// What a finger has to hit and is smaller than 44 px. A link in running text may be as small as the
// text: its line has other words beside it.
const inText = link => {
  const block = parents(link.parentElement).find(one => !style(one).display.startsWith("inline"));
  const links = [...block.querySelectorAll("a")].map(one => one.textContent).join("");
  const rest = block.textContent.replace(/\s/g, "").length - links.replace(/\s/g, "").length;
  return style(link).display === "inline" && rest > 1;
};
const targets = all("a[href], button, summary, input, select, textarea, [role=button]")
  .filter(isShown);
// A label is hit for the field that it names.
const sizeOf = one => {
  const boxes = [one, ...one.labels ?? []].map(part => part.getBoundingClientRect());
  const [left, top] = ["left", "top"].map(side => Math.min(...boxes.map(box => box[side])));
  const [right, bottom] = ["right", "bottom"].map(side => Math.max(...boxes.map(box => box[side])));
  return [right - left, bottom - top].map(size => Math.round(size * 10) / 10);
};
const findings = targets.filter(one => !inText(one)).flatMap(one => {
  const [width, height] = sizeOf(one);
  return Math.min(width, height) < 44 ? [find(one, `${width} × ${height} px`)] : [];
});
return {count: targets.length, findings};
