/** One post: what it says, what one may do with it, keys that act on it. */
import type { Post } from "@mattermost/types/posts";
import { act, fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { receiveMyGroups } from "@/state/groups";
import { setPostFailed, storePosts } from "@/state/posts";
import { receiveConfig } from "@/state/server";
import { receiveRoles } from "@/state/roles";
import { change, getState, store } from "@/state/store";
import { playNetwork } from "@/test/network";
import { aPost } from "@/test/posts";
import { aState } from "@/test/state";

import { stopEditing } from "./editing";
import { PostRow } from "./PostRow";

const network = playNetwork();

function allow(...permissions: string[]) {
  change(receiveRoles, [{ id: "r", name: "channel_user", display_name: "", description: "", create_at: 1, update_at: 1, delete_at: 0, permissions, scheme_managed: true, built_in: true }]);
}

function show(patch: Partial<Post> = {}, place: "channel" | "thread" = "channel") {
  const post = aPost(patch);
  change(storePosts, [post]);
  render(<PostRow postId={post.id} place={place} isFirst />);
  return { post, row: screen.getByRole("article", { name: /^Message/ }) };
}

beforeEach(() => {
  store.setState(aState(), true);
  change(receiveConfig, { PostEditTimeLimit: "-1", TeammateNameDisplay: "full_name" }, {});
  allow("create_post", "edit_post", "delete_post", "add_reaction");
  stopEditing();
});

describe("PostRow", () => {
  it("says who wrote what", () => {
    const { row } = show({ message: "**hello** there" });
    expect(within(row).getByRole("button", { name: "Anna Berg" })).toBeVisible();
    expect(row).toHaveTextContent("hello there");
  });

  it("marks an edited post", () => {
    show({ edit_at: 5 });
    expect(screen.getByText("(edited)")).toBeVisible();
  });

  it("marks a post that is only for the reader", () => {
    show({ type: "system_ephemeral", message: "psst" });
    expect(screen.getByText("Only visible to you")).toBeVisible();
  });

  it("keeps the place of a deleted post and nothing of its text", () => {
    const { row } = show({ delete_at: 9, message: "secret" });
    expect(row).toHaveTextContent("This message was deleted.");
    expect(row).not.toHaveTextContent("secret");
    fireEvent.pointerEnter(row);
    expect(screen.queryByRole("toolbar")).not.toBeInTheDocument();
  });

  it("offers editing and deleting of one's own posts only", async () => {
    const { row } = show({ user_id: "me" });
    fireEvent.pointerEnter(row);
    await userEvent.click(within(row).getByRole("button", { name: "More actions" }));
    expect(await screen.findByRole("menuitem", { name: /Edit/ })).toBeVisible();
    expect(screen.getByRole("menuitem", { name: /Delete/ })).toBeVisible();
  });

  it("offers neither for posts of others", async () => {
    const { row } = show({ user_id: "anna" });
    fireEvent.pointerEnter(row);
    await userEvent.click(within(row).getByRole("button", { name: "More actions" }));
    expect(await screen.findByRole("menuitem", { name: /Copy link/ })).toBeVisible();
    expect(screen.queryByRole("menuitem", { name: /Edit/ })).not.toBeInTheDocument();
    expect(screen.queryByRole("menuitem", { name: /Delete/ })).not.toBeInTheDocument();
  });

  it("hides reacting from those who may not", () => {
    allow("create_post");
    const { row } = show();
    fireEvent.pointerEnter(row);
    expect(within(row).queryByRole("button", { name: "Add reaction" })).not.toBeInTheDocument();
    expect(within(row).getByRole("button", { name: "Reply" })).toBeVisible();
  });

  it("opens its thread, and editing, by a letter", async () => {
    const { post, row } = show({ user_id: "me" });
    fireEvent.keyDown(row, { key: "r" });
    expect(getState().ui.aside).toMatchObject({ kind: "thread", rootId: post.id });
    fireEvent.keyDown(row, { key: "e" });
    expect(await screen.findByRole("textbox", { name: "Edit message" })).toHaveValue("hello");
  });

  it("saves an edit with Enter", async () => {
    network().on("PUT", /\/patch$/, () => aPost({ id: "mine", user_id: "me", message: "hello you", edit_at: 7 }));
    const { row } = show({ id: "mine", user_id: "me" });
    fireEvent.keyDown(row, { key: "e" });
    await userEvent.type(await screen.findByRole("textbox", { name: "Edit message" }), " you{Enter}");
    await vi.waitFor(() => expect(row).toHaveTextContent("hello you"));
    expect(network().sent("PUT", /\/posts\/mine\/patch$/)[0]?.body).toEqual({ message: "hello you" });
  });

  it("tells of a message that was not sent and offers another try", () => {
    show({ id: "me:1", pending_post_id: "me:1", user_id: "me", failed: true });
    expect(screen.getByRole("alert")).toHaveTextContent("This message was not sent.");
    expect(screen.getByRole("button", { name: "Try again" })).toBeVisible();
  });

  it("shows how many answered and follows on demand", async () => {
    const { row, post } = show({ reply_count: 2, last_reply_at: 5, is_following: false });
    expect(within(row).getByRole("button", { name: /2 replies/ })).toBeVisible();
    await userEvent.click(within(row).getByRole("button", { name: "Follow" }));
    expect(within(row).getByRole("button", { name: "Following" })).toBeVisible();
    expect(network().sent("PUT", new RegExp(`/threads/${post.id}/following$`))).toHaveLength(1);
  });

  it("tells why a message was refused", () => {
    show({ id: "me:2", pending_post_id: "me:2", user_id: "me" });
    act(() => change(setPostFailed, "me:2", true, "At most five people."));
    expect(screen.getByRole("alert")).toHaveTextContent("At most five people.");
  });

  it("shows a burning message only to those who open it", async () => {
    const sealed: Partial<Post> = { id: "hot", type: "burn_on_read", message: "", props: { read_duration: 600_000 } };
    network().on("GET", /\/posts\/hot\/reveal$/, () => {
      const open = aPost({ ...sealed, message: "the key" });
      return { ...open, metadata: { ...open.metadata, expire_at: Date.now() + 600_000 } };
    });
    const { row } = show(sealed);
    expect(row).toHaveTextContent("10 minutes once you open it");
    await userEvent.click(within(row).getByRole("button", { name: "Open message" }));
    expect(await within(row).findByText("the key")).toBeVisible();
    expect(within(row).getByRole("timer")).toHaveTextContent(/burns in (10:00|9:59)/);
  });

  it("asks to acknowledge, and takes it back", async () => {
    change(receiveConfig, { PostAcknowledgements: "true" }, {});
    network().on("POST", /\/posts\/ask\/ack$/, () => ({ user_id: "me", post_id: "ask", acknowledged_at: Date.now() }));
    const post = aPost({ id: "ask" });
    const { row } = show({ ...post, metadata: { ...post.metadata, priority: { priority: "", requested_ack: true } } });
    await userEvent.click(await within(row).findByRole("button", { name: "Acknowledge" }));
    expect(await within(row).findByRole("button", { name: "1 person acknowledged" })).toBeVisible();
    await userEvent.click(within(row).getByRole("button", { name: "Acknowledged" }));
    expect(await within(row).findByRole("button", { name: "Acknowledge" })).toBeVisible();
    expect(network().sent("DELETE", /\/users\/me\/posts\/ask\/ack$/)).toHaveLength(1);
  });

  it("marks a group that the reader is in", async () => {
    const group = { id: "g", name: "crew", display_name: "The crew", source: "custom", delete_at: 0, allow_reference: true };
    change(receiveMyGroups, [group]);
    const { row } = show({ message: "hello @crew." });
    expect(within(row).getByRole("button", { name: "@crew" })).toHaveClass(/own/);
    await userEvent.click(within(row).getByRole("button", { name: "@crew" }));
    expect(getState().ui.dialog).toEqual({ name: "group", id: "g" });
  });

  it("links nothing that could run code", () => {
    const { row } = show({ message: "[press](javascript:alert(1)) <img src=x onerror=alert(1)>" });
    expect(within(row).queryByRole("link", { name: "press" })).not.toBeInTheDocument();
    expect(row.querySelector("img[onerror]")).toBeNull();
  });
});
