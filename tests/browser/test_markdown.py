"""The reference sample of Markdown becomes exactly the DOM of the golden file."""

import re
from pathlib import Path

from playwright.async_api import expect

from tests.fixtures.browser import Windows
from tests.fixtures.world import World

HERE = Path(__file__).parent
SAMPLE = HERE / "sample.md"
GOLDEN = HERE / "sample.html"

# Elements with what gives them meaning and texts in quotes, one a line; how they look is no part of it.
OUTLINE = """(element) => {
  const KEPT = "href src alt width height checked type start role aria-label rel target".split(" ");
  const lines = [];
  const draw = (node, depth) => {
    const pad = "  ".repeat(depth);
    if (node.nodeType === Node.TEXT_NODE) {
      const text = node.textContent.replace(/\\s+/g, " ").trim();
      if (text !== "") lines.push(`${pad}"${text}"`);
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || node.tagName === "svg") return;
    const kept = KEPT.filter((name) => node.hasAttribute(name)).map((name) => ` ${name}="${node.getAttribute(name)}"`);
    const align = node.style.textAlign ? ` align="${node.style.textAlign}"` : "";
    lines.push(`${pad}<${node.tagName.toLowerCase()}${kept.join("")}${align}>`);
    for (const child of node.childNodes) draw(child, depth + 1);
  };
  for (const child of element.childNodes) draw(child, 0);
  return lines.join("\\n") + "\\n";
}"""


async def test_the_sample_is_drawn_as_the_golden_file_says(site: World, windows: Windows) -> None:
    """MSG-05."""
    team = await site.new_team()
    person = await windows.member(site, team, "ana")
    await site.post(
        by=person, channel=await site.town_square(team), message=SAMPLE.read_text().replace("{site}", site.base_url)
    )
    ana = await windows.of(site, person, team)
    post = ana.post("Heading one")
    await ana.button("Show more", post).click()
    await expect(post.get_by_role("img", name="picture")).to_have_js_property("complete", True)
    await expect(post.locator("code .hljs-keyword").first).to_have_text("def")
    body = post.locator('[dir="auto"]').first
    drawn = (await body.evaluate(OUTLINE)).replace(site.base_url, "")
    assert drawn == GOLDEN.read_text()
    assert not re.search(r"^\s*<(script|b>)|=\"javascript:", drawn, re.MULTILINE)
