import { CircleAlert } from "lucide-react";
import { Component, type ReactNode } from "react";
import { hasNewClient } from "@/client/server";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { forgetFailures } from "@/ui/late";
import styles from "./Waiting.module.css";

interface Props {
  children: ReactNode;
  /** Another value of it is a new beginning, such as another address. */
  place?: string;
}

interface State {
  hasFailed: boolean;
  /** The server has another client by now; the code of this one is gone. */
  isOutdated: boolean;
}

const WELL: State = { hasFailed: false, isOutdated: false };

/** Keeps a mistake in one part, or code that did not arrive, from emptying the whole window. */
export class Trouble extends Component<Props, State> {
  override state = WELL;

  static getDerivedStateFromError(): Pick<State, "hasFailed"> {
    return { hasFailed: true };
  }

  override componentDidCatch(): void {
    hasNewClient().then((isOutdated) => this.setState({ isOutdated }), () => undefined);
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.hasFailed && before.place !== this.props.place) this.again();
  }

  override componentWillUnmount(): void {
    if (this.state.hasFailed) forgetFailures();
  }

  private readonly again = (): void => {
    forgetFailures();
    this.setState(WELL);
  };

  override render(): ReactNode {
    const { hasFailed, isOutdated } = this.state;
    if (!hasFailed) return this.props.children;
    const reload = () => window.location.reload();
    return (
      <div className={styles.trouble} role="alert">
        <Empty
          icon={<CircleAlert size={24} />}
          title={t(isOutdated ? "app.outdated_title" : "app.trouble_title")}
          action={
            <>
              {!isOutdated && (
                <Button tone="primary" onClick={this.again}>
                  {t("common.retry")}
                </Button>
              )}
              <Button tone={isOutdated ? "primary" : "plain"} onClick={reload}>
                {t("common.reload")}
              </Button>
            </>
          }
        >
          {t(isOutdated ? "app.outdated_text" : "app.trouble_text")}
        </Empty>
      </div>
    );
  }
}
