/** The rows of a long list in the document: measures them, and keeps what is seen in its place. */
import { flushSync } from "react-dom";
import { afterPaint } from "../afterPaint";
import { moved } from "./moving";
import { type Align, type Keyed, keyOf, RowWindow } from "./RowWindow";

export interface Aim {
  readonly index: number;
  readonly align: Align;
  readonly by?: number;
}

/** Where lists begin before they are measured. */
let usualViewport = 800;

const VERY_FAR = 1e9;

export class RowView<R extends Keyed> {
  readonly window: RowWindow<R>;
  /** Draws the rows of the window. */
  draw: () => void = () => undefined;
  /** Whether the view stays at the end of the list. */
  isStuck: () => boolean = () => false;
  /** Told when the view or its rows moved, and whether somebody scrolled. */
  onMove: (isScrolled: boolean) => void = () => undefined;
  private aim: Aim | "end" | null;
  /** By how much the view has to move with the next drawing. */
  private shift = 0;
  private isDrawn = true;
  private range: readonly [number, number] = [0, 0];
  /** The space above and below the rows, as the page has it. */
  private padded: readonly [number, number] = [-1, -1];
  /** Whether rows or sizes are others than when the view was last at its end. */
  private hasChanged = true;
  private isResizing = false;
  private rows: HTMLElement | null = null;
  private scroller: HTMLElement | null = null;
  private shown = new WeakMap<Element, R>();
  private watch: ResizeObserver | null = null;

  constructor(begin: Aim | "end", known?: ReadonlyMap<string, number>) {
    this.window = new RowWindow(usualViewport, known);
    this.aim = begin;
  }

  /** Takes rows before they are drawn. */
  take(rows: readonly R[]): void {
    const { window } = this;
    if (window.rows === rows) return;
    const isFirst = window.rows.length === 0;
    this.shift += window.replace(rows);
    this.hasChanged = true;
    if (isFirst && rows.length > 0) this.turn();
  }

  /** Turns the view to its aim, or to the end. Rows that come into it by that are still to be drawn. */
  private turn(aim = this.aim): void {
    const { window } = this;
    const { start, end } = window;
    if (aim === "end") window.aimAtEnd();
    else if (aim !== null) window.aim(aim.index, aim.align, aim.by);
    if (window.start !== start || window.end !== end) this.isDrawn = false;
  }

  /** Shows a row, or the end; a row that was looked for and not found has the index -1. */
  show(aim: Aim | "end"): void {
    if (aim !== "end" && aim.index < 0) return;
    this.aim = aim;
    this.turn();
    this.isDrawn = false;
    this.draw();
  }

  attach(rows: HTMLElement): () => void {
    const scroller = rows.parentElement;
    if (scroller === null) throw new Error("The rows lie in nothing that scrolls.");
    this.rows = rows;
    this.scroller = scroller;
    this.padded = [-1, -1];
    this.shown = new WeakMap();
    const watch = new ResizeObserver((entries) => this.resized(entries));
    this.watch = watch;
    watch.observe(scroller);
    scroller.addEventListener("scroll", this.scrolled, { passive: true });
    const undo = afterPaint(() => {
      this.window.lookAhead();
      if (this.needsMore()) this.draw();
    });
    return () => {
      undo();
      watch.disconnect();
      scroller.removeEventListener("scroll", this.scrolled);
      this.rows = this.scroller = this.watch = null;
    };
  }

  /** After each drawing, before it is seen: measures what is new, and puts everything in its place. */
  settle(): void {
    const { rows, scroller } = this;
    if (rows === null || scroller === null) return;
    this.isDrawn = true;
    this.range = [this.window.start, this.window.end];
    this.pad();
    this.measureNew(rows, scroller);
    if (this.aim !== null) this.turn();
    this.place();
  }

