import { type CSSProperties, useEffect } from "react";
import { fetchAhead } from "@/client/filesAhead";
import { FileViewer } from "@/features/files";
import { editorAhead } from "@/features/posts/PostRow";
import { postMenuAhead } from "@/features/posts/PostToolbar";
import { Sidebar } from "@/features/sidebar/Sidebar";
import { TeamRail } from "@/features/teams/TeamRail";
import { useNotifications } from "@/features/notifications/useNotifications";
import { usePresence } from "@/features/users/usePresence";
import { t } from "@/i18n/t";
import { startForgetting } from "@/load/forgetting";
import { myTeams } from "@/state/teams";
import { change, useApp } from "@/state/store";
import { setPane } from "@/state/ui";
import { whenIdle, whenResting } from "@/ui/ahead";
import { classes } from "@/ui/classes";
import { dialogsAhead } from "@/ui/Dialog";
import { menusAhead } from "@/ui/Menu";
import { type Ahead, inTurn, late, Later } from "@/ui/late";
import { Announcer } from "./Announcer";
import { Center } from "./Center";
import { ProfilePopover } from "@/features/users";
import { Dialogs, switcherAhead } from "./Dialogs";
import { GlobalHeader } from "./GlobalHeader";
import { OfflineHint } from "./OfflineHint";
import { Resizer, useWidth } from "./Resizer";
import styles from "./Shell.module.css";
import { Trouble } from "./Trouble";
import { useShortcuts } from "./useShortcuts";

const Aside = late(() => import("./Aside"));

interface Props {
  teamId: string;
  teamName: string;
}

/** The frame around the messages: teams, channels, the middle, the right-hand side. */
export function Shell({ teamId, teamName }: Props) {
  const hasRail = useApp((state) => myTeams(state).length > 1);
  const aside = useApp((state) => state.ui.aside.kind !== "closed");
  const expanded = useApp((state) => state.ui.asideExpanded);
  const pane = useApp((state) => state.ui.pane);
  const left = useWidth("sidebar", { least: 200, most: 420, normal: 260 });
  const right = useWidth("aside", { least: 320, most: 760, normal: 420 });
  useEffect(loadAhead, []);
  useEffect(startForgetting, []);
  const widths = { "--left": `${left.width}px`, "--right": `${right.width}px` } as CSSProperties;
  return (
    <div className={classes(styles.shell, aside && styles.withAside, expanded && styles.expanded)} data-pane={pane} style={widths}>
      <a href="#messages" className={styles.skip} onClick={skipToMessages}>
        {t("app.skip_to_messages")}
      </a>
      <div className={styles.top}>
        <GlobalHeader teamName={teamName} />
      </div>
      <OfflineHint />
      <Announcer />
      <Watch />
      <div className={styles.columns}>
        <div className={styles.left}>
          {hasRail && <TeamRail />}
          <div className={styles.side}>
            <Sidebar teamId={teamId} teamName={teamName} />
          </div>
          <Resizer label={t("app.resize")} side="left" {...left} />
        </div>
        <main className={styles.center} id="messages" tabIndex={-1}>
          <Center teamId={teamId} teamName={teamName} onBack={() => change(setPane, "list")} />
        </main>
        {aside && (
          <div className={styles.right}>
            <Resizer label={t("app.resize")} side="right" {...right} />
            <Trouble>
              <Later>
                <Aside />
              </Later>
            </Trouble>
          </div>
        )}
      </div>
      <ProfilePopover />
      <FileViewer />
      <Dialogs />
    </div>
  );
}

/** What goes on without being seen; apart, since it follows much that is no reason to draw the screen again. */
function Watch() {
  useShortcuts();
  usePresence();
  useNotifications();
  return null;
}

/** What is needed with the next key press comes while nothing else is asked for: the switcher, then the rest. */
function loadAhead(): () => void {
  const timer = setTimeout(() => whenIdle(() => void load()), 2000);
  return () => clearTimeout(timer);
}

async function load(): Promise<void> {
  await fetchAhead(0).catch(() => undefined);
  inTurn([dialogsAhead, switcherAhead]);
  await fetchAhead(1).catch(() => undefined);
  inTurn([Aside.ahead, menusAhead, postMenuAhead, editorAhead].map(atRest));
}

/** Code that begins to run costs a frame: not while somebody types. */
function atRest(part: Ahead): Ahead {
  return (then, otherwise) => whenResting(() => part(then, otherwise));
}

function skipToMessages(event: React.MouseEvent): void {
  event.preventDefault();
  const field = document.querySelector<HTMLElement>("#messages textarea") ?? document.getElementById("messages");
  field?.focus();
}
