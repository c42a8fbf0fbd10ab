import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aChannel, aMember, aState } from "@/test/state";
import { receiveChannels, receiveMyMembers } from "@/state/channels";
import { store } from "@/state/store";
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
});
