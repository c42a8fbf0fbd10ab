import { describe, expect, it } from "vitest";
import { aState } from "@/test/state";
import { can, missingRoles, receiveRoles } from "./roles";

const role = (name: string, permissions: string[]) => ({
  id: name, name, display_name: name, description: "", create_at: 1, update_at: 1, delete_at: 0, permissions, scheme_managed: true, built_in: true,
});

describe("permissions", () => {
  it("hold by the system, the team or the channel, and nowhere else", () => {
    const state = receiveRoles(aState(), [role("system_user", ["create_team"]), role("team_user", ["invite_user"]), role("channel_user", ["create_post"])]);
    expect(can(state, "create_team")).toBe(true);
    expect(can(state, "invite_user", { teamId: "orchard" })).toBe(true);
    expect(can(state, "invite_user", { teamId: "elsewhere" })).toBe(false);
    expect(can(state, "create_post", { channelId: "town" })).toBe(true);
    expect(can(state, "invite_user", { channelId: "town" })).toBe(true);
    expect(can(state, "create_post", { channelId: "unknown" })).toBe(false);
  });

  it("name the roles that are still to be fetched", () => {
    expect(missingRoles(receiveRoles(aState(), [role("system_user", [])])).sort()).toEqual(["channel_user", "team_user"]);
  });
});
