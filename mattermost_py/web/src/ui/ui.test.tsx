import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { initials } from "./Avatar";
import { Badge } from "./Badge";
import { Button } from "./Button";
import { Confirm } from "./Confirm";
import { Dialog } from "./Dialog";
import { PasswordField, TextField } from "./Field";
import { focusAfterDialog } from "./finalFocus";
import { IconButton } from "./IconButton";
import { Menu, MenuItem } from "./Menu";

describe("the kit", () => {
  it("a busy button does nothing", async () => {
    const act = vi.fn();
    render(
      <Button busy onClick={act}>
        Save
      </Button>,
    );
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(act).not.toHaveBeenCalled();
  });

  it("a menu opens, names its rows and does what was chosen", async () => {
    const act = vi.fn();
    render(
      <Menu label="Actions" button={<IconButton label="More" icon={null} />}>
        <MenuItem onSelect={act}>Rename</MenuItem>
      </Menu>,
    );
    await userEvent.click(screen.getByRole("button", { name: "More" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Rename" }));
    expect(act).toHaveBeenCalledOnce();
  });

  it("a question stays open and says why when it failed", async () => {
    const close = vi.fn();
    render(
      <Confirm title="Leave?" action="Leave" onConfirm={() => Promise.reject(new Error("Not now."))} onClose={close}>
        Sure?
      </Confirm>,
    );
    await userEvent.click(await screen.findByRole("button", { name: "Leave" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("Not now.");
    expect(close).not.toHaveBeenCalled();
  });

  it("a dialog puts what lies behind out of reach, and leaves the focus where it was asked to", async () => {
    const page = (isOpen: boolean) => (
      <>
        <button type="button">Behind</button>
        <textarea aria-label="Next" />
        {isOpen ? <Dialog title="In front" onClose={vi.fn()}>Text</Dialog> : null}
      </>
    );
    const { rerender } = render(page(false));
    screen.getByRole("button", { name: "Behind" }).focus();
    rerender(page(true));
    await screen.findByRole("dialog", { name: "In front" });
    await waitFor(() => expect(screen.getByText("Behind").closest("body > *")).toHaveProperty("inert", true));
    const field = screen.getByLabelText("Next");
    const come = vi.fn();
    focusAfterDialog(field, come);
    rerender(page(false));
    await waitFor(() => expect(field).toHaveFocus());
    expect(come).toHaveBeenCalledOnce();
    rerender(page(true));
    await screen.findByRole("dialog", { name: "In front" });
    screen.getByRole("button", { name: "Close" }).focus();
    rerender(page(false));
    await waitFor(() => expect(field).toHaveFocus());
    expect(come).toHaveBeenCalledOnce();
  });

  it("a field ties its complaint to the input", () => {
    render(<TextField label="Name" problem="Too short." />);
    expect(screen.getByRole("textbox", { name: "Name" })).toHaveAccessibleDescription("Too short.");
  });

  it("a password can be shown", async () => {
    render(<PasswordField label="Password" />);
    expect(screen.getByLabelText("Password")).toHaveAttribute("type", "password");
    await userEvent.click(screen.getByRole("button", { name: "Show password" }));
    expect(screen.getByLabelText("Password")).toHaveAttribute("type", "text");
  });

  it("a badge is silent at zero and short above ninety-nine", () => {
    const { rerender, container } = render(<Badge count={0} />);
    expect(container).toBeEmptyDOMElement();
    rerender(<Badge count={120} />);
    expect(container).toHaveTextContent("99+");
  });

  it("initials come from any script", () => {
    expect(initials("Ana Berg")).toBe("AB");
    expect(initials("ana.berg")).toBe("AB");
    expect(initials("李")).toBe("李");
  });
});
