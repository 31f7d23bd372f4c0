// All that the Tab key has to reach, in the order of the document, by its number among all elements
const elements = all("*");
const tabbable = "a[href], button, summary, input, select, textarea, [tabindex]";
return elements.flatMap((one, number) =>
  one.matches(tabbable) && one.tabIndex >= 0 && !one.disabled && isShown(one)
    ? [{number, ...find(one, "")}] : []);
