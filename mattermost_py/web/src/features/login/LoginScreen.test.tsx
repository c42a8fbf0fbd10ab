import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { receiveConfig } from "@/state/server";
import { change } from "@/state/store";
import LoginScreen from "./LoginScreen";

function answer(status: number, body: object) {
  return Promise.resolve(new Response(JSON.stringify(body), { status }));
}

const server = vi.fn<typeof fetch>();

beforeEach(() => {
  vi.stubGlobal("fetch", server);
  change(receiveConfig, { EnableOpenServer: "true", EnableUserCreation: "true" }, {});
});

afterEach(() => {
  vi.unstubAllGlobals();
  server.mockReset();
});

async function signIn() {
  const user = userEvent.setup();
  render(<LoginScreen />);
  await user.type(screen.getByRole("textbox", { name: "Email or username" }), "ana");
  await user.type(screen.getByLabelText("Password"), "secret");
  await user.click(screen.getByRole("button", { name: "Sign in" }));
  return user;
}

describe("signing in", () => {
  it("says what is missing without asking the server", async () => {
    const user = userEvent.setup();
    render(<LoginScreen />);
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    expect(screen.getByRole("alert")).toHaveTextContent("Enter your name and your password.");
    expect(server).not.toHaveBeenCalled();
  });

  it("shows the server's refusal in place", async () => {
    server.mockImplementation(() => answer(401, { id: "api.user.login.invalid_credentials_email_username", message: "Wrong name or password." }));
    await signIn();
    expect(await screen.findByRole("alert")).toHaveTextContent("Wrong name or password.");
  });

  it("asks for the code of accounts with a second factor and sends it along", async () => {
    server.mockImplementation(() => answer(401, { id: "mfa.validate_token.authenticate.app_error", message: "Code needed." }));
    const user = await signIn();
    await user.type(await screen.findByRole("textbox", { name: "Code" }), "123 456");
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    const body = JSON.parse(server.mock.calls.at(-1)?.[1]?.body as string) as Record<string, string>;
    expect(body).toEqual({ login_id: "ana", password: "secret", token: "123456" });
  });

  it("carries the header that lets the server set cookies", async () => {
    server.mockImplementation(() => answer(401, { id: "x", message: "no" }));
    await signIn();
    expect(server.mock.calls[0]?.[1]?.headers).toMatchObject({ "X-Requested-With": "XMLHttpRequest" });
  });
});
