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
const findings = targets.filter(one => !inText(one)).flatMap(one => {
  const box = one.getBoundingClientRect();
  const [width, height] = [box.width, box.height].map(size => Math.round(size * 10) / 10);
  return Math.min(width, height) < 44 ? [find(one, `${width} × ${height} px`)] : [];
});
return {count: targets.length, findings};
