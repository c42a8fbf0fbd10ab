import { Eye, EyeOff } from "lucide-react";
import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes, useId, useState } from "react";
import { t } from "@/i18n/t";
import styles from "./Field.module.css";
import { classes } from "./classes";

interface Around {
  label: string;
  /** Help under the field. */
  hint?: ReactNode;
  /** What is wrong and what to do; replaces the hint. */
  problem?: string | undefined;
  hideLabel?: boolean;
}

interface FrameProps extends Around {
  id: string;
  children: ReactNode;
}

/** A label, a field and what there is to say about it. */
export function Frame({ id, label, hint, problem, hideLabel, children }: FrameProps) {
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hideLabel ? "visually-hidden" : styles.label}>
        {label}
      </label>
      {children}
      {problem !== undefined && problem !== "" ? (
        <p id={`${id}-note`} role="alert" className={styles.problem}>
          {problem}
        </p>
      ) : (
        hint !== undefined && (
          <p id={`${id}-note`} className={styles.hint}>
            {hint}
          </p>
        )
      )}
    </div>
  );
}

type TextProps = Around & InputHTMLAttributes<HTMLInputElement> & { leading?: ReactNode; ref?: React.Ref<HTMLInputElement> };

/** A line of text with its label, help and complaint. */
export function TextField({ label, hint, problem, hideLabel, leading, className, ...rest }: TextProps) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} problem={problem} {...(hideLabel ? { hideLabel } : {})}>
      <div className={classes(styles.box, problem && styles.bad, className)}>
        {leading !== undefined && <span className={styles.leading}>{leading}</span>}
        <input {...rest} id={id} className={styles.input} aria-invalid={problem ? true : undefined} aria-describedby={`${id}-note`} />
      </div>
    </Frame>
  );
}

interface AddressProps extends Around {
  value: string;
  disabled?: boolean;
  onChange: (value: string) => void;
}

/** The part of a link that stands for something, in small letters. */
export function AddressField({ onChange, ...rest }: AddressProps) {
  return <TextField {...rest} autoCapitalize="none" spellCheck={false} maxLength={64} onChange={(event) => onChange(event.currentTarget.value.toLowerCase())} />;
}

/** A password, which can be shown. */
export function PasswordField({ label, hint, problem, ...rest }: Around & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <Frame id={id} label={label} hint={hint} problem={problem}>
      <div className={classes(styles.box, problem && styles.bad)}>
        <input
          {...rest}
          id={id}
          type={shown ? "text" : "password"}
          spellCheck={false}
          autoCapitalize="none"
          className={styles.input}
          aria-invalid={problem ? true : undefined}
          aria-describedby={`${id}-note`}
        />
        <button
          type="button"
          className={styles.eye}
          aria-label={t(shown ? "ui.hide_password" : "ui.show_password")}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff size={16} /> : <Eye size={16} />}
        </button>
      </div>
    </Frame>
  );
}

/** Several lines of text. */
export function TextArea({ label, hint, problem, hideLabel, ...rest }: Around & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} problem={problem} {...(hideLabel ? { hideLabel } : {})}>
      <textarea
        rows={3}
        {...rest}
        id={id}
        className={classes(styles.box, styles.area, problem && styles.bad)}
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${id}-note`}
      />
    </Frame>
  );
}

type SelectProps = Around & SelectHTMLAttributes<HTMLSelectElement>;

/** One of a few, the browser's own way. */
export function Select({ label, hint, problem, hideLabel, children, ...rest }: SelectProps) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} problem={problem} {...(hideLabel ? { hideLabel } : {})}>
      <select {...rest} id={id} className={classes(styles.box, styles.select, problem && styles.bad)} aria-invalid={problem ? true : undefined} aria-describedby={`${id}-note`}>
        {children}
      </select>
    </Frame>
  );
}

interface CheckProps {
  label: ReactNode;
  hint?: ReactNode;
  problem?: string | undefined;
  checked: boolean;
  disabled?: boolean;
  autoFocus?: boolean;
  onChange: (checked: boolean) => void;
}

/** Yes or no. */
export function Checkbox({ label, hint, problem, checked, onChange, ...rest }: CheckProps) {
  return (
    <label className={styles.check}>
      <input type="checkbox" {...rest} checked={checked} aria-invalid={problem ? true : undefined} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>
        {label}
        {hint !== undefined && <span className={styles.hint}>{hint}</span>}
        {problem !== undefined && problem !== "" && (
          <span role="alert" className={classes(styles.hint, styles.problem)}>
            {problem}
          </span>
        )}
      </span>
    </label>
  );
}

interface RadiosProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; text: ReactNode; hint?: ReactNode }[];
  onChange: (value: T) => void;
  hideLabel?: boolean;
  hint?: ReactNode;
  problem?: string | undefined;
}

/** One of a few, all in sight. */
export function Radios<T extends string>({ label, value, options, onChange, hideLabel, hint, problem }: RadiosProps<T>) {
  const name = useId();
  const isBad = problem !== undefined && problem !== "";
  return (
    <fieldset className={styles.radios} data-wrong={isBad} aria-describedby={isBad || hint !== undefined ? `${name}-note` : undefined}>
      <legend className={hideLabel ? "visually-hidden" : styles.label}>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.check}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>
            {option.text}
            {option.hint !== undefined && <span className={styles.hint}>{option.hint}</span>}
          </span>
        </label>
      ))}
      {isBad ? (
        <p id={`${name}-note`} role="alert" className={styles.problem}>
          {problem}
        </p>
      ) : (
        hint !== undefined && (
          <p id={`${name}-note`} className={styles.hint}>
            {hint}
          </p>
        )
      )}
    </fieldset>
  );
}
