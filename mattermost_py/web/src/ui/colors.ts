/** Colours that people choose. */

/** Black or white, whichever stands out more on a colour. */
export function readableOn(color: string): string {
  const hex = color.length < 6 ? color.replace(/^#(.)(.)(.).*$/, "#$1$1$2$2$3$3") : color;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  // Where contrast with white falls below that with black.
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000000" : "#ffffff";
}
