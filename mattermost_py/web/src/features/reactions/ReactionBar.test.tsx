/** The emoji under a post. */
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import { ReactionBar } from "./ReactionBar";
import { chipsOf } from "./useReactionBar";

const by = (user_id: string, emoji_name: string, create_at = 1) => ({ user_id, emoji_name, post_id: "p", create_at });

describe("ReactionBar", () => {
  it("counts people per emoji, in the order the emoji came, and knows one's own", () => {
    const chips = chipsOf([by("ben", "tada", 2), by("anna", "wave", 1), by("me", "tada", 3)], "me");
    expect(chips).toEqual([
      { emoji: "wave", count: 1, isMine: false, userIds: ["anna"] },
      { emoji: "tada", count: 2, isMine: true, userIds: ["me", "ben"] },
    ]);
  });

  it("toggles an emoji by its chip", async () => {
    const onToggle = vi.fn();
    render(<ReactionBar chips={chipsOf([by("me", "wave")], "me")} canReact onToggle={onToggle} describe={() => "You"} />);
    const chip = screen.getByRole("button", { name: /wave/, pressed: true });
    await userEvent.click(chip);
    expect(onToggle).toHaveBeenCalledExactlyOnceWith("wave");
  });

  it("only shows when one may not react", () => {
    render(<ReactionBar chips={chipsOf([by("anna", "wave")], "me")} canReact={false} onToggle={vi.fn()} describe={() => ""} />);
    expect(screen.getAllByRole("button")).toHaveLength(1);
    expect(screen.getByRole("button")).toBeDisabled();
  });

  it("draws nothing without reactions", () => {
    const { container } = render(<ReactionBar chips={[]} canReact onToggle={vi.fn()} describe={() => ""} />);
    expect(container).toBeEmptyDOMElement();
  });
});
