/** Files under a post. */
import type { FileInfo } from "@mattermost/types/files";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { FileList } from "./FileList";
import { fileKind, fileSize, fitted } from "./fileKinds";
import { useViewer } from "./viewer";

function aFile(patch: Partial<FileInfo> = {}): FileInfo {
  return { id: "f1", user_id: "me", channel_id: "town", create_at: 1, update_at: 1, delete_at: 0, name: "notes.pdf", extension: "pdf", size: 2048, mime_type: "application/pdf", width: 0, height: 0, has_preview_image: false, clientId: "", archived: false, ...patch };
}

const picture = (id: string, width: number, height: number) => aFile({ id, name: `${id}.png`, extension: "png", mime_type: "image/png", width, height, has_preview_image: true });

describe("files", () => {
  it("knows kinds by extension, then by type", () => {
    expect(fileKind({ extension: "rs", mime_type: "" })).toBe("text");
    expect(fileKind({ extension: "xyz", mime_type: "video/x" })).toBe("video");
    expect(fileKind({ extension: "", mime_type: "" })).toBe("other");
  });

  it("says sizes shortly", () => {
    expect(fileSize(2048)).toBe("2 kB");
    expect(fileSize(1_500_000)).toBe("1.4 MB");
  });

  it("never enlarges a picture and keeps its shape", () => {
    expect(fitted(100, 50, 460, 320)).toEqual({ width: 100, height: 50 });
    expect(fitted(920, 320, 460, 320)).toEqual({ width: 460, height: 160 });
  });

  it("keeps the place of a single picture before it has arrived", () => {
    render(<FileList files={[picture("a", 920, 320)]} isCollapsed={false} />);
    const image = screen.getByRole("img", { name: "a.png" });
    expect(image).toHaveAttribute("width", "460");
    expect(image).toHaveAttribute("height", "160");
  });

  it("folds pictures away for those who want it", async () => {
    render(<FileList files={[picture("a", 90, 30), picture("b", 90, 30)]} isCollapsed />);
    expect(screen.queryByRole("img")).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole("button", { name: "2 pictures", expanded: false }));
    expect(screen.getAllByRole("img")).toHaveLength(2);
  });

  it("opens the viewer on the file, and downloads by its link", async () => {
    render(<FileList files={[picture("a", 9, 9), aFile()]} isCollapsed={false} />);
    await userEvent.click(screen.getByRole("button", { name: "Open notes.pdf" }));
    expect(useViewer.getState().at).toBe(1);
    expect(screen.getByRole("link", { name: "Download notes.pdf" })).toHaveAttribute("href", expect.stringContaining("/files/f1?download=1"));
  });
});
