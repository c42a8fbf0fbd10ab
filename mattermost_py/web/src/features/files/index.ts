/** Files: lists under posts, the viewer, uploads. */
export { FileList } from "./FileList";
export { FileViewer } from "./FileViewer";
