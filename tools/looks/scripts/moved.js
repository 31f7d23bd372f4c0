// What shifts.js has seen by now
shifts.add(shifts.observer.takeRecords());
const elements = window.shifts.moved.map(node => node.nodeType === 1 ? node : node.parentElement);
return {
  count: window.shifts.count,
  findings: [...new Set(elements)].filter(Boolean).map(one => find(one, "moved")),
};
