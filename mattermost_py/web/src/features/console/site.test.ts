import { describe, expect, it } from "vitest";
import type { Json, SettingSection } from "@/client/console";
import { siteLinks } from "@/features/login/site";
import { advice, type Facts } from "./advice";
import { type Attribute, draftOf, isComplete, kindOf, wireOf } from "./attributes";
import { csvOf } from "./csv";

const WELL: Record<string, Json> = {
  "ServiceSettings.SiteURL": "https://chat.example.org/sub",
  "ServiceSettings.EnableMultifactorAuthentication": true,
  "EmailSettings.SendEmailNotifications": true,
  "EmailSettings.SMTPServer": "mail.example.org",
  "LogSettings.EnableFile": true,
  "PasswordSettings.MinimumLength": 12,
};

function sectionsOf(values: Record<string, Json>): SettingSection[] {
  return Object.entries(values).map(([name, value]) => {
    const [section = "", key = ""] = name.split(".");
    const setting = { key, kind: "text" as const, options: [], value, default: "", origin: "saved" as const, where: "", variable: "", note: "", needs_restart: false, is_writable: true };
    return { name: section, group: "", note: "", keys: [setting] };
  });
}

function names(values: Record<string, Json>, patch: Partial<Facts> = {}): string[] {
  const facts: Facts = { sections: sectionsOf({ ...WELL, ...values }), origin: "https://chat.example.org", health: null, disk: null, failedJobs: 0, ...patch };
  return advice(facts).map((one) => `${one.tone} ${one.name}`);
}

describe("advice", () => {
  it("is silent where all is well, whatever the path of the address", () => {
    expect(names({})).toEqual([]);
  });

  it("flags an address that is missing or another one, and what is dangerous before what is only better", () => {
    expect(names({ "ServiceSettings.SiteURL": "" })).toEqual(["bad no_site_url"]);
    expect(names({ "ServiceSettings.SiteURL": "https://old.example.org" })).toEqual(["bad wrong_site_url"]);
    expect(names({ "LogSettings.EnableFile": false, "ServiceSettings.EnableDeveloper": true })).toEqual(["bad developer", "warn no_log_file"]);
  });

  it("knows what a local machine may do, a full disk and jobs that failed", () => {
    const local = { origin: "http://localhost:8065" };
    expect(names({ "ServiceSettings.SiteURL": "http://localhost:8065" }, local)).toEqual([]);
    const open = { origin: "http://chat.example.org" };
    expect(names({ "ServiceSettings.SiteURL": "http://chat.example.org" }, open)).toEqual(["bad no_tls"]);
    const full = { disk: { areas: [], free_bytes: 9, total_bytes: 100 }, failedJobs: 2 };
    expect(names({}, full)).toEqual(["bad disk_full", "warn failed_jobs"]);
    expect(names({}, { disk: { areas: [], free_bytes: 0, total_bytes: 0 } })).toEqual([]);
  });
});

const field: Attribute = {
  id: "f1", name: "Office", type: "select",
  attrs: { sort_order: 0, visibility: "always", value_type: "", managed: "", ldap: "", saml: "", options: [{ id: "o1", name: "Berlin" }] },
};

describe("an attribute", () => {
  it("keeps the ids of its choices and drops empty ones", () => {
    const draft = { ...draftOf(field), options: [{ id: "o1", name: " Bonn " }, { id: "", name: "Vienna" }, { id: "", name: " " }] };
    expect(wireOf(draft).attrs.options).toEqual([{ id: "o1", name: "Bonn" }, { name: "Vienna" }]);
    expect([isComplete(draft), isComplete({ ...draft, options: [] }), isComplete({ ...draft, name: " " })]).toEqual([true, false, false]);
  });

  it("comes from a directory only as a text that people may change", () => {
    const draft = { ...draftOf(null), name: "Phone", kind: "phone" as const, ldap: "mobile" };
    expect(wireOf(draft)).toMatchObject({ type: "text", attrs: { value_type: "phone", ldap: "mobile", managed: "" } });
    expect(wireOf({ ...draft, isManaged: true }).attrs).toMatchObject({ ldap: "", managed: "admin" });
    expect(kindOf({ type: "text", attrs: { ...field.attrs, value_type: "url" } })).toBe("url");
  });
});

describe("files and links", () => {
  it("quote what would break a line and disarm formulas", () => {
    expect(csvOf([["a,b", 'say "hi"', "=1+1", -5]])).toBe('"a,b","say ""hi""",\'=1+1,-5\r\n');
  });

  it("show the links the site has set, and none of somebody else's service", () => {
    const config = { HelpLink: "https://help.example.org", AboutLink: "https://mattermost.com/pl/about", TermsOfServiceLink: "javascript:alert(1)", PrivacyPolicyLink: "" };
    expect(siteLinks(config)).toEqual([{ name: "help", href: "https://help.example.org" }]);
  });
});
