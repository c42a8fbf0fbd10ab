import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Setting, SettingSection } from "@/client/console";
import { moreWords } from "@/i18n/t";
import { playNetwork } from "@/test/network";
import { discard, draftTree, edit, loadConfiguration, saveDrafts, useConfiguration } from "./configuration";
import { bytes, spelledOut } from "./format";
import { grouped } from "./roles";
import { findPlaces } from "./search";
import { SettingRow } from "./settings/SettingRow";
import { listOf, numberOf, tableOf } from "./settings/values";

const network = playNetwork();

function setting(patch: Partial<Setting>): Setting {
  return {
    key: "SiteName", kind: "text", options: [], value: "Here", default: "Mattermost", origin: "saved", where: "saved value",
    variable: "MM_TEAMSETTINGS_SITENAME", note: "Shown on the sign-in page.", needs_restart: false, is_writable: true, ...patch,
  };
}

const sections: SettingSection[] = [
  { name: "TeamSettings", group: "site", note: "Names and limits.", keys: [setting({}), setting({ key: "MaxUsersPerTeam", kind: "number", value: 50, default: 50, origin: "default" })] },
  { name: "FileSettings", group: "storage", note: "", keys: [setting({ key: "PublicLinkSalt", kind: "secret", value: "****", default: "" })] },
];

beforeAll(() => moreWords("console", "settings"));

beforeEach(async () => {
  network().on("GET", /config\/schema$/, () => ({ sections }));
  discard();
  await loadConfiguration();
});

function Row({ section, name }: { section: string; name: string }) {
  const { sections: known, drafts, problems } = useConfiguration();
  const found = known?.find((one) => one.name === section)?.keys.find((one) => one.key === name);
  return found ? <SettingRow section={section} setting={found} draft={drafts[`${section}.${name}`]} problem={problems[`${section}.${name}`]} /> : null;
}

describe("words and values", () => {
  it("spell keys out as people would", () => {
    expect(["MaxUsersPerTeam", "SiteURL", "AmazonS3AccessKeyId", "EnableOAuthServiceProvider", "IosMinVersion", "TLSMinVer"].map(spelledOut)).toEqual([
      "Max users per team", "Site URL", "Amazon S3 access key ID", "Enable OAuth service provider", "iOS min version", "TLS min ver",
    ]);
  });

  it("are read from text, or refused", () => {
    expect([numberOf(" -1 "), numberOf("1.5"), numberOf("x")]).toEqual([-1, null, null]);
    expect(listOf(" a \n\n b")).toEqual(["a", "b"]);
    expect([tableOf('{"a": 1}'), tableOf("{"), tableOf("7")]).toEqual([{ a: 1 }, null, null]);
    expect(bytes(1_500_000)).toBe("1.5 MB");
  });

  it("put every permission into one group", () => {
    const all = ["create_post", "manage_team", "sysconsole_read_site", "add_bookmark_public_channel", "edit_brand"];
    const groups = Object.fromEntries(grouped(all).map((group) => [group.name, group.permissions]));
    expect(groups).toEqual({ posts: ["create_post"], teams: ["manage_team"], console_read: ["sysconsole_read_site"], bookmarks: ["add_bookmark_public_channel"], system: ["edit_brand"] });
  });

  it("are found by name before mention, by key and by variable", () => {
    expect(findPlaces("users per", [], sections).map((one) => one.title)).toEqual(["Max users per team"]);
    expect(findPlaces("sign-in page", [], sections)[0]?.path).toBe("/admin_console/settings/TeamSettings?key=SiteName");
    expect(findPlaces("publiclinksalt", [], sections)).toHaveLength(1);
  });
});

describe("a setting", () => {
  it("becomes a draft, is no draft at its old value, and goes back to its default", async () => {
    const user = userEvent.setup();
    render(<Row section="TeamSettings" name="SiteName" />);
    const field = screen.getByRole("textbox", { name: "Site name" });
    await user.type(field, "!");
    expect(draftTree()).toEqual({ TeamSettings: { SiteName: "Here!" } });
    await user.type(field, "{Backspace}");
    expect(draftTree()).toEqual({});
    await user.click(screen.getByRole("button", { name: "Default" }));
    expect(draftTree()).toEqual({ TeamSettings: { SiteName: "Mattermost" } });
  });

  it("tells in place that a text is no number and keeps what was typed", async () => {
    const user = userEvent.setup();
    render(<Row section="TeamSettings" name="MaxUsersPerTeam" />);
    const field = screen.getByRole("textbox", { name: "Max users per team" });
    await user.clear(field);
    expect(screen.getByRole("alert")).toHaveTextContent("Enter a whole number.");
    await user.type(field, "70");
    expect(screen.queryByRole("alert")).toBeNull();
    expect(draftTree()).toEqual({ TeamSettings: { MaxUsersPerTeam: 70 } });
  });

  it("never shows a secret", async () => {
    const user = userEvent.setup();
    render(<Row section="FileSettings" name="PublicLinkSalt" />);
    expect(screen.queryByDisplayValue("****")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Replace" }));
    await user.type(screen.getByLabelText("Public link salt"), "new");
    expect(draftTree()).toEqual({ FileSettings: { PublicLinkSalt: "new" } });
  });
});

describe("saving", () => {
  it("stops at what the server finds wrong, and tells it at the setting", async () => {
    network().on("POST", /config\/check$/, () => ({ problems: [{ section: "TeamSettings", key: "MaxUsersPerTeam", message: "must be 1 or more" }] }));
    edit("TeamSettings", "MaxUsersPerTeam", 0);
    expect(await saveDrafts()).toBe(false);
    expect(useConfiguration.getState().problems).toEqual({ "TeamSettings.MaxUsersPerTeam": "must be 1 or more" });
    expect(network().sent("PUT", /config/)).toEqual([]);
  });

  it("sends only what was changed", async () => {
    network().on("POST", /config\/check$/, () => ({ problems: [] }));
    edit("TeamSettings", "MaxUsersPerTeam", 70);
    expect(await saveDrafts()).toBe(true);
    expect(network().sent("PUT", /config\/patch$/)[0]?.body).toEqual({ TeamSettings: { MaxUsersPerTeam: 70 } });
    expect(useConfiguration.getState().drafts).toEqual({});
  });
});
