import { describe, expect, it } from "vitest";
import { isChannelName, isTeamName, slug } from "./slug";

describe("addresses", () => {
  it("are made of names", () => {
    expect(slug("Obstgärten & Söhne GmbH")).toBe("obstgaerten-soehne-gmbh");
    expect(slug("  Café  ")).toBe("cafe");
    expect(slug("東京")).toBe("");
  });

  it("never look like screens, direct channels or groups", () => {
    expect(isTeamName("login")).toBe(false);
    expect(isTeamName("orchard")).toBe(true);
    expect(isChannelName("a__b")).toBe(false);
    expect(isChannelName("0123456789abcdef0123456789abcdef01234567")).toBe(false);
    expect(isChannelName("town-square")).toBe(true);
  });
});
