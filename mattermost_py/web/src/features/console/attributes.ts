/** Attributes of profiles as their editor knows them. */
import type { NewAttribute } from "@/client/console";

export const MOST_ATTRIBUTES = 20;

export const KINDS = ["text", "email", "url", "phone", "select", "multiselect"] as const;
export type Kind = (typeof KINDS)[number];

export const VISIBILITIES = ["when_set", "always", "hidden"] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export interface Option {
  id: string;
  name: string;
}

export interface Attribute {
  id: string;
  name: string;
  type: string;
  attrs: {
    sort_order: number;
    visibility: Visibility;
    value_type: string;
    managed: string;
    ldap: string;
    saml: string;
    options: readonly Option[] | null;
  };
}

/** What is being written in the editor. */
export interface AttributeDraft {
  name: string;
  kind: Kind;
  visibility: Visibility;
  isManaged: boolean;
  ldap: string;
  saml: string;
  /** With the ids they have already, so that what people chose stays chosen when an option is renamed. */
  options: readonly Option[];
}

export function kindOf({ type, attrs }: Pick<Attribute, "type" | "attrs">): Kind {
  const wanted = type === "text" && attrs.value_type !== "" ? attrs.value_type : type;
  return KINDS.find((kind) => kind === wanted) ?? "text";
}

export const hasOptions = (kind: Kind): boolean => kind === "select" || kind === "multiselect";

export function draftOf(field: Attribute | null): AttributeDraft {
  if (field === null) return { name: "", kind: "text", visibility: "when_set", isManaged: false, ldap: "", saml: "", options: [] };
  const { visibility, managed, ldap, saml, options } = field.attrs;
  return { name: field.name, kind: kindOf(field), visibility, isManaged: managed === "admin", ldap, saml, options: options ?? [] };
}

/** The draft as the server takes it. */
export function wireOf(draft: AttributeDraft): NewAttribute {
  const isChoice = hasOptions(draft.kind);
  const isSynced = !isChoice && !draft.isManaged;
  return {
    name: draft.name.trim(),
    type: isChoice ? draft.kind : "text",
    attrs: {
      visibility: draft.visibility,
      value_type: isChoice || draft.kind === "text" ? "" : draft.kind,
      managed: draft.isManaged ? "admin" : "",
      ldap: isSynced ? draft.ldap.trim() : "",
      saml: isSynced ? draft.saml.trim() : "",
      ...(isChoice ? { options: named(draft.options).map(({ id, name }) => (id === "" ? { name } : { id, name })) } : {}),
    },
  };
}

function named(options: readonly Option[]): Option[] {
  return options.map(({ id, name }) => ({ id, name: name.trim() })).filter((one) => one.name !== "");
}

export function isComplete(draft: AttributeDraft): boolean {
  return draft.name.trim() !== "" && (!hasOptions(draft.kind) || named(draft.options).length > 0);
}
