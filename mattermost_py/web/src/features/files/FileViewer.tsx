import { useViewer } from "./viewer";
import { late, Later } from "@/ui/late";

const Lightbox = late(() => import("./Lightbox"), (module) => module.Lightbox);

/** The file viewer, if a file is open; its code arrives with the first file. */
export function FileViewer() {
  const isOpen = useViewer((viewer) => viewer.files.length > 0);
  return isOpen ? (
    <Later>
      <Lightbox />
    </Later>
  ) : null;
}
