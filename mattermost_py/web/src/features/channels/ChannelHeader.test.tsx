import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aMember, aState } from "@/test/state";
import { receiveMyMembers } from "@/state/channels";
import { receiveRoles } from "@/state/roles";
import { getState, store } from "@/state/store";
import { ChannelHeader } from "./ChannelHeader";

const role = (name: string, permissions: string[]) => ({
  id: name, name, display_name: name, description: "", create_at: 1, update_at: 1, delete_at: 0, permissions, scheme_managed: true, built_in: true,
});

beforeEach(() => {
  const stats = { channel_id: "town", member_count: 7, guest_count: 0, pinnedpost_count: 2, files_count: 0 };
  vi.stubGlobal("fetch", vi.fn(() => Promise.resolve(new Response(JSON.stringify(stats)))));
  store.setState(aState());
});

afterEach(() => vi.unstubAllGlobals());

describe("the channel's head", () => {
  it("names the channel and counts members and pins", async () => {
    render(<ChannelHeader channelId="town" onBack={vi.fn()} />);
    expect(screen.getByRole("heading", { name: "Town Square" })).toBeVisible();
    expect(await screen.findByRole("button", { name: "Members: 7" })).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Pinned messages: 2" }));
    expect(getState().ui.aside).toEqual({ kind: "pinned", channelId: "town" });
  });

  it("never offers to leave the channel everybody is in", async () => {
    render(<ChannelHeader channelId="town" onBack={vi.fn()} />);
    await userEvent.click(screen.getByRole("button", { name: "Town Square" }));
    await screen.findByRole("menuitem", { name: "Notifications" });
    expect(screen.queryByRole("menuitem", { name: "Leave channel" })).toBeNull();
    expect(screen.queryByRole("menuitem", { name: "Archive channel" })).toBeNull();
  });

  it("offers to archive only with the right to", async () => {
    const state = aState();
    const town = state.channels.byId["town"];
    if (town === undefined) throw new Error("town is a channel of the test state");
    const other = { ...state, channels: { ...state.channels, byId: { ...state.channels.byId, town: { ...town, name: "design" } } } };
    const allowed = receiveRoles(receiveMyMembers(other, [aMember({ roles: "channel_admin" })]), [role("channel_admin", ["delete_public_channel"])]);
    store.setState(allowed);
    render(<ChannelHeader channelId="town" onBack={vi.fn()} />);
    await userEvent.click(screen.getByRole("button", { name: "Town Square" }));
    expect(await screen.findByRole("menuitem", { name: "Archive channel" })).toBeVisible();
    expect(screen.getByRole("menuitem", { name: "Leave channel" })).toBeVisible();
  });
});
