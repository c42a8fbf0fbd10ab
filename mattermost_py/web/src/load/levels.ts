/** Levels of confidentiality; sites without any load nothing of them. */
import { getState } from "@/state/store";

export function needLevels(): void {
  if (getState().server.config["ClassificationLevels"]) void import("./levelsOfChannels").then(({ load }) => load());
}
