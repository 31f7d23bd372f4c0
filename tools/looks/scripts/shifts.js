// Runs before a page does and adds up what moves on it of its own accord
window.shifts = {
  count: 0,
  moved: [],
  add(entries) {
    for (const entry of entries.filter(one => !one.hadRecentInput)) {
      this.count += entry.value;
      this.moved.push(...entry.sources.map(source => source.node).filter(Boolean));
    }
  },
};
window.shifts.observer = new PerformanceObserver(list => window.shifts.add(list.getEntries()));
window.shifts.observer.observe({type: "layout-shift", buffered: true});
