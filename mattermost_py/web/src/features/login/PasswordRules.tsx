import { Check, Circle } from "lucide-react";
import { useApp } from "@/state/store";
import { classes } from "@/ui/classes";
import styles from "./PasswordRules.module.css";
import { passwordRules } from "./passwordPolicy";

/** The password's rules, ticked as they are met. */
export function PasswordRules({ password }: { password: string }) {
  const config = useApp((state) => state.server.config);
  return (
    <ul className={styles.rules}>
      {passwordRules(config).map((rule) => {
        const met = rule.holds(password);
        return (
          <li key={rule.text} className={classes(met && styles.met)}>
            {met ? <Check size={14} aria-hidden="true" /> : <Circle size={14} aria-hidden="true" />}
            {rule.text}
          </li>
        );
      })}
    </ul>
  );
}
