import { describe, expect, it } from "vitest";
import { decodeHTMLStrict } from "./entities";

describe("named characters", () => {
  it("are what the browser says", () => {
    const texts = ["&auml;", "&amp;", "&lt;", "&nbsp;", "&rarr;", "&semi;"];
    expect(texts.map(decodeHTMLStrict)).toEqual(["ä", "&", "<", "\u00a0", "→", ";"]);
  });

  it("need their whole name", () => {
    const texts = ["&nosuchname;", "&notit;", "&amp", "a &amp; b", "&<b>;"];
    expect(texts.map(decodeHTMLStrict)).toEqual(texts);
  });
});
