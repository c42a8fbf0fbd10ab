import { fireEvent, render, screen, within } from "@testing-library/react";
import { beforeAll, expect, test } from "vitest";

import { moreWords } from "@/i18n/t";
import { playNetwork } from "@/test/network";

import { Sessions } from "./Sessions";

const network = playNetwork();
beforeAll(() => moreWords("more", "settings"));

test("one device of many is signed out, and gone from the list", async () => {
  const session = (at: number) => ({ id: `s${at}`, device_id: "", create_at: 1, last_activity_at: 1, props: { browser: `Browser/${at}.0`, os: "Linux" } });
  const own = { ...session(0), props: { ...session(0).props, csrf: "secret" } };
  network().on("GET", /\/sessions$/, () => Array.from({ length: 400 }, (_, at) => (at === 0 ? own : session(at))));
  document.cookie = "MMCSRF=secret";
  render(<Sessions />);
  const list = await screen.findByRole("list", { name: "Signed-in devices" });
  const drawn = within(list).getAllByRole("listitem");
  expect(drawn.length).toBeLessThan(100); // only what is near is drawn

  const [first, second] = drawn;
  if (first === undefined || second === undefined) throw new Error("nothing is drawn");
  expect(within(second).getByText(/^Browser 1 /)).toBeInTheDocument();
  expect(screen.getAllByText("This device")).toHaveLength(1);
  expect(within(first).getByText("This device")).toBeInTheDocument();
  fireEvent.click(within(second).getByRole("button", { name: "Sign out" }));
  await expect.poll(() => within(list).queryByText(/^Browser 1 /)).toBeNull();
  expect(network().sent("POST", /\/sessions\/revoke$/).map((asked) => asked.body)).toEqual([{ session_id: "s1" }]);
});
