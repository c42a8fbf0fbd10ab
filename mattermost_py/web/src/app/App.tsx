import { useEffect, useState } from "react";
import { Redirect, Route, Router, Switch } from "wouter";
import { basePath } from "@/client/http";
import { withWords } from "@/i18n/t";
import { useSession } from "@/load/session";
import { change, useApp } from "@/state/store";
import { dismissToast } from "@/state/ui";
import { Tips } from "@/ui/Tips";
import { Toasts } from "@/ui/Toasts";
import { late, Later, useArrival } from "@/ui/late";
import { Announcements } from "./Announcements";
import styles from "./App.module.css";
import { Home } from "./Home";
import { SiteLevel } from "./SiteLevel";
import { Trouble } from "./Trouble";
import { Starting, Unreachable } from "./Waiting";
import { useLayout, useTheme } from "./theme";

const LoginScreen = late(() => import("@/features/login/LoginScreen"));
const SignUpScreen = late(() => import("@/features/login/SignUpScreen"));
const ResetScreen = late(() => import("@/features/login/ResetScreen"));
const VerifyScreen = late(() => import("@/features/login/VerifyScreen"));
const CreateTeamScreen = late(() => import("@/features/teams/CreateTeamScreen"));
const SelectTeamScreen = late(() => import("@/features/teams/SelectTeamScreen"));
const NotFoundScreen = late(() => import("./NotFoundScreen"));
const TeamScreen = late(() => import("./TeamScreen"));
const PopoutScreen = late(() => import("./PopoutScreen"));
const RedirectScreen = late(() => import("./RedirectScreen"));
const Notices = late(() => withWords(import("./Notices"), "more"));
const ConsoleScreen = late(() => withWords(import("@/features/console/ConsoleScreen"), "console", "settings", "more"));

/** Loads the main screen while the server says who is here. */
export const mainScreenAhead = TeamScreen.ahead;

/** The whole client: who is here decides which screens there are. */
export function App() {
  const { phase, language } = useSession();
  useTheme();
  useLayout();
  if (phase === "starting") return <Starting />;
  if (phase === "unreachable") return <Unreachable />;
  return (
    <Router base={basePath} key={language}>
      <div className={styles.frame}>
        <SiteLevel />
        <Announcements />
        {phase === "signed-in" && <News />}
        <div className={styles.screen}>
          <Trouble>
            <Later fallback={<Starting />}>{phase === "signed-in" ? <SignedIn /> : <SignedOut />}</Later>
          </Trouble>
        </div>
        <SiteLevel />
      </div>
      <Notes />
      <Tips />
    </Router>
  );
}

function SignedOut() {
  return (
    <Switch>
      <Route path="/signup_user_complete" component={SignUpScreen} />
      <Route path="/reset_password" component={ResetScreen} />
      <Route path="/reset_password_complete" component={ResetScreen} />
      <Route path="/do_verify_email" component={VerifyScreen} />
      <Route path="/should_verify_email" component={VerifyScreen} />
      <Route component={LoginScreen} />
    </Switch>
  );
}

function SignedIn() {
  return (
    <Switch>
      <Route path="/" component={Home} />
      <Route path="/login">
        <Home />
      </Route>
      <Route path="/signup_user_complete" component={SignUpScreen} />
      <Route path="/create_team" component={CreateTeamScreen} />
      <Route path="/create_team/:step">
        <Redirect to="/create_team" replace />
      </Route>
      <Route path="/select_team" component={SelectTeamScreen} />
      <Route path="/do_verify_email" component={VerifyScreen} />
      <Route path="/_redirect/*?" component={RedirectScreen} />
      <Route path="/error" component={NotFoundScreen} />
      <Route path="/admin_console/*?" component={ConsoleScreen} />
      <Route path="/_popout/:team/*?">{({ team }) => <PopoutScreen teamName={team} />}</Route>
      <Route path="/:team/*?">{({ team }) => <TeamScreen teamName={team} />}</Route>
      <Route component={NotFoundScreen} />
    </Switch>
  );
}

/** The page comes first. */
const NEWS_AFTER_MS = 4500;

function News() {
  const [isTime, setTime] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setTime(true), NEWS_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return useArrival(Notices, isTime) ? <Later><Notices /></Later> : null;
}

function Notes() {
  const toasts = useApp((state) => state.ui.toasts);
  return <Toasts toasts={toasts} onDismiss={(id) => change(dismissToast, id)} />;
}
