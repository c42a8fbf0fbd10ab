/** Which rows of a long list are drawn, and where they lie: arithmetic only, told what was measured. */

/** A row has a name of its own. */
export type Keyed = { readonly key: string } | { readonly id: string };

export function keyOf(row: Keyed): string {
  return "key" in row ? row.key : row.id;
}

export type Align = "start" | "center" | "end" | "nearest";

/** Rows this far above and below what is seen are drawn, so that scrolling meets them; few until the list was seen. */
const AHEAD_PX = 500;
const FIRST_PX = 60;
/** They go later than they come, so that going to and fro makes nothing anew. */
const LINGER_PX = 200;
/** Before anything was measured. */
const GUESS_PX = 44;

/**
 * Rows `start` to `end` are drawn, below a space of `top` pixels and above one of `bottom`. Nobody has measured what is
 * not drawn: a wrong guess above is made good by the space, so that what is seen stays where it is.
 */
export class RowWindow<R extends Keyed> {
  rows: readonly R[] = [];
  start = 0;
  end = 0;
  top = 0;
  bottom = 0;
  /** Where the view begins, and how high it is. */
  offset = 0;
  viewport: number;
  private ahead = FIRST_PX;
  private readonly known: Map<string, number>;
  private sum = 0;
  /** The row that keeps its place among other rows than before, until these are measured. */
  private anchor = "";
  /** Of rows nobody has measured. It stays the same until those that were drawn by it are measured. */
  private guess = GUESS_PX;

  constructor(viewport: number, known: ReadonlyMap<string, number> = new Map()) {
    this.viewport = viewport;
    this.known = new Map(known);
    for (const height of known.values()) this.sum += height;
    this.guessAnew();
  }

  get heights(): ReadonlyMap<string, number> {
    return this.known;
  }

  get drawn(): readonly R[] {
    return this.rows.slice(this.start, this.end);
  }

  get total(): number {
    return this.top + this.between(this.start, this.end) + this.bottom;
  }

  /** Where a row begins. */
  topOf(index: number): number {
    return index < this.start ? this.top - this.between(index, this.start) : this.top + this.between(this.start, index);
  }

  /** The first drawn row that is seen, or would be. */
  get firstSeen(): number {
    let bottom = this.top;
    for (let index = this.start; index < this.end; index += 1) {
      bottom += this.heightAt(index);
      if (bottom > this.offset) return index;
    }
    return Math.max(this.start, this.end - 1);
  }

  /** Whether all that is seen is drawn. */
  get isSeenDrawn(): boolean {
    const bottom = this.top + this.between(this.start, this.end);
    return (this.start === 0 || this.top <= this.offset) && (this.end === this.rows.length || bottom >= this.offset + this.viewport);
  }

  heightAt(index: number): number {
    const row = this.rows[index];
    return (row && this.known.get(keyOf(row))) ?? this.guess;
  }

  /** Other rows. What is seen stays; returns by how much the view has to move for that. */
  replace(rows: readonly R[]): number {
    const before = this.rows;
    const found = this.survivor(rows);
    this.rows = rows;
    if (found !== null) {
      const { old, index } = found;
      let from = this.top;
      for (let each = this.start; each < old; each += 1) from += this.known.get(keyAt(before, each)) ?? this.guess;
      this.standAt(index, index === old ? from : this.between(0, index));
      const by = this.top - from;
      this.offset += by;
      this.anchor = keyAt(rows, index);
      this.cover();
      return by;
    }
    this.standAt(Math.max(0, Math.min(this.start, rows.length - 1)));
    this.cover();
    return 0;
  }

  /** A drawn row that is among the new ones: if possible one that did not change, and not a line that moved. */
  private survivor(rows: readonly R[]): { old: number; index: number } | null {
    let inCompany: { old: number; index: number } | null = null;
    let alone: { old: number; index: number } | null = null;
    const seen = this.firstSeen;
    for (let step = 0; step < this.end - this.start; step += 1) {
      const old = seen + step < this.end ? seen + step : this.end - 1 - step;
      const key = keyAt(this.rows, old);
      const is = (index: number) => keyAt(rows, index) === key;
      const grown = old + rows.length - this.rows.length;
      const index = is(old) ? old : is(grown) ? grown : rows.findIndex((row) => keyOf(row) === key);
      if (index < 0) continue;
      const isInCompany = keyAt(rows, index + 1) === keyAt(this.rows, old + 1);
      if (isInCompany && rows[index] === this.rows[old]) return { old, index };
      if (isInCompany) inCompany ??= { old, index };
      alone ??= { old, index };
    }
    return inCompany ?? alone;
  }

