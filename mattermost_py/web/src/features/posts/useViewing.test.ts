import { renderHook } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { playNetwork } from "@/test/network";
import { aState } from "@/test/state";
import { signOut, useSession } from "@/load/session";
import { store } from "@/state/store";
import { afterFrame } from "@/ui/afterPaint";
import { useViewing } from "./useViewing";

const network = playNetwork();
const nextFrame = () => new Promise<void>(afterFrame);
const VIEW = /channels\/members\/me\/view/;

it("what is looked at is told when one leaves, but not after signing out", async () => {
  network().on("POST", VIEW, () => ({ last_viewed_at_times: {} }));
  network().on("POST", /logout/, () => ({ status: "OK" }));
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
  const look = () => {
    store.setState(aState());
    useSession.setState({ phase: "signed-in" });
    return renderHook(() => useViewing("town"));
  };
  look().unmount();
  await nextFrame();
  expect(network().sent("POST", VIEW)).toHaveLength(1);

  const { unmount } = look();
  const parting = signOut();
  unmount();
  await parting;
  await nextFrame();
  expect(network().sent("POST", VIEW)).toHaveLength(1);
});