  /** Measures rows that came and rows that changed, all of them before any is moved. */
  private measureNew(rows: HTMLElement, scroller: HTMLElement): void {
    const { window } = this;
    const fresh: [Element, string][] = [];
    // With every step of a scrolling list: what is as it was leaves nothing behind that would have to be cleared away.
    let element = rows.firstElementChild;
    for (let index = window.start; element !== null; index += 1, element = element.nextElementSibling) {
      const row = window.rows[index];
      const before = this.shown.get(element);
      if (row === undefined || index >= window.end || before === row) continue;
      this.shown.set(element, row);
      if (before === undefined) this.observe(element);
      fresh.push([element, keyOf(row)]);
    }
    const height = fresh.length === 0 ? 0 : scroller.clientHeight;
    if (height === 0) return; // out of sight everything is small
    window.viewport = usualViewport = height;
    const heights = fresh.map(([element]) => element.getBoundingClientRect().height);
    const changed = fresh.filter(([, key], index) => window.measure(key, heights[index] ?? 0));
    this.hasChanged ||= changed.length > 0;
  }

  /** A row that appears while sizes are told is looked at with the next frame: telling it now would never end. */
  private observe(element: Element): void {
    if (this.isResizing) requestAnimationFrame(() => element.isConnected && this.watch?.observe(element));
    else this.watch?.observe(element);
  }

  /** Moves the view to where it belongs, and draws more if that is not enough. */
  private place(): void {
    const { scroller, window } = this;
    if (scroller === null || window.rows.length === 0) return;
    const by = this.shift + window.straighten();
    this.shift = 0;
    this.pad();
    if (this.aim === "end" || (this.aim === null && this.isStuck())) {
      if (this.hasChanged || this.aim === "end") scroller.scrollTop = VERY_FAR;
      if (this.hasChanged) this.turn("end");
      this.hasChanged = false;
    } else if (this.aim !== null) {
      this.turn();
      scroller.scrollTop = window.offset;
      window.offset = scroller.scrollTop;
    } else if (Math.abs(by) >= 0.5) {
      // The browser rounds; what is left goes into the space above.
      const whole = Math.round(by);
      scroller.scrollTop += whole;
      if (window.start > 0) window.top -= by - whole;
      window.offset = scroller.scrollTop;
      this.pad();
    }
    if (this.needsMore()) this.draw();
    else this.aim = null;
    this.onMove(false);
  }

  private needsMore(): boolean {
    this.window.cover();
    // Turning the view may have chosen other rows already.
    this.isDrawn = this.window.start === this.range[0] && this.window.end === this.range[1];
    return !this.isDrawn;
  }

  private pad(): void {
    if (this.rows === null || !this.isDrawn) return;
    const { style } = this.rows;
    const top = Math.max(0, this.window.top);
    const bottom = Math.max(0, this.window.bottom);
    if (top !== this.padded[0]) style.paddingTop = `${top}px`;
    if (bottom !== this.padded[1]) style.paddingBottom = `${bottom}px`;
    this.padded = [top, bottom];
  }

  private readonly scrolled = (): void => {
    const { scroller, window } = this;
    if (scroller === null) return;
    const { scrollTop } = scroller;
    moved(scrollTop - window.offset);
    window.offset = scrollTop;
    // A view that grew at the end moves up before its size is told: that is nobody's wish.
    if (this.heightOf(scroller)) this.hasChanged = true;
    if (this.needsMore()) {
      if (window.isSeenDrawn) this.draw();
      else flushSync(this.draw);
    }
    // Rows that shrank at the end move the view before their sizes are told: that is nobody's wish either.
    const isAtBottom = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 1;
    this.onMove(!(isAtBottom && this.isStuck()));
  };

  /** Notes how high the view is. Returns whether that is new. */
  private heightOf(scroller: HTMLElement): boolean {
    const before = this.window.viewport;
    this.window.viewport = usualViewport = scroller.clientHeight;
    return before !== this.window.viewport;
  }

  private resized(entries: readonly ResizeObserverEntry[]): void {
    const { scroller, window } = this;
    if (scroller === null || scroller.clientHeight === 0) return; // out of sight everything is small
    let isNew = false;
    for (const { target, contentRect } of entries) {
      if (target === scroller) {
        isNew = this.heightOf(scroller) || this.hasChanged || isNew;
      } else {
        const row = this.shown.get(target);
        if (row !== undefined && target.isConnected) isNew = window.measure(keyOf(row), contentRect.height) || isNew;
      }
    }
    if (!isNew) return;
    this.hasChanged = true;
    this.isResizing = true;
    if (this.isDrawn) this.place();
    // Other rows are about to be drawn: now, so that nothing jumps.
    if (!this.isDrawn) flushSync(this.draw);
    this.isResizing = false;
  }
}
