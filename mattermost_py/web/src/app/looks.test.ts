import { beforeAll, describe, expect, it } from "vitest";
import { setLocale } from "@/i18n/t";
import { maintenanceAt, stretch } from "./maintenance";
import { themeRules } from "./theme";

const COLOURS = JSON.stringify({ sidebarBg: "#203040", centerChannelBg: "#101010", centerChannelColor: "#eeeeee" });

describe("the site's themes", () => {
  it("leave everything open by default", () => {
    const rules = themeRules({ EnableThemeSelection: "true", DefaultTheme: "default", AllowCustomThemes: "true", AllowedThemes: "" });
    expect(rules).toEqual({ mayChoose: true, offered: ["system", "light", "dark", "custom"], preset: "system" });
  });

  it("can be preset, limited and forced", () => {
    const rules = (config: Record<string, string>) => {
      const { mayChoose, offered, preset } = themeRules(config);
      return [mayChoose, offered.join(" "), preset];
    };
    expect(rules({ DefaultTheme: "onyx" })).toEqual([true, "system light dark custom", "dark"]);
    expect(rules({ DefaultTheme: "onyx", AllowedThemes: "denim,Quartz", AllowCustomThemes: "false" })).toEqual([true, "light", "light"]);
    expect(rules({ DefaultTheme: "denim", AllowedThemes: "denim,onyx" })).toEqual([true, "system light dark custom", "light"]);
    expect(rules({ DefaultTheme: COLOURS })).toEqual([true, "site system light dark custom", "site"]);
    expect(rules({ DefaultTheme: COLOURS, EnableThemeSelection: "false" })).toEqual([false, "site", "site"]);
    expect(rules({ DefaultTheme: "nonsense", EnableThemeSelection: "false" })).toEqual([false, "system", "system"]);
  });
});

describe("a planned break", () => {
  const HOUR = 3_600_000;
  const config = { MaintenanceStartAt: String(100 * HOUR), MaintenanceEndAt: String(102 * HOUR), MaintenanceNoticeHours: "24", MaintenanceMessage: "Disks" };

  it("is told of in good time and while it lasts", () => {
    const phase = (hour: number) => maintenanceAt(config, hour * HOUR)?.isNow;
    expect([75.9, 76, 99.9, 100, 101.9, 102].map(phase)).toEqual([undefined, false, false, true, true, undefined]);
    expect(maintenanceAt({}, 0)).toBeNull();
    expect(maintenanceAt({ ...config, MaintenanceEndAt: "" }, 101 * HOUR)).toBeNull();
  });

  beforeAll(() => setLocale("en"));

  it("counts in units people use", () => {
    expect([49 * HOUR, 2 * HOUR + 300_000, 600_000, 61_000, 59_000, 0, -5].map(stretch)).toEqual([
      "2 days 1 hr", "2 hr 5 min", "10 min", "1 min 1 sec", "59 sec", "0 sec", "0 sec",
    ]);
  });
});
