import { CircleAlert } from "lucide-react";
import { Component, type ReactNode } from "react";
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

/** Keeps a mistake in one part, or code that did not arrive, from emptying the whole window. */
export class Trouble extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.hasFailed && before.place !== this.props.place) this.again();
  }

  override componentWillUnmount(): void {
    if (this.state.hasFailed) forgetFailures();
  }

  private readonly again = (): void => {
    forgetFailures();
    this.setState({ hasFailed: false });
  };

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <div className={styles.trouble} role="alert">
        <Empty
          icon={<CircleAlert size={24} />}
          title={t("app.trouble_title")}
          action={
            <>
              <Button tone="primary" onClick={this.again}>
                {t("common.retry")}
              </Button>
              <Button onClick={() => window.location.reload()}>{t("common.reload")}</Button>
            </>
          }
        >
          {t("app.trouble_text")}
        </Empty>
      </div>
    );
  }
}
