/** What every unit test starts from: matchers, a clean document, a clean store. */
import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeAll } from "vitest";
import { setLocale } from "@/i18n/t";
import { resetStore } from "@/state/store";

// Menus and dialogs load their code with their first use, which takes a moment on a busy machine.
configure({ asyncUtilTimeout: 5000 });

beforeAll(() => setLocale("en"));

afterEach(() => {
  cleanup();
  resetStore();
  localStorage.clear();
});
