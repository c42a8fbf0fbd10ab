import type { Ref } from "react";

interface Props {
  /** Its `click` opens the system's dialog. */
  ref: Ref<HTMLInputElement>;
  accept?: string;
  multiple?: boolean;
  onPick: (files: File[]) => void;
}

/** The way to the system's dialog for files, behind a button of one's own. The same file can be chosen again. */
export function FilePicker({ ref, accept, multiple = false, onPick }: Props) {
  return (
    <input
      ref={ref}
      type="file"
      accept={accept}
      multiple={multiple}
      hidden
      aria-hidden
      tabIndex={-1}
      onChange={(event) => {
        const files = [...(event.currentTarget.files ?? [])];
        event.currentTarget.value = "";
        if (files.length > 0) onPick(files);
      }}
    />
  );
}
