// All that the Tab key has to reach, in the order of the document, by its number among all elements;
// of radio buttons with one name that is the chosen one or, if there is none, the first
const elements = all("*");
const tabbable = "a[href], button, summary, input, select, textarea, [tabindex]";
const choices = one => all(`input[type=radio][name="${CSS.escape(one.name)}"]`).filter(isShown);
const stop = one => choices(one).find(choice => choice.checked) ?? choices(one)[0];
return elements.flatMap((one, number) =>
  one.matches(tabbable) && one.tabIndex >= 0 && !one.disabled && isShown(one)
    && (one.type !== "radio" || one === stop(one))
    ? [{number, ...find(one, "")}] : []);
