import { cloneElement, lazy, type MouseEvent, type ReactElement, type ReactNode, type Ref, Suspense, useRef, useState } from "react";
import { ahead } from "./ahead";
import styles from "./Menu.module.css";
import type { ChoiceProps, ContextMenuProps, ItemProps, Placement, SubMenuProps } from "./MenuParts";

// Menus draw with a library that the first screen does not need; it arrives with the first menu.
const load = () => import("./MenuParts");
const LazyPanel = lazy(() => load().then((parts) => ({ default: parts.MenuPanel })));
const LazyContextMenu = lazy(() => load().then((parts) => ({ default: parts.ContextMenu })));
const LazyItem = lazy(() => load().then((parts) => ({ default: parts.MenuItem })));
const LazySubMenu = lazy(() => load().then((parts) => ({ default: parts.SubMenu })));
const LazyChoice = lazy(() => load().then((parts) => ({ default: parts.MenuChoice })));
const LazySeparator = lazy(() => load().then((parts) => ({ default: parts.MenuSeparator })));

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
    onPointerEnter: () => ahead(load),
    onFocus: () => ahead(load),
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
        <Suspense fallback={null}>
          <LazyPanel button={anchor.current} label={label} placement={placement} onClose={() => show(false)}>
            {children}
          </LazyPanel>
        </Suspense>
      )}
    </>
  );
}

/** A menu at a point, for right clicks; one instance serves a whole list. */
export function ContextMenu(props: ContextMenuProps) {
  return (
    <Suspense fallback={null}>
      <LazyContextMenu {...props} />
    </Suspense>
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
