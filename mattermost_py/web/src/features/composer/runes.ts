/** Lengths as the server counts them. */

/** Number of code points: an emoji outside the basic plane is one, not two. */
export function runeCount(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length; index += 1) {
    if ((text.codePointAt(index) ?? 0) > 0xffff) {
      count -= 1;
      index += 1;
    }
  }
  return count;
}
