// Clocks inside the page: what a person sees, timed where it happens.
(() => {
  const until = (test) =>
    new Promise((done) => {
      const look = () => {
        if (!test()) return;
        watch.disconnect();
        done();
      };
      const watch = new MutationObserver(look);
      watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      look();
    });

  // The moment at which what is in the document now has been handed to the screen.
  const afterPaint = () =>
    new Promise((done) =>
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => done(performance.now());
        channel.port2.postMessage(null);
      }),
    );

  const posts = () => [...document.querySelectorAll("main [data-post-list] article")];
  const rows = () => [...document.querySelectorAll("nav a[data-row]")];

  /** A channel of the sidebar some rows below (or above) the one that is open; milliseconds to its posts. */
  const step = async (by) => {
    const all = rows();
    const target = all[all.findIndex((row) => row.ariaCurrent === "page") + by];
    if (!target) return null;
    const before = new Set(posts());
    const started = performance.now();
    target.click();
    await until(() => posts().some((post) => !before.has(post)));
    return (await afterPaint()) - started;
  };

  /** Goes up (or down) one frame after the other until the list ends or `seconds` are over. */
  const scroll = async ({ by, seconds, most }) => {
    const list = document.querySelector("main [data-post-list]");
    const frames = [];
    const jumps = [];
    const seen = new Set();
    const ends = performance.now() + seconds * 1000;
    let still = 0;
    let last = await new Promise(requestAnimationFrame);
    while (last < ends && still < 400 && seen.size < most) {
      const height = list.getBoundingClientRect();
      const inSight = posts().filter((post) => {
        const { top, bottom } = post.getBoundingClientRect();
        return bottom > height.top && top < height.bottom;
      });
      for (const post of inSight) seen.add(post.dataset.post);
      const anchor = inSight[Math.floor(inSight.length / 2)];
      const placed = anchor?.getBoundingClientRect().top ?? 0;
      const from = list.scrollTop;
      list.scrollTop = from + by;
      const moved = from - list.scrollTop;
      const now = await new Promise(requestAnimationFrame);
      frames.push(now - last);
      last = now;
      if (moved === 0) still += 1;
      else still = 0;
      if (anchor?.isConnected) {
        const off = anchor.getBoundingClientRect().top - placed - moved;
        if (Math.abs(off) > 2) jumps.push(Math.round(off));
      }
    }
    return { frames, jumps, posts: seen.size };
  };

  /** Once a file with this in its name has come. */
  const fetched = (name) =>
    new Promise((done) =>
      new PerformanceObserver((list) => {
        if (list.getEntries().some((entry) => entry.name.includes(name))) done();
      }).observe({ type: "resource", buffered: true }),
    );

  /** Until nothing has held the page up for a second and a half: what it does ahead of need is done. */
  const still = async () => {
    let last = performance.now();
    for (let since = last; last - since < 1500; ) {
      await new Promise((done) => setTimeout(done, 10));
      const now = performance.now();
      if (now - last > 30) since = now;
      last = now;
    }
  };

  /** Until nothing has come for half a second: what a step leaves to be done is done. */
  const quiet = async () => {
    let since = performance.now();
    const watch = new PerformanceObserver(() => (since = performance.now()));
    watch.observe({ type: "resource" });
    while (performance.now() - since < 500) await new Promise((done) => setTimeout(done, 20));
    watch.disconnect();
  };

  const usable = until(() => document.querySelector("main textarea") && posts().length > 0).then(afterPaint);
  window.probe = { until, afterPaint, posts, rows, step, scroll, fetched, still, quiet, usable };
})();
