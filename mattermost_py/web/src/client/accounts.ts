/** What somebody's account holds besides the profile: second factor, access tokens, attributes of the profile. */
import type { UserPropertyField } from "@mattermost/types/properties";
import type { UserAccessToken } from "@mattermost/types/users";
import { get, post, put, request } from "./http";

/** Switches the second factor on; the answer has the codes for the day the phone is lost. */
export const activateMfa = (code: string) =>
  put<{ recovery_codes?: string[] }>("/users/me/mfa", { activate: true, code, recovery_codes: true });

export const recoveryCodesLeft = () => get<{ left: number }>("/users/me/mfa/recovery_codes").then((found) => found.left);

export const newRecoveryCodes = (code: string) =>
  post<{ recovery_codes: string[] }>("/users/me/mfa/recovery_codes", { code }).then((made) => made.recovery_codes);

export const accessTokens = (userId: string) => get<UserAccessToken[]>(`/users/${userId}/tokens`, { page: 0, per_page: 200 });

/** The only answer that has the token itself. `expiresAt` is 0 for a token without an end. */
export const createAccessToken = (userId: string, description: string, expiresAt: number) =>
  post<UserAccessToken>(`/users/${userId}/tokens`, { description, ...(expiresAt > 0 ? { expires_at: expiresAt } : {}) });

export const setAccessTokenActive = (tokenId: string, active: boolean) =>
  post<unknown>(`/users/tokens/${active ? "enable" : "disable"}`, { token_id: tokenId });

export const revokeAccessToken = (tokenId: string) => post<unknown>("/users/tokens/revoke", { token_id: tokenId });

/** A text, or the chosen options. */
export type AttributeValue = string | readonly string[];

export const attributeFields = () => get<UserPropertyField[]>("/custom_profile_attributes/fields");

export const attributeValues = (userId: string) =>
  get<Record<string, AttributeValue | null>>(`/users/${userId}/custom_profile_attributes`);

export const saveAttributeValues = (values: Readonly<Record<string, AttributeValue>>) =>
  request<Record<string, AttributeValue | null>>("PATCH", "/custom_profile_attributes/values", { body: values });
