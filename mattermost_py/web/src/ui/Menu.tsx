import { cloneElement, type MouseEvent, type ReactElement, type ReactNode, type Ref, useRef, useState } from "react";
import styles from "./Menu.module.css";
import type { ChoiceProps, ContextMenuProps, ItemProps, Placement, SubMenuProps } from "./MenuParts";
import { type Ahead, late, Later } from "./late";

// Menus draw with a library that the first screen does not need; it arrives with the first menu.
const load = () => import("./MenuParts");
const LazyPanel = late(load, (parts) => parts.MenuPanel);
const LazyContextMenu = late(load, (parts) => parts.ContextMenu);
const LazyItem = late(load, (parts) => parts.MenuItem);
const LazySubMenu = late(load, (parts) => parts.SubMenu);
const LazyChoice = late(load, (parts) => parts.MenuChoice);
const LazySeparator = late(load, (parts) => parts.MenuSeparator);

/** Loads what menus are drawn with before one is opened. */
export const menusAhead: Ahead = (then, otherwise) => {
  for (const part of [LazyContextMenu, LazyItem, LazySubMenu, LazyChoice, LazySeparator]) part.ahead();
  LazyPanel.ahead(then, otherwise);
};

type ButtonProps = Record<string, unknown> & { onClick?: (event: MouseEvent) => void; ref?: Ref<HTMLButtonElement> };

interface MenuProps {
  /** The button that opens it, e.g. `<IconButton …/>`. */
  button: ReactElement<ButtonProps>;
  label: string;
  children: ReactNode;
  placement?: Placement;
  onOpenChange?: (open: boolean) => void;
}

/** A button with a menu of actions. */
export function Menu({ button, label, children, placement = "bottom-start", onOpenChange }: MenuProps) {
  const anchor = useRef<HTMLElement | null>(null);
  const [open, setOpen] = useState(false);
  function show(next: boolean) {
    setOpen(next);
    onOpenChange?.(next);
  }
  const opener = cloneElement(button, {
    "aria-haspopup": "menu",
    "aria-expanded": open,
    onPointerEnter: () => menusAhead(),
    onFocus: () => menusAhead(),
    onClick: (event: MouseEvent) => {
      anchor.current = event.currentTarget as HTMLElement;
      button.props.onClick?.(event);
      show(!open);
    },
  });
  return (
    <>
      {opener}
      {open && anchor.current && (
        <Later>
          <LazyPanel button={anchor.current} label={label} placement={placement} onClose={() => show(false)}>
            {children}
          </LazyPanel>
        </Later>
      )}
    </>
  );
}

/** A menu at a point, for right clicks; one instance serves a whole list. */
export function ContextMenu(props: ContextMenuProps) {
  return (
    <Later>
      <LazyContextMenu {...props} />
    </Later>
  );
}

export function MenuItem(props: ItemProps) {
  return <LazyItem {...props} />;
}

/** A row that opens a further menu beside it. */
export function SubMenu(props: SubMenuProps) {
  return <LazySubMenu {...props} />;
}

/** A group of rows of which one is on. */
export function MenuChoice<T extends string>({ onChange, ...props }: ChoiceProps<T>) {
  const pick = (value: string) => {
    const option = props.options.find((one) => one.value === value);
    if (option) onChange(option.value);
  };
  return <LazyChoice {...props} onChange={pick} />;
}

export function MenuSeparator() {
  return <LazySeparator />;
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <div className={styles.heading}>{children}</div>;
}
