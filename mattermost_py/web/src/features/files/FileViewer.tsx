import { lazy, Suspense } from "react";

import { useViewer } from "./viewer";

const Lightbox = lazy(() => import("./Lightbox").then((module) => ({ default: module.Lightbox })));

/** The file viewer, if a file is open; its code arrives with the first file. */
export function FileViewer() {
  const isOpen = useViewer((viewer) => viewer.files.length > 0);
  return isOpen ? (
    <Suspense fallback={null}>
      <Lightbox />
    </Suspense>
  ) : null;
}
