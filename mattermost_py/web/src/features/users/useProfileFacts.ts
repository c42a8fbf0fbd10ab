/** What people tell of themselves beyond name and position, as an administrator laid it out. */
import { useEffect, useState } from "react";

import { attributeFields, attributeValues } from "@/client/accounts";
import { isEnabled } from "@/state/server";
import { useApp, useAppShallow } from "@/state/store";

/** What is read of an attribute. */
export interface ProfileField {
  id: string;
  name: string;
  type: string;
  attrs: { visibility?: string; sort_order?: number; value_type?: string; options?: { id: string; name: string }[] | null };
}

export interface ProfileFact {
  id: string;
  name: string;
  text: string;
  /** `url`, `phone`, `email`, or empty. */
  kind: string;
  /** People whom a value names. */
  userIds: readonly string[];
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : typeof value === "string" && value !== "" ? [value] : []);

/** The facts of a profile in their order; empty ones only where they are always shown. */
export function factsOf(fields: readonly ProfileField[], values: Readonly<Record<string, unknown>>): ProfileFact[] {
  return [...fields]
    .filter((field) => field.attrs.visibility !== "hidden")
    .sort((a, b) => (a.attrs.sort_order ?? 0) - (b.attrs.sort_order ?? 0))
    .map((field) => {
      const chosen = listOf(values[field.id]);
      const names = new Map((field.attrs.options ?? []).map((option) => [option.id, option.name]));
      const isPeople = field.type === "user" || field.type === "multiuser";
      const text = isPeople ? "" : chosen.map((one) => names.get(one) ?? one).join(", ");
      return { id: field.id, name: field.name, text, kind: field.attrs.value_type ?? "", userIds: isPeople ? chosen : [], visibility: field.attrs.visibility };
    })
    .filter((fact) => fact.text !== "" || fact.userIds.length > 0 || fact.visibility === "always");
}

export function useProfileFacts(userId: string): readonly ProfileFact[] {
  const isOn = useApp((state) => isEnabled(state, "FeatureFlagCustomProfileAttributes"));
  const [facts, setFacts] = useState<readonly ProfileFact[]>([]);
  useEffect(() => {
    if (!isOn) return;
    let alive = true;
    Promise.all([attributeFields(), attributeValues(userId)]).then(
      ([fields, values]) => alive && setFacts(factsOf(fields, values)),
      // A profile without them is still a profile.
      () => undefined,
    );
    return () => {
      alive = false;
    };
  }, [isOn, userId]);
  return facts;
}

/** How people named by a fact are called. */
export function usePeopleText(userIds: readonly string[]): string {
  return useAppShallow((state) => userIds.flatMap((id) => state.users.byId[id]?.username ?? [])).map((name) => `@${name}`).join(", ");
}
