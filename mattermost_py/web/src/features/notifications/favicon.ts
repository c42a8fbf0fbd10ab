/** The tab's icon, with a red disc for mentions and a dot for anything else unread. */

const SIZE = 64;
let shown = "";
let plain = "";
let picture: Promise<HTMLImageElement> | null = null;

/** Marks the tab's icon and, where the site is installed, that of the program. */
export function showMarks(mentions: number, isUnread: boolean): void {
  showFavicon(mentions, isUnread);
  if ("setAppBadge" in navigator) void (mentions > 0 ? navigator.setAppBadge(mentions) : navigator.clearAppBadge()).catch(() => undefined);
}

function showFavicon(mentions: number, isUnread: boolean): void {
  const wanted = mentions > 0 ? (mentions > 99 ? "99" : String(mentions)) : isUnread ? "dot" : "";
  if (wanted === shown) return;
  shown = wanted;
  const link = document.querySelector<HTMLLinkElement>("#favicon");
  if (link === null) return;
  plain ||= link.href; // as the server wrote it: the site may have an icon of its own
  if (wanted === "") {
    link.href = plain;
    return;
  }
  picture ??= loadPicture(plain);
  picture.then(
    (image) => {
      if (shown === wanted) link.href = draw(image, wanted) ?? plain;
    },
    () => undefined,
  );
}

function loadPicture(href: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image(SIZE, SIZE);
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error("The icon did not load."));
    image.src = href;
  });
}

function draw(image: HTMLImageElement, mark: string): string | null {
  const canvas = document.createElement("canvas");
  canvas.width = SIZE;
  canvas.height = SIZE;
  const pen = canvas.getContext("2d");
  if (pen === null) return null;
  pen.drawImage(image, 0, 0, SIZE, SIZE);
  const radius = mark === "dot" ? 12 : 22;
  pen.fillStyle = mark === "dot" ? "#e5b04d" : "#c2372c";
  pen.beginPath();
  pen.arc(SIZE - radius - 1, radius + 1, radius, 0, Math.PI * 2);
  pen.fill();
  if (mark !== "dot") {
    pen.fillStyle = "#ffffff";
    pen.font = `700 ${mark.length > 1 ? 26 : 32}px system-ui, sans-serif`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(mark, SIZE - radius - 1, radius + 3);
  }
  return canvas.toDataURL("image/png");
}
