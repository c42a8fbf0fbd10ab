import { type DragEvent, useState } from "react";

/** Lets files be dropped on a place: whether some hang over it, and what the place listens to. */
export function useDrop(onFiles: (files: readonly File[]) => void) {
  const [isDropping, setDropping] = useState(false);
  const place = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      setDropping(true);
    },
    onDragLeave: () => setDropping(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setDropping(false);
      onFiles([...event.dataTransfer.files]);
    },
  };
  return { isDropping, place };
}
