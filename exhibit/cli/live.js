/* Lets an open page of the preview follow its site. Style sheets and pictures are exchanged where they
   stand. So is what else differs between the page as it was and as it is now, if no script of the page
   can have had its hands on it. Otherwise the page is loaded anew, and stays where it was on the screen. */
"use strict";

(() => {
  const BANNER = "preview-fault";
  const KEPT = "preview"; // in the storage of the session: where the page was, from one load to the next
  const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, tr, summary, figure, blockquote, pre";
  // What a script may hold on to, or what does something by being there
  const HELD = "script, link[rel~=stylesheet], meta[http-equiv], form, template, iframe, object, video, audio, canvas";
  const PROSE = new Set(
    `a abbr b bdi bdo blockquote br caption cite code col colgroup dd del dfn div dl dt em figcaption
     h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p picture pre q s samp small source span strong sub
     sup table tbody td tfoot th thead time tr u ul var wbr`.split(/\s+/),
  );
  const SVG = "http://www.w3.org/2000/svg";

  let { version } = document.currentScript.dataset;
  let delay = 500; // ms until the next attempt to connect
  let isLeaving = false;

  /* The socket */

  function connect() {
    const socket = new WebSocket(`ws://${location.host}/livereload`);
    socket.addEventListener("open", () => {
      delay = 500;
      socket.send(JSON.stringify({ command: "info", url: location.href, version }));
    });
    socket.addEventListener("message", ({ data }) => follow(JSON.parse(data)));
    socket.addEventListener("close", () => {
      setTimeout(connect, delay);
      delay = Math.min(2 * delay, 10000);
    });
  }

  function follow(news) {
    if (isLeaving) return;
    if ("fault" in news) return tell(news.fault);
    if (!news.version) return reload(); // the page was an old one when it came
    exchange(news.exchange);
    if ("is" in news && !change(news.was, news.is)) return reload();
    version = news.version;
  }

  /* What is wrong, as long as it is, below a page that is as it was */
  function tell(fault) {
    document.getElementById(BANNER)?.remove();
    if (!fault) return;
    const banner = document.createElement("div");
    banner.id = BANNER;
    banner.setAttribute("role", "alert");
    banner.textContent = fault;
    Object.assign(banner.style, {
      position: "fixed",
      inset: "auto 0 0",
      zIndex: 2147483647,
      maxHeight: "50vh",
      overflow: "auto",
      padding: "1rem",
      background: "#7a1410",
      color: "#fff",
      font: "14px/1.4 ui-monospace, monospace",
      whiteSpace: "pre-wrap",
    });
    document.body.append(banner);
  }

  /* Style sheets and pictures */

  function exchange(addresses) {
    for (const name of ["href", "src", "srcset", "poster"]) {
      for (const element of document.querySelectorAll(`[${name}]`)) {
        const value = element.getAttribute(name);
        const renewed = value.replace(/[^\s,]+/g, (address) => rename(address, addresses));
        if (renewed !== value) put(element, name, renewed);
      }
    }
  }

  function rename(address, addresses) {
    const path = URL.canParse(address, document.baseURI) && new URL(address, document.baseURI).pathname;
    if (!Object.hasOwn(addresses, path)) return address;
    return address.slice(0, address.lastIndexOf("/") + 1) + addresses[path];
  }

  function put(element, name, value) {
    if (!element.matches("link[rel~=stylesheet]")) return element.setAttribute(name, value);
    const successor = element.cloneNode();
    successor.setAttribute(name, value);
    successor.replaces = [element, ...(element.replaces ?? [])];
    // The old one stays until the new one is there, or the page would be seen without any.
    const retire = () => successor.replaces.forEach((old) => old.remove());
    successor.addEventListener("load", retire);
    successor.addEventListener("error", retire);
    element.after(successor);
  }

  /* The page in place: either all that differs, or nothing */

  function change(was, is) {
    const edits = [];
    const [old, young] = [was, is].map((text) => new DOMParser().parseFromString(text, "text/html"));
    if (!compare(document.documentElement, old.documentElement, young.documentElement, edits)) return false;
    const before = locate();
    edits.forEach((edit) => edit());
    place(before);
    return true;
  }

  function compare(live, old, young, edits) {
    if (old.isEqualNode(young)) return true;
    if (live.nodeName !== old.nodeName || old.nodeName !== young.nodeName) return false;
    if (old.nodeType !== Node.ELEMENT_NODE) {
      edits.push(() => (live.data = young.data));
      return live.data === old.data;
    }
    if (old.matches(HELD)) return false;
    return compareAttributes(live, old, young, edits) && compareChildren(live, old, young, edits);
  }

  function compareAttributes(live, old, young, edits) {
    for (const name of new Set([...old.getAttributeNames(), ...young.getAttributeNames()])) {
      const [before, after] = [old.getAttribute(name), young.getAttribute(name)];
      if (before === after) continue;
      if (live.getAttribute(name) !== before || name.startsWith("data-")) return false;
      edits.push(() => (after === null ? live.removeAttribute(name) : live.setAttribute(name, after)));
    }
    return true;
  }

  function compareChildren(live, old, young, edits) {
    const [lives, olds, youngs] = [live, old, young].map((node) => [...node.childNodes]);
    // A script may have added something at the end.
    if (!olds.every((node, at) => node.nodeName === lives[at]?.nodeName)) return false;
    const [start, end] = findEnds(olds, youngs);
    const stop = olds.length - end;
    const [shown, gone, come] = [
      lives.slice(start, stop),
      olds.slice(start, stop),
      youngs.slice(start, youngs.length - end),
    ];
    const number = edits.length;
    const isSameKind = gone.length === come.length;
    if (isSameKind && gone.every((node, at) => compare(shown[at], node, come[at], edits))) return true;
    edits.length = number;
    if (!gone.every((node, at) => node.isEqualNode(shown[at])) || ![...gone, ...come].every(isProse)) return false;
    edits.push(() => {
      shown.forEach((node) => node.remove());
      for (const node of come) live.insertBefore(document.importNode(node, true), lives[stop] ?? null);
    });
    return true;
  }

  /* How many nodes are the same at the beginning and at the end */
  function findEnds(olds, youngs) {
    const most = Math.min(olds.length, youngs.length);
    let start = 0;
    while (start < most && olds[start].isEqualNode(youngs[start])) start++;
    let end = 0;
    while (end < most - start && olds.at(-1 - end).isEqualNode(youngs.at(-1 - end))) end++;
    return [start, end];
  }

  function isProse(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) return true;
    const isPlain = node.namespaceURI === SVG ? node.nodeName !== "script" : PROSE.has(node.localName);
    return isPlain && [...node.childNodes].every(isProse);
  }

  /* A load that leaves the page where it was on the screen */

  function reload() {
    const boxes = [...identify("details")].map(([name, box]) => [name, box.open]);
    sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, boxes, ...locate() }));
    history.scrollRestoration = "manual"; // the browser has a way of its own to find the place
    isLeaving = true;
    location.reload();
  }

  /* Where the page is: how far down, and what is how far from the top of the window */
  function locate() {
    const blocks = [...identify(BLOCKS)].map(([name, block]) => [name, block.getBoundingClientRect()]);
    const seen = blocks.filter(([, box]) => box.height && box.bottom > 0);
    return { top: scrollY, anchors: seen.slice(0, 50).map(([name, box]) => [name, box.top]) };
  }

  /* Elements by what they say, so that they are known again on the page as it will be */
  function identify(selector) {
    const [found, counts] = [new Map(), new Map()];
    for (const element of document.querySelectorAll(selector)) {
      const said = (element.querySelector(":scope > summary") ?? element).textContent.slice(0, 200);
      const count = counts.get(said) ?? 0;
      counts.set(said, count + 1);
      found.set(`${element.localName} ${count} ${said}`, element);
    }
    return found;
  }

  function restore() {
    const kept = JSON.parse(sessionStorage.getItem(KEPT));
    sessionStorage.removeItem(KEPT);
    if (kept?.path !== location.pathname) return;
    const boxes = identify("details");
    for (const [name, isOpen] of kept.boxes) if (boxes.has(name)) boxes.get(name).open = isOpen;
    place(kept);
    const placed = scrollY;
    addEventListener("load", () => {
      if (scrollY === placed) place(kept); // fonts and pictures have come since
      setTimeout(() => (history.scrollRestoration = "auto"), 500); // when the browser is past that
    });
  }

  function place({ top, anchors }) {
    const blocks = identify(BLOCKS);
    const anchor = top && anchors.find(([name]) => blocks.has(name));
    if (anchor) scrollBy({ top: blocks.get(anchor[0]).getBoundingClientRect().top - anchor[1], behavior: "instant" });
    else scrollTo({ top, behavior: "instant" });
  }

  restore();
  connect();
})();
