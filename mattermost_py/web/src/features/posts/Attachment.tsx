import type { Post, PostImage } from "@mattermost/types/posts";
import { type CSSProperties, useState } from "react";

import { messageOf } from "@/client/http";
import { runPostAction } from "@/client/posts";
import { noteTrigger } from "@/features/dialogs/triggers";
import { fitted } from "@/features/files/fileKinds";
import { withWords } from "@/i18n/t";
import { safeUrl } from "@/markdown/safeUrl";
import { change, getState } from "@/state/store";
import { showToast } from "@/state/ui";
import { Button } from "@/ui/Button";
import { late, Later } from "@/ui/late";

import { pictureSource } from "./pictures";
import styles from "./Attachment.module.css";
import { Collapsible } from "./Collapsible";
import { MessageLink } from "./InlineLinks";
import { PostMarkdown } from "./PostMarkdown";

interface Field {
  title: string;
  value: string;
  short: boolean;
}

interface Action {
  id: string;
  name: string;
  type: string;
  style: string;
  options: { text: string; value: string }[];
  dataSource: string;
  chosen: string;
  cookie: string;
  disabled: boolean;
}

interface AttachmentData {
  text: Record<"fallback" | "color" | "pretext" | "author_name" | "author_link" | "author_icon" | "title" | "title_link" | "text" | "image_url" | "thumb_url" | "footer" | "footer_icon", string>;
  fields: Field[];
  actions: Action[];
}

/** Menus of people or channels are rare. */
const SourceMenu = late(() => withWords(import("@/features/dialogs/SourceMenu"), "more"));
const SOURCES: ReadonlySet<string> = new Set(["users", "channels"]);

type Loose = Record<string, unknown>;

const isLoose = (value: unknown): value is Loose => typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): Loose[] => (Array.isArray(value) ? value.filter(isLoose) : []);
const word = (value: unknown): string => (typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : "");

/** The attachments integrations put into a post's props, read with care: anybody's program wrote them. */
export function attachmentsOf(post: Post): AttachmentData[] {
  return listOf(post.props["attachments"]).map((raw) => ({
    text: {
      fallback: word(raw["fallback"]),
      color: word(raw["color"]),
      pretext: word(raw["pretext"]),
      author_name: word(raw["author_name"]),
      author_link: word(raw["author_link"]),
      author_icon: word(raw["author_icon"]),
      title: word(raw["title"]),
      title_link: word(raw["title_link"]),
      text: word(raw["text"]),
      image_url: word(raw["image_url"]),
      thumb_url: word(raw["thumb_url"]),
      footer: word(raw["footer"]),
      footer_icon: word(raw["footer_icon"]),
    },
    fields: listOf(raw["fields"]).map((field) => ({ title: word(field["title"]), value: word(field["value"]), short: field["short"] === true })),
    actions: listOf(raw["actions"]).map((action) => ({
      id: word(action["id"]),
      name: word(action["name"]),
      type: word(action["type"]) || "button",
      style: word(action["style"]),
      options: listOf(action["options"]).map((option) => ({ text: word(option["text"]), value: word(option["value"]) })),
      dataSource: word(action["data_source"]),
      chosen: word(action["default_option"]),
      cookie: word(action["cookie"]),
      disabled: action["disabled"] === true,
    })),
  }));
}

const NAMED_COLOURS: Record<string, string> = { good: "var(--mm-success)", success: "var(--mm-success)", warning: "var(--mm-warning)", danger: "var(--mm-danger)" };

