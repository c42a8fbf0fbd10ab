/** The parts of the screen, and moving the keyboard from one to the next. */

interface Region {
  /** What it is, for telling where the focus is. */
  area: string;
  /** Where the keyboard begins in it, the best place first. */
  starts: readonly string[];
  /** Begin at the last match instead of the first. */
  last?: boolean;
}

const REGIONS: readonly Region[] = [
  { area: "[data-region='header']", starts: ["[data-search-field]", "button"] },
  { area: "[data-region='sidebar']", starts: ["[aria-current='page']", "a[href]", "button"] },
  { area: "#messages [data-post-list]", starts: ["[data-post]"], last: true },
  { area: "#messages [data-cards]", starts: ["[data-card]"] },
  { area: "#messages [data-composer]", starts: ["textarea", "button"] },
  { area: "[data-region='aside']", starts: ["textarea", "input", "[data-post]", "button"] },
];

/** Moves the focus to the next part that is on the screen, or the one before. */
export function toNextRegion(by: 1 | -1): void {
  const here = document.activeElement;
  const found = REGIONS.flatMap((region) => {
    const area = [...document.querySelectorAll<HTMLElement>(region.area)].find((element) => element.checkVisibility());
    return area ? [{ ...region, element: area }] : [];
  });
  const at = found.findIndex(({ element }) => element.contains(here));
  const from = at < 0 && by < 0 ? found.length : at;
  for (let step = 1; step <= found.length; step += 1) {
    const next = found[(from + by * step + found.length * 2) % found.length];
    const start = next && startOf(next.element, next);
    if (!start) continue;
    start.focus();
    start.scrollIntoView({ block: "nearest" });
    return;
  }
}

function startOf(area: HTMLElement, { starts, last = false }: Region): HTMLElement | undefined {
  for (const selector of starts) {
    const all = [...area.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility());
    const start = last ? all.at(-1) : all[0];
    if (start) return start;
  }
  return undefined;
}
