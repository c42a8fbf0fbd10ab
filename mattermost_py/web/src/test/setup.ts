/** What every unit test starts from: matchers, a clean document, a clean store. */
import "@testing-library/jest-dom/vitest";
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";
import { resetStore } from "@/state/store";

afterEach(() => {
  cleanup();
  resetStore();
  localStorage.clear();
});
