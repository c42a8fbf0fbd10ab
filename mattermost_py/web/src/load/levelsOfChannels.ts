/** The levels of one's own channels. */
import { channelLevels } from "@/client/levels";
import { receiveLevels } from "@/state/levels";
import { change } from "@/state/store";

export function load(): void {
  void channelLevels().then(
    (received) => change(receiveLevels, received),
    () => undefined,
  );
}