function colourOf(word: string): string | undefined {
  return NAMED_COLOURS[word] ?? (/^#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(word) ? `#${word.replace("#", "")}` : undefined);
}

/** How a program wants its button: a tone of ours, or framed in a colour. */
function lookOf(style: string): { tone: "primary" | "danger" | "plain"; style?: CSSProperties } {
  if (style === "primary" || style === "danger") return { tone: style };
  const colour = colourOf(style);
  return colour === undefined ? { tone: "plain" } : { tone: "plain", style: { borderColor: colour, color: NAMED_COLOURS[style] } };
}

/** A structured message of an integration: title, text, fields, pictures, buttons. */
export function Attachment({ postId, attachment, images }: { postId: string; attachment: AttachmentData; images: Record<string, PostImage> }) {
  const { text, fields, actions } = attachment;
  const thumb = pictureSource(text.thumb_url);
  const image = pictureSource(text.image_url);
  return (
    <div>
      {text.pretext === "" ? null : <PostMarkdown text={text.pretext} />}
      <div className={styles.box} style={{ borderInlineStartColor: colourOf(text.color) ?? "var(--mm-border-strong)" }}>
        <div className={styles.main}>
          {text.author_name === "" ? null : <Line className={styles.author} icon={text.author_icon} text={text.author_name} link={text.author_link} />}
          {text.title === "" ? null : <Line className={styles.title} icon="" text={text.title} link={text.title_link} />}
          {text.text === "" ? null : (
            <Collapsible>
              <PostMarkdown text={text.text} />
            </Collapsible>
          )}
          {fields.length > 0 ? <Fields fields={fields} /> : null}
          {image === null ? null : <img className={styles.image} src={image} alt="" loading="lazy" {...sizeOf(images[text.image_url])} />}
          {text.footer === "" ? null : <Line className={styles.footer} icon={text.footer_icon} text={text.footer} link="" />}
          {actions.length > 0 ? <Actions postId={postId} actions={actions} /> : null}
        </div>
        {thumb === null ? null : <img className={styles.thumb} src={thumb} alt="" loading="lazy" />}
      </div>
    </div>
  );
}

/** Its place on the screen before it is there, so that nothing moves. */
function sizeOf(known: PostImage | undefined): { width?: number; height?: number } {
  return known && known.width > 0 && known.height > 0 ? fitted(known.width, known.height, 400, 300) : {};
}

function Line({ className, icon, text, link }: { className: string | undefined; icon: string; text: string; link: string }) {
  const picture = pictureSource(icon);
  const href = link === "" ? null : safeUrl(link);
  return (
    <div className={className}>
      {picture === null ? null : <img className={styles.icon} src={picture} alt="" />}
      {href === null ? <PostMarkdown text={text} isInline /> : <MessageLink href={href} title={undefined}>{text}</MessageLink>}
    </div>
  );
}

function Fields({ fields }: { fields: readonly Field[] }) {
  return (
    <dl className={styles.fields}>
      {fields.map((field, index) => (
        <div key={index} className={field.short ? styles.short : styles.wide}>
          <dt>{field.title}</dt>
          <dd>
            <PostMarkdown text={field.value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Actions({ postId, actions }: { postId: string; actions: readonly Action[] }) {
  const [busyId, setBusyId] = useState("");
  async function run(action: Action, option?: string) {
    setBusyId(action.id);
    try {
      const { trigger_id: triggerId = "" } = await runPostAction(postId, action.id, action.cookie, option);
      noteTrigger(triggerId, getState().posts.byId[postId]?.channel_id ?? getState().channels.currentId);
    } catch (error) {
      change(showToast, messageOf(error), "danger");
    }
    setBusyId("");
  }
  return (
    <div className={styles.actions}>
      {actions.map((action) =>
        action.type === "select" && SOURCES.has(action.dataSource) ? (
          <Later key={action.id} fallback={null}>
            <SourceMenu name={action.name} source={action.dataSource} isDisabled={action.disabled} onChoose={(option) => void run(action, option)} />
          </Later>
        ) : action.type === "select" ? (
          <select key={action.id} className={styles.select} aria-label={action.name} defaultValue={action.options.some((option) => option.value === action.chosen) ? action.chosen : ""} disabled={action.disabled} onChange={(event) => void run(action, event.currentTarget.value)}>
            <option value="" disabled>
              {action.name}
            </option>
            {action.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.text}
              </option>
            ))}
          </select>
        ) : (
          <Button key={action.id} size="s" {...lookOf(action.style)} busy={busyId === action.id} disabled={action.disabled} onClick={() => void run(action)}>
            {action.name}
          </Button>
        ),
      )}
    </div>
  );
}
