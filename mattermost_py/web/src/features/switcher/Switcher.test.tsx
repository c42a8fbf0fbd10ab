import type { UserThread, UserThreadList } from "@mattermost/types/threads";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aPost } from "@/test/posts";
import { aChannel, aMember, aState, aUser } from "@/test/state";
import { receiveChannels, receiveMyMembers } from "@/state/channels";
import { store } from "@/state/store";
import { receiveThreads } from "@/state/threads";
import { receiveUsers } from "@/state/users";
import { ownPlaces } from "./places";
import Switcher from "./Switcher";

beforeEach(() => {
  vi.stubGlobal("fetch", vi.fn(() => Promise.resolve(new Response("[]"))));
  const more = ["Design", "Old devices"].map((name, index) => aChannel({ id: `c${index}`, name: name.toLowerCase().replace(" ", "-"), display_name: name }));
  store.setState(receiveMyMembers(receiveChannels(aState(), more), more.map(({ id }) => aMember({ channel_id: id }))));
});

afterEach(() => {
  vi.unstubAllGlobals();
  window.history.replaceState(null, "", "/");
});

const offered = () => screen.getAllByRole("option").map((option) => option.textContent);

describe("the switcher", () => {
  it("offers own channels and conversations before anything is typed", async () => {
    render(<Switcher id="" onClose={vi.fn()} />);
    await screen.findByRole("combobox", { name: "Go to a channel or person" });
    expect(offered().sort()).toEqual(["Design", "Old devices", "Town Square", "annaAnna Berg"]);
  });

  it("offers the channels of a team that comes while it is open", async () => {
    const all = store.getState();
    store.setState({ ...all, channels: { ...all.channels, byId: {}, mine: {}, loadedTeams: {} } });
    render(<Switcher id="" onClose={vi.fn()} />);
    expect(await screen.findByText(/^Nothing fits/)).toBeVisible();
    act(() => store.setState({ channels: { ...all.channels, loadedTeams: { orchard: true } } }));
    expect(await screen.findAllByRole("option")).toHaveLength(4);
  });

  it("finds by a few letters and goes there on Enter", async () => {
    const close = vi.fn();
    render(<Switcher id="" onClose={close} />);
    await userEvent.type(await screen.findByRole("combobox"), "de");
    await waitFor(() => expect(offered()).toEqual(["Design", "Old devices"]));
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(close).toHaveBeenCalledOnce();
    expect(window.location.pathname).toBe("/orchard/channels/old-devices");
  });

  it("finds people by any of their names", async () => {
    render(<Switcher id="" onClose={vi.fn()} />);
    await userEvent.type(await screen.findByRole("combobox"), "berg");
    await waitFor(() => expect(offered()).toEqual(["annaAnna Berg"]));
  });

  it("finds threads by their first words, and opens them", async () => {
    const root = aPost({ id: "root", message: "**Why** not a generator?\nIt is simpler." });
    const thread = { id: "root", reply_count: 1, last_reply_at: 5, last_viewed_at: 0, participants: [], post: root, unread_replies: 1, unread_mentions: 0, is_following: true } as unknown as UserThread;
    store.setState(receiveThreads(store.getState(), "orchard", { threads: [thread], total: 1, total_unread_threads: 1, total_unread_mentions: 0 } as unknown as UserThreadList));
    render(<Switcher id="" onClose={vi.fn()} />);
    await userEvent.type(await screen.findByRole("combobox"), "generator");
    await userEvent.click(await screen.findByRole("option", { name: /^Why not a generator\?/ }));
    expect(window.location.pathname).toBe("/orchard/threads/root");
  });

  it("offers commands by their names, and nothing else after a >", async () => {
    const close = vi.fn();
    render(<Switcher id="" onClose={close} />);
    const field = await screen.findByRole("combobox");
    await userEvent.type(field, ">de");
    await waitFor(() => expect(screen.queryAllByRole("option").length).toBe(0));
    await userEvent.clear(field);
    await userEvent.type(field, ">setting");
    await userEvent.click(await screen.findByRole("option", { name: /^Settings/ }));
    expect(close).toHaveBeenCalledOnce();
    expect(store.getState().ui.dialog?.name).toBe("settings");
  });

  it("offers those themes that the site lets people choose", async () => {
    const offers: [Record<string, string>, string[]][] = [
      [{}, ["As the system", "Dark", "Light"]],
      [{ EnableThemeSelection: "true", AllowedThemes: "denim,quartz" }, ["Light"]],
      [{ EnableThemeSelection: "false", DefaultTheme: "onyx" }, []],
    ];
    for (const [config, names] of offers) {
      store.setState({ server: { ...store.getState().server, config } });
      const { unmount } = render(<Switcher id="" onClose={vi.fn()} />);
      await userEvent.type(await screen.findByRole("combobox"), ">");
      await screen.findByRole("option", { name: /^Settings/ });
      const themes = offered().filter((name) => name.startsWith("Theme:"));
      expect(themes.sort()).toEqual(names.map((name) => `Theme: ${name}Command`));
      unmount();
    }
  });

  it("makes anew only places of which something changed", () => {
    const before = store.getState();
    const places = ownPlaces(before);
    const renamed = receiveChannels(before, [aChannel({ id: "c1", name: "old-devices", display_name: "New devices" })]);
    const later = ownPlaces(receiveUsers(renamed, [aUser({ nickname: "Annie" })]));
    const names = (all: typeof places) => all.map(({ name }) => name).sort();
    expect(names(later)).toEqual(names(places).map((name) => (name === "Old devices" ? "New devices" : name)).sort());
    expect(later.filter((place) => places.includes(place)).map(({ name }) => name).sort()).toEqual(["Design", "Town Square", "me"]);
    expect(later.find((place) => place.user)?.also).toContain("annie");
  });
});
