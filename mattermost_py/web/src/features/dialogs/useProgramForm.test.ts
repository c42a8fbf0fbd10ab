/** A program that changes its form while one fills it in. */
import { act, renderHook, waitFor } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import type { FormElement } from "@/client/dialogs";
import { aState } from "@/test/state";
import { store } from "@/state/store";
import { useProgramForm } from "./useProgramForm";

const field = (name: string, patch: Partial<FormElement> = {}): FormElement => ({
  display_name: name, name, type: "text", subtype: "", default: "", placeholder: "", help_text: "", optional: true,
  min_length: 0, max_length: 0, data_source: "", options: null, multiselect: false, ...patch,
});
const sizes = [
  { text: "Small", value: "s" },
  { text: "Large", value: "l" },
];
const form = (...elements: FormElement[]) => ({
  callback_id: "", title: "Pie", introduction_text: "", icon_url: "", submit_label: "", notify_on_cancel: false, state: "", source_url: "https://program.test/form", elements,
});

afterEach(() => vi.unstubAllGlobals());

it("keeps what is typed while the program thinks, and drops an answer that a later choice has overtaken", async () => {
  const answers: ((reply: object) => void)[] = [];
  vi.stubGlobal("fetch", vi.fn(() => new Promise<Response>((done) => answers.push((reply) => done(Response.json(reply))))));
  store.setState(aState());
  const size = field("size", { type: "select", options: sizes, refresh: true });
  const opened = { opening: { trigger_id: "", url: "https://program.test", dialog: form(size, field("name")) }, channelId: "town" };
  const { result } = renderHook(() => useProgramForm(opened, vi.fn()));
  const answered = (at: number, ...elements: FormElement[]) => act(() => Promise.resolve(answers[at]?.({ type: "form", form: form(size, ...elements) })));

  act(() => result.current.set(size, "s"));
  act(() => result.current.set(field("name"), "Apple pie"));
  await answered(0, field("name"), field("slices"));
  await waitFor(() => expect(result.current.values).toEqual({ size: "s", name: "Apple pie", slices: "" }));

  act(() => result.current.set(size, "l"));
  act(() => result.current.set(size, "s"));
  await answered(2, field("name"));
  await answered(1, field("name"), field("late"));
  await waitFor(() => expect(result.current.values).toEqual({ size: "s", name: "Apple pie" }));
});
