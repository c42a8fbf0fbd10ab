/** The drawn parts of menus; loaded with the first menu that opens, see `Menu.tsx`. */
import {
  Menu as Panel,
  MenuButton as Opener,
  MenuItem as Row,
  MenuItemRadio,
  MenuProvider,
  MenuSeparator as Line,
  MenuGroup as Group,
  MenuGroupLabel,
  useMenuStore,
} from "@ariakit/react/menu";
import { Check, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./Menu.module.css";
import { classes } from "./classes";

export type Placement = "bottom-start" | "bottom-end" | "right-start" | "top-start" | "top-end";

interface MenuPanelProps {
  button: HTMLElement;
  label: string;
  placement: Placement;
  children: ReactNode;
  onClose: () => void;
}

/** The open menu of a button; arrows, letters, Home, End and Escape work, and the focus goes back to the button. */
export function MenuPanel({ button, label, placement, children, onClose }: MenuPanelProps) {
  const menu = useMenuStore({ open: true, setOpen: (open) => !open && onClose(), placement });
  return (
    <MenuProvider store={menu}>
      <Panel
        className={styles.menu}
        gutter={4}
        aria-label={label}
        portal
        modal
        backdrop={false}
        unmountOnHide
        getAnchorRect={() => button.getBoundingClientRect()}
        finalFocus={button}
        hideOnInteractOutside={(event) => !(event.target instanceof Node && button.contains(event.target))}
      >
        {children}
      </Panel>
    </MenuProvider>
  );
}

export interface ContextMenuProps {
  at: { x: number; y: number };
  label: string;
  onClose: () => void;
  children: ReactNode;
}

/** A menu at a point, for right clicks; one instance serves a whole list. */
export function ContextMenu({ at, label, onClose, children }: ContextMenuProps) {
  return (
    <MenuProvider open setOpen={(open) => !open && onClose()} placement="bottom-start">
      <Panel
        className={styles.menu}
        aria-label={label}
        portal
        modal
        backdrop={false}
        unmountOnHide
        getAnchorRect={() => ({ x: at.x, y: at.y, width: 1, height: 1 })}
      >
        {children}
      </Panel>
    </MenuProvider>
  );
}

export interface ItemProps {
  children: ReactNode;
  icon?: ReactNode;
  /** A word or keys at the right edge. */
  hint?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  checked?: boolean;
  onSelect: () => void;
}

export function MenuItem({ children, icon, hint, danger, disabled, checked, onSelect }: ItemProps) {
  return (
    <Row className={classes(styles.item, danger && styles.danger)} disabled={disabled ?? false} onClick={onSelect}>
      {icon !== undefined && <span className={styles.icon}>{icon}</span>}
      <span className={styles.text}>{children}</span>
      {hint !== undefined && <span className={styles.hint}>{hint}</span>}
      {checked && <Check size={16} className={styles.check} />}
    </Row>
  );
}

export interface SubMenuProps {
  text: string;
  icon?: ReactNode;
  children: ReactNode;
}

/** A row that opens a further menu beside it. */
export function SubMenu({ text, icon, children }: SubMenuProps) {
  return (
    <MenuProvider placement="right-start">
      <Row className={styles.item} render={<Opener />}>
        {icon !== undefined && <span className={styles.icon}>{icon}</span>}
        <span className={styles.text}>{text}</span>
        <ChevronRight size={16} className={styles.hint} />
      </Row>
      <Panel className={styles.menu} gutter={6} shift={-6} aria-label={text} portal unmountOnHide overlap>
        {children}
      </Panel>
    </MenuProvider>
  );
}

export interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; text: string; icon?: ReactNode }[];
  onChange: (value: T) => void;
}

/** A group of rows of which one is on. */
export function MenuChoice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <MenuProvider values={{ choice: value }}>
      <Group className={styles.group}>
        <MenuGroupLabel className={styles.heading}>{label}</MenuGroupLabel>
        {options.map((option) => (
          <MenuItemRadio
            key={option.value}
            name="choice"
            value={option.value}
            checked={option.value === value}
            className={styles.item}
            hideOnClick
            onClick={() => onChange(option.value)}
          >
            {option.icon !== undefined && <span className={styles.icon}>{option.icon}</span>}
            <span className={styles.text}>{option.text}</span>
            {option.value === value && <Check size={16} className={styles.check} />}
          </MenuItemRadio>
        ))}
      </Group>
    </MenuProvider>
  );
}

export function MenuSeparator() {
  return <Line className={styles.separator} />;
}
