// What is wider than the window: the page itself, or text that lies where nobody can scroll to it
const findings = collectTexts().flatMap(({element, boxes}) => {
  const scrolls = parents(element).some(one => /auto|scroll/.test(style(one).overflowX));
  const right = Math.max(...boxes.map(box => box.right)), left = Math.min(...boxes.map(box => box.left));
  return !scrolls && (right > innerWidth + 1 || left < -1)
    ? [find(element, `from ${Math.round(left)} to ${Math.round(right)} px`)] : [];
});
const root = document.documentElement;
if (root.scrollWidth > root.clientWidth) findings.push(find(root, `${root.scrollWidth} px`));
return {count: root.scrollWidth, findings};
