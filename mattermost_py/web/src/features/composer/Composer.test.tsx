/** Writing a message: sending, drafts, suggestions, limits. */
import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { receiveChannelStats, setChannelDeleted } from "@/state/channels";
import { receiveDraft } from "@/state/drafts";
import { receivePreferences } from "@/state/preferences";
import { receiveRoles } from "@/state/roles";
import { receiveConfig } from "@/state/server";
import { change, getState, store } from "@/state/store";
import { Refusal, playNetwork } from "@/test/network";
import { aPost } from "@/test/posts";
import { aState, aUser } from "@/test/state";

import { Composer } from "./Composer";

const network = playNetwork();

beforeEach(() => {
  store.setState(aState(), true);
  change(receiveConfig, { MaxPostSize: "40", EnableFileAttachments: "true", AllowSyncedDrafts: "true" }, {});
  const role = { id: "r", name: "channel_user", display_name: "", description: "", create_at: 1, update_at: 1, delete_at: 0, scheme_managed: true, built_in: true };
  change(receiveRoles, [{ ...role, permissions: ["create_post", "use_channel_mentions"] }]);
  network().on("POST", /^\/posts$/, ({ body }) => aPost({ id: "new", ...(body as object) }));
});

function open(rootId = "") {
  render(<Composer channelId="town" rootId={rootId} />);
  return screen.getByRole("textbox", { name: rootId === "" ? "Write to Town Square" : "Reply to this thread" });
}

const sent = () => network().sent("POST", /^\/posts$/).map(({ body }) => (body as { message: string }).message);

