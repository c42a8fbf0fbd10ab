import { useEffect } from "react";

import { needUsers } from "@/load/users";
import { safeUrl } from "@/markdown/safeUrl";

import styles from "./ProfileCard.module.css";
import { type ProfileFact, usePeopleText, useProfileFacts } from "./useProfileFacts";

/** What somebody tells of themselves, with links where a value is an address. */
export function ProfileFacts({ userId }: { userId: string }) {
  const facts = useProfileFacts(userId);
  if (facts.length === 0) return null;
  return (
    <dl className={styles.told}>
      {facts.map((fact) => (
        <div key={fact.id}>
          <dt>{fact.name}</dt>
          <dd>
            <Value fact={fact} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ fact }: { fact: ProfileFact }) {
  const people = usePeopleText(fact.userIds);
  useEffect(() => needUsers(fact.userIds), [fact.userIds]);
  if (fact.userIds.length > 0) return people;
  if (fact.text === "") return "–";
  const href = addressOf(fact);
  if (href === null) return fact.text;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {fact.text}
    </a>
  );
}

function addressOf({ kind, text }: ProfileFact): string | null {
  if (kind === "url") return safeUrl(text);
  if (kind === "email") return `mailto:${text}`;
  return kind === "phone" ? `tel:${text.replace(/[^\d+]/g, "")}` : null;
}
