import { describe, expect, it } from "vitest";
import { isGoodPassword } from "./passwordPolicy";

describe("a password", () => {
  it("is long enough by default, and not longer than the server can hash", () => {
    expect(isGoodPassword({}, "seven77")).toBe(false);
    expect(isGoodPassword({}, "eight888")).toBe(true);
    expect(isGoodPassword({}, "x".repeat(73))).toBe(false);
  });

  it("has the kinds of characters the server asks for", () => {
    const strict = { PasswordMinimumLength: "5", PasswordRequireUppercase: "true", PasswordRequireNumber: "true", PasswordRequireSymbol: "true" };
    expect(isGoodPassword(strict, "abcdef1!")).toBe(false);
    expect(isGoodPassword(strict, "Abcdef1!")).toBe(true);
  });
});