describe("Composer", () => {
  it("sends with Enter and is empty afterwards; Shift+Enter is a new line", async () => {
    const field = open();
    await userEvent.type(field, "one{Shift>}{Enter}{/Shift}two{Enter}");
    await vi.waitFor(() => expect(sent()).toEqual(["one\ntwo"]));
    expect(field).toHaveValue("");
  });

  it("sends only with Ctrl+Enter for those who chose so", async () => {
    change(receivePreferences, [{ user_id: "me", category: "advanced_settings", name: "send_on_ctrl_enter", value: "true" }]);
    const field = open();
    await userEvent.type(field, "one{Enter}two");
    expect(sent()).toEqual([]);
    await userEvent.type(field, "{Control>}{Enter}{/Control}");
    await vi.waitFor(() => expect(sent()).toEqual(["one\ntwo"]));
  });

  it("leaves Enter to an input method that is composing", () => {
    const field = open();
    fireEvent.change(field, { target: { value: "こんにちは" } });
    fireEvent.keyDown(field, { key: "Enter", isComposing: true });
    expect(sent()).toEqual([]);
  });

  it("sends nothing empty and nothing too long", async () => {
    const field = open();
    await userEvent.type(field, "  {Enter}");
    fireEvent.change(field, { target: { value: "x".repeat(41) } });
    expect(screen.getByRole("alert")).toHaveTextContent("41");
    await userEvent.type(field, "{Enter}");
    expect(sent()).toEqual([]);
  });

  it("counts an emoji as one character", () => {
    fireEvent.change(open(), { target: { value: "😀".repeat(40) } });
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Send" })).toBeEnabled();
  });

  it("keeps what was written when it is left, and brings it back", async () => {
    await userEvent.type(open(), "half a thought");
    const { unmount } = render(<div />);
    unmount();
    await vi.waitFor(() => expect(getState().drafts.byKey["town"]?.message).toBe("half a thought"));
    expect(localStorage.getItem("mmpy.drafts.me")).toContain("half a thought");
  });

  it("takes over a younger draft of another device", async () => {
    const field = open();
    change(receiveDraft, { create_at: 1, update_at: Date.now() + 1000, delete_at: 0, user_id: "me", channel_id: "town", root_id: "", message: "from my phone", props: {} });
    await vi.waitFor(() => expect(field).toHaveValue("from my phone"));
  });

  it("completes names as they are typed", async () => {
    network().on("GET", /\/users\/autocomplete/, () => ({ users: [aUser()], out_of_channel: [] }));
    const field = open();
    await userEvent.type(field, "hi @an");
    expect(await screen.findByRole("option", { name: /@anna/, selected: true })).toBeVisible();
    await userEvent.type(field, "{Enter}");
    expect(field).toHaveValue("hi @anna ");
    expect(sent()).toEqual([]);
  });

  it("asks before it calls a whole channel", async () => {
    change(receiveChannelStats, { channel_id: "town", member_count: 30, guest_count: 0, pinnedpost_count: 0, files_count: 0 });
    await userEvent.type(open(), "hey @all{Escape}{Enter}");
    expect(sent()).toEqual([]);
    const dialog = await screen.findByRole("dialog", { name: "Notify everybody?" });
    expect(dialog).toHaveTextContent("29 people");
    await userEvent.click(screen.getAllByRole("button", { name: "Send" }).find((button) => dialog.contains(button)) ?? dialog);
    await vi.waitFor(() => expect(sent()).toEqual(["hey @all"]));
  });

  it("keeps a command the server does not know, and offers to send it as a message", async () => {
    network().on("POST", /\/commands\/execute$/, () => new Refusal(404, "api.command.execute_command.not_found.app_error", "No such command."));
    const field = open();
    await userEvent.type(field, "/shout hi{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("No such command.");
    expect(field).toHaveValue("/shout hi");
    await userEvent.click(screen.getByRole("button", { name: "Send as a message" }));
    await vi.waitFor(() => expect(sent()).toEqual(["/shout hi"]));
  });

  it("completes a command with its arguments, and sends one that is complete", async () => {
    network().on("GET", /\/commands\/autocomplete_suggestions/, () => [{ Complete: "status away", Suggestion: "away", Hint: "", Description: "Be away", IconData: "" }]);
    network().on("POST", /\/commands\/execute$/, () => ({ goto_location: "" }));
    const field = open();
    await userEvent.type(field, "/status a");
    expect(await screen.findByRole("option", { name: /away.*Be away/ })).toBeVisible();
    await userEvent.type(field, "{Tab}");
    expect(field).toHaveValue("/status away ");
    await userEvent.type(field, "{Enter}");
    await vi.waitFor(() => expect(network().sent("POST", /\/commands\/execute$/)[0]?.body).toMatchObject({ command: "/status away " }));
    expect(field).toHaveValue("");
  });

  it("sends a message with its priority, and the next one without", async () => {
    change(receiveConfig, { MaxPostSize: "40", PostPriority: "true", PostAcknowledgements: "true" }, {});
    const field = open();
    await userEvent.click(screen.getByRole("button", { name: "Priority and more" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Request acknowledgement" }));
    await userEvent.type(field, "one{Enter}two{Enter}");
    await vi.waitFor(() => expect(sent()).toEqual(["one", "two"]));
    const [first, second] = network().sent("POST", /^\/posts$/).map(({ body }) => (body as { metadata?: { priority: unknown } }).metadata);
    expect(first?.priority).toEqual({ priority: "", requested_ack: true, persistent_notifications: false });
    expect(second).toBeUndefined();
  });

  it("schedules a message instead of sending it, and keeps it if that is refused", async () => {
    change(receiveConfig, { MaxPostSize: "40", ScheduledPosts: "true" }, {});
    network().on("POST", /\/posts\/schedule$/, () => new Refusal(400, "api.x", "Not at this time."));
    const field = open();
    await userEvent.type(field, "later");
    await userEvent.click(screen.getByRole("button", { name: "Send later" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: /^Tomorrow at/ }));
    expect(await screen.findByRole("alert")).toHaveTextContent("Not at this time.");
    expect(field).toHaveValue("later");

    network().on("POST", /\/posts\/schedule$/, ({ body }) => ({ id: "s1", create_at: 1, update_at: 1, user_id: "me", props: {}, ...(body as object) }));
    await userEvent.click(screen.getByRole("button", { name: "Send later" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: /^Tomorrow at/ }));
    await vi.waitFor(() => expect(field).toHaveValue(""));
    expect(getState().schedules.byId["s1"]).toMatchObject({ message: "later", channel_id: "town" });
    expect(screen.getByText(/A message is scheduled: tomorrow at/)).toBeVisible();
    expect(sent()).toEqual([]);
  });

  it("formats by keys", async () => {
    const field = open();
    await userEvent.type(field, "bold");
    (field as HTMLTextAreaElement).setSelectionRange(0, 4);
    await userEvent.keyboard("{Control>}b{/Control}");
    expect(field).toHaveValue("**bold**");
  });

  it("says why nothing can be written in an archived channel", () => {
    change(setChannelDeleted, "town", 5);
    render(<Composer channelId="town" rootId="" />);
    expect(screen.getByRole("note")).toHaveTextContent("archived");
    expect(screen.queryByRole("textbox")).not.toBeInTheDocument();
  });

  it("stays while the place changes, each with its own text, view and troubles", async () => {
    let resolve: (refusal: Refusal) => void = () => undefined;
    const answer = new Promise<Refusal>((done) => (resolve = done));
    network().on("POST", /^\/commands\/execute$/, () => answer);
    const { rerender } = render(<Composer channelId="town" rootId="" />);
    const bold = screen.getByRole("button", { name: /^Bold/ });
    await userEvent.type(screen.getByRole("textbox"), "/slow{Enter}");
    await userEvent.click(screen.getByRole("button", { name: "Preview" }));

    rerender(<Composer channelId="direct" rootId="" />);
    const field = screen.getByRole("textbox");
    expect(field).toHaveValue("");
    expect(field).toHaveFocus();
    await userEvent.type(field, "hello");
    resolve(new Refusal(404, "api.command.execute_command.not_found.app_error", "No such command."));
    await vi.waitFor(() => expect(network().sent("POST", /^\/commands\/execute$/)).toHaveLength(1));
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();

    rerender(<Composer channelId="town" rootId="" />);
    expect(screen.getByRole("textbox")).toHaveValue("/slow");
    rerender(<Composer channelId="direct" rootId="" />);
    expect(screen.getByRole("textbox")).toHaveValue("hello");
    expect(screen.getByRole("button", { name: /^Bold/ })).toBe(bold);
  });
});