  /** Turns the view to a row. */
  aim(index: number, align: Align, by = 0): void {
    this.anchor = "";
    const isNear = index >= this.start && index < this.end;
    if (!isNear) this.standAt(index);
    this.offset = this.offsetFor(index, align, by);
    this.cover();
  }

  /** Turns the view to the end. */
  aimAtEnd(): void {
    this.anchor = "";
    if (this.end < this.rows.length) this.standAt(Math.max(0, this.rows.length - 1));
    this.offset = Math.max(0, this.total - this.viewport);
    this.cover();
  }

  /** Where the view begins when a row stands in it like this. */
  offsetFor(index: number, align: Align, by = 0): number {
    const top = this.topOf(index);
    const atBottom = top + this.heightAt(index) - this.viewport;
    const wanted = { start: top, center: (top + atBottom) / 2, end: atBottom, nearest: Math.max(atBottom, Math.min(top, this.offset)) }[align];
    return Math.max(0, Math.min(wanted + by, this.total - this.viewport));
  }

  /** A row is as high as this. Returns whether that is new. */
  measure(key: string, height: number): boolean {
    const known = this.known.get(key);
    if (known !== undefined && Math.abs(known - height) < 0.01) return false;
    const index = this.indexOfDrawn(key);
    if (index >= 0) {
      const before = this.heightAt(index);
      if (this.growsUpwards(index, known === undefined)) this.top -= height - before;
    }
    this.known.set(key, height);
    this.sum += height - (known ?? 0);
    return true;
  }

  /** What is above the view does; what nobody has seen yet, even if it reaches into the view. */
  private growsUpwards(index: number, isNew: boolean): boolean {
    const anchor = this.indexOfDrawn(this.anchor);
    if (anchor >= 0) return index < anchor;
    const top = this.topOf(index);
    return isNew ? top < this.offset : top + this.heightAt(index) < this.offset + 0.5;
  }

  private indexOfDrawn(key: string): number {
    for (let index = this.start; index < this.end; index += 1) if (keyAt(this.rows, index) === key) return index;
    return -1;
  }

  /** Once all that is drawn is measured: the list begins at its beginning, and has room above. Returns by how much the view has to move for that. */
  straighten(): number {
    const wanted = this.start === 0 ? 0 : this.top > 0 ? this.top : this.between(0, this.start);
    const by = wanted - this.top;
    this.top = wanted;
    this.offset += by;
    if (this.end === this.rows.length) this.bottom = 0;
    this.anchor = "";
    this.guessAnew();
    return by;
  }

  private guessAnew(): void {
    if (this.known.size > 0) this.guess = this.sum / this.known.size;
  }

  /** From now on more is drawn than what is seen. */
  lookAhead(): void {
    this.ahead = AHEAD_PX;
  }

  /** Draws what is seen and a little more. Returns whether other rows are drawn than before. */
  cover(): boolean {
    const { start, end, rows } = this;
    const from = this.offset - this.ahead;
    const to = this.offset + this.viewport + this.ahead;
    let edge = this.top + this.between(this.start, this.end);
    if (this.top > to || edge < from) {
      this.walkTo(this.offset);
      edge = this.top;
    }
    while (this.start > 0 && this.top > from) this.top -= this.heightAt(--this.start);
    while (this.end < rows.length && edge < to) {
      edge += this.heightAt(this.end);
      this.bottom -= this.heightAt(this.end++);
    }
    while (this.end - this.start > 1 && this.top + this.heightAt(this.start) < from - LINGER_PX) this.top += this.heightAt(this.start++);
    while (this.end - this.start > 1 && edge - this.heightAt(this.end - 1) > to + LINGER_PX) {
      edge -= this.heightAt(--this.end);
      this.bottom += this.heightAt(this.end);
    }
    this.bottom = this.end === rows.length ? 0 : Math.max(this.bottom, this.heightAt(this.end));
    return start !== this.start || end !== this.end;
  }

  /** Leaves what is drawn for a place far away. */
  private walkTo(offset: number): void {
    let index = this.start;
    while (index > 0 && this.top > offset) this.top -= this.heightAt(--index);
    while (index < this.rows.length - 1 && this.top + this.heightAt(index) < offset) this.top += this.heightAt(index++);
    this.standAt(index, this.top);
  }

  /** Draws nothing yet, at this row. */
  private standAt(index: number, top = this.between(0, index)): void {
    this.start = index;
    this.end = index;
    this.top = top;
    this.bottom = this.between(index, this.rows.length);
  }

  private between(from: number, to: number): number {
    let sum = 0;
    for (let index = from; index < to; index += 1) sum += this.heightAt(index);
    return sum;
  }
}

function keyAt(rows: readonly Keyed[], index: number): string {
  const row = rows[index];
  return row === undefined ? "" : keyOf(row);
}
