/** Views whose code comes later, or not at all at first. */
import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { Trouble } from "@/app/Trouble";
import { inTurn, late, Later, useArrival } from "./late";

const Word = () => <p>here</p>;

/** Code that cannot be had the first time. */
function shaky() {
  const load = vi.fn(() => Promise.resolve({ default: Word }));
  load.mockImplementationOnce(() => Promise.reject(new Error("no line")));
  return load;
}

describe("a view whose code could not be had", () => {
  it("is asked for again by whoever tries again", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const View = late(shaky());
    render(
      <Trouble>
        <Later>
          <View />
        </Later>
      </Trouble>,
    );
    await userEvent.click(await screen.findByRole("button", { name: "Try again" }));
    expect(await screen.findByText("here")).toBeVisible();
  });

  it("that nobody asked for is left out, and comes with the line", async () => {
    const load = shaky();
    const View = late(load);
    const Extra = ({ isWanted }: { isWanted: boolean }) => (useArrival(View, isWanted) ? <View /> : <p>without</p>);
    const { rerender } = render(<Extra isWanted={false} />);
    expect(load).not.toHaveBeenCalled();
    await act(async () => {
      rerender(<Extra isWanted />);
      await Promise.resolve();
    });
    expect(load).toHaveBeenCalledOnce();
    expect(screen.getByText("without")).toBeVisible();
    act(() => void window.dispatchEvent(new Event("online")));
    expect(await screen.findByText("here")).toBeVisible();
    rerender(<Extra isWanted={false} />);
    expect(screen.getByText("without")).toBeVisible();
  });
});

it("code that comes ahead comes one after the other, even if some cannot be had", async () => {
  const asked: string[] = [];
  const releases: (() => void)[] = [];
  const part = (name: string, isThere = true) =>
    late(() => {
      asked.push(name);
      return new Promise<{ default: typeof Word }>((resolve, reject) => releases.push(() => (isThere ? resolve({ default: Word }) : reject(new Error("no line")))));
    }).ahead;
  inTurn([part("one"), part("two", false), part("three")]);
  expect(asked).toEqual(["one"]);
  for (const expected of [["one", "two"], ["one", "two", "three"]]) {
    releases.at(-1)?.();
    await vi.waitFor(() => expect(asked).toEqual(expected));
  }
});
