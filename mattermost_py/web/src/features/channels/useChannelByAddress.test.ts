import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aChannel, aState } from "@/test/state";
import { leaveChannel, receiveChannels } from "@/state/channels";
import { change, store } from "@/state/store";
import { useChannelByAddress } from "./useChannelByAddress";

const server = vi.fn<typeof fetch>();

beforeEach(() => {
  vi.stubGlobal("fetch", server);
  server.mockImplementation(() => Promise.resolve(new Response(JSON.stringify({ id: "x" }), { status: 404 })));
  const state = aState();
  store.setState({ ...state, channels: { ...state.channels, loadedTeams: { orchard: true } } });
});

afterEach(() => {
  vi.unstubAllGlobals();
  server.mockReset();
  window.history.replaceState(null, "", "/");
});

const open = (name: string, kind: "channels" | "messages" = "channels") =>
  renderHook(() => useChannelByAddress({ teamId: "orchard", name, kind }));

describe("an address", () => {
  it("leads to a channel by its name and to a person by the username", () => {
    expect(open("town-square").result.current.channelId).toBe("town");
    expect(open("@anna", "messages").result.current.channelId).toBe("direct");
  });

  it("of a channel just left does not join it again", () => {
    const { result } = open("town-square");
    act(() => change(leaveChannel, "town"));
    expect(result.current).toMatchObject({ channelId: "", gone: true });
    expect(server).not.toHaveBeenCalled();
  });

  it("follows a channel that is renamed while it is on the screen", () => {
    const { result } = open("town-square");
    act(() => change(receiveChannels, [aChannel({ name: "market" })]));
    expect(result.current).toMatchObject({ channelId: "town", gone: false });
    expect(window.location.pathname).toBe("/orchard/channels/market");
  });

  it("that a channel had before leads to the one it has now", async () => {
    server.mockImplementation(() => Promise.resolve(new Response(JSON.stringify(aChannel({})), { status: 200 })));
    open("old-square");
    await vi.waitFor(() => expect(window.location.pathname).toBe("/orchard/channels/town-square"));
  });

  it("of nothing says so once the server has said so", async () => {
    const { result } = open("nowhere");
    await vi.waitFor(() => expect(result.current.missing).toBe(true));
  });
});
