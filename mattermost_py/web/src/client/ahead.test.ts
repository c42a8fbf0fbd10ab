/** What the page asked for before the scripts were there is taken once, by the same person, soon. */
import { afterEach, expect, it, vi } from "vitest";
import { get } from "./http";

const me = "a".repeat(26);
const url = "/api/v4/users/me";
const answer = () => Promise.resolve(new Response('"asked ahead"'));

function asked(meId: string): void {
  window.mmpyAsked = { meId, answers: { [url]: answer() } };
}

afterEach(() => {
  vi.restoreAllMocks();
  delete window.mmpyAsked;
});

it("serves the question it was asked for, once", async () => {
  vi.stubGlobal("fetch", vi.fn(() => Promise.resolve(new Response('"asked now"'))));
  document.cookie = `MMUSERID=${me}`;
  asked(me);
  await expect(get("/users/other")).resolves.toBe("asked now");
  await expect(get("/users/me")).resolves.toBe("asked ahead");
  await expect(get("/users/me")).resolves.toBe("asked now");
});

it("serves nobody else, and nobody later", async () => {
  vi.stubGlobal("fetch", vi.fn(() => Promise.resolve(new Response('"asked now"'))));
  document.cookie = `MMUSERID=${me}`;
  asked("b".repeat(26));
  await expect(get("/users/me")).resolves.toBe("asked now");
  asked(me);
  vi.spyOn(performance, "now").mockReturnValue(60_000);
  await expect(get("/users/me")).resolves.toBe("asked now");
});
