import { Globe, Lock, Slash, Users } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";

import { pictureUrl } from "@/client/users";
import { Emoji } from "@/features/emoji";
import { UserTags } from "@/features/users/UserTags";
import { t } from "@/i18n/t";
import type { Group } from "@/state/model";
import { useApp } from "@/state/store";
import { presenceOf } from "@/state/users";
import { Avatar } from "@/ui/Avatar";
import { classes } from "@/ui/classes";

import styles from "./SuggestionList.module.css";
import type { Offer } from "./suggestions";

interface Props {
  id: string;
  offers: readonly Offer[];
  active: number;
  onHover: (index: number) => void;
  onPick: (offer: Offer) => void;
}

/** What is offered at the caret, above the field. */
export function SuggestionList({ id, offers, active, onHover, onPick }: Props) {
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);

  return (
    <div ref={list} id={id} role="listbox" aria-label={t("composer.suggestions")} className={styles.list}>
      {offers.map((offer, index) => (
        // The keyboard stays in the field: arrows and Enter work there.
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- chosen by the field's own keys
        <div
          key={offer.key}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={classes(styles.offer, index === active && styles.active)}
          onPointerMove={() => index !== active && onHover(index)}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(offer)}
        >
          <OneOffer offer={offer} />
        </div>
      ))}
    </div>
  );
}

function OneOffer({ offer }: { offer: Offer }) {
  switch (offer.kind) {
    case "person":
      return <PersonOffer offer={offer} />;
    case "broadcast":
      return <Row icon={<Users size={18} />} main={`@${offer.name}`} side={offer.text} />;
    case "group":
      return <Row icon={<Users size={18} />} main={`@${offer.group.name}`} side={groupSide(offer.group)} />;
    case "channel":
      return <Row icon={offer.channel.type === "P" ? <Lock size={16} /> : <Globe size={16} />} main={offer.channel.display_name} side={`~${offer.channel.name}`} />;
    case "emoji":
      return <Row icon={<Emoji name={offer.name} isDecorative />} main={`:${offer.name}:`} side="" />;
    case "command":
      return <Row icon={<Slash size={16} />} main={`${offer.title} ${offer.hint}`.trim() || t("composer.argument")} side={offer.text} />;
  }
}

function groupSide(group: Group): string {
  return group.member_count === undefined ? group.display_name : `${group.display_name} · ${t("users.group_members", { count: group.member_count })}`;
}

function PersonOffer({ offer }: { offer: Extract<Offer, { kind: "person" }> }) {
  const { user, isOutside } = offer;
  const presence = useApp((state) => presenceOf(state, user.id));
  const names = [`${user.first_name} ${user.last_name}`.trim(), user.nickname === "" ? "" : `(${user.nickname})`].filter(Boolean).join(" ");
  return (
    <Row
      icon={<Avatar src={pictureUrl(user)} name={user.username} size={24} presence={presence} />}
      main={`@${user.username}`}
      tags={<UserTags user={user} />}
      side={isOutside ? `${names} · ${t("composer.not_in_channel")}` : names}
    />
  );
}

function Row({ icon, main, side, tags }: { icon: ReactNode; main: string; side: string; tags?: ReactNode }) {
  return (
    <>
      <span className={styles.icon}>{icon}</span>
      <span className={styles.main}>{main}</span>
      {tags}
      <span className={styles.side}>{side}</span>
    </>
  );
}
