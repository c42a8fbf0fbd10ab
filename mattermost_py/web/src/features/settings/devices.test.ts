import type { Session } from "@mattermost/types/sessions";
import { describe, expect, it } from "vitest";
import { setLocale } from "@/i18n/t";
import { deviceOf } from "./devices";

const opened = (props: Record<string, string>) => deviceOf({ props } as unknown as Session);

describe("the device of a session", () => {
  it("is told by what is known of it", async () => {
    await setLocale("en");
    expect(opened({ browser: "Chrome/156.0.0", os: "Linux", platform: "Linux" })).toBe("Chrome 156 · Linux");
    expect(opened({ browser: "unknown/0.0", os: "Windows", platform: "Windows" })).toBe("Windows");
    expect(opened({ browser: "unknown/0.0", os: "unknown", platform: "" })).toBe(opened({}));
  });
});
