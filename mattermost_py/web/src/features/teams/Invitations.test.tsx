import { fireEvent, render, screen, within } from "@testing-library/react";
import { beforeAll, expect, test } from "vitest";

import { moreWords } from "@/i18n/t";
import { playNetwork, Refusal } from "@/test/network";

import { Invitations } from "./Invitations";

const network = playNetwork();
beforeAll(() => moreWords("more"));
const invited = (count: number, page: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `${page}-${at}`, email: `p${page}-${at}@example.org`, is_guest: false, created_at: 1, outcome: "open" }));

test("invitations come page by page while somebody scrolls; one that is taken back says so, one that cannot be stays", async () => {
  const pages = [invited(6, 0), invited(2, 1)];
  network().on("GET", /\/invitations$/, () => pages.shift() ?? []);
  network().on("DELETE", /\/0-0$/, () => ({ status: "OK" }));
  network().on("DELETE", /\/0-1$/, () => new Refusal(403));
  render(<Invitations teamId="team" />);
  const list = await screen.findByRole("list", { name: "Invitations by email" });
  expect(within(list).getAllByRole("listitem")).toHaveLength(6);

  fireEvent.scroll(list);
  await screen.findByText("p1-1@example.org");
  fireEvent.scroll(list);
  fireEvent.scroll(list);
  expect(network().sent("GET", /\/invitations$/)).toHaveLength(3); // the last was empty, and nobody asks behind the end

  fireEvent.click(screen.getByRole("button", { name: "Revoke the invitation of p0-0@example.org" }));
  await screen.findByText(/^revoked/);
  pages.push(invited(6, 0));
  fireEvent.click(screen.getByRole("button", { name: "Revoke the invitation of p0-1@example.org" }));
  await expect.poll(() => network().sent("GET", /\/invitations$/)).toHaveLength(4); // asked what is true
  expect(screen.getByRole("button", { name: "Revoke the invitation of p0-1@example.org" })).toBeTruthy();
});
