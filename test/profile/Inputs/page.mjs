// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// page.mjs NPM CHROMIUM PAGE JSON: what the page shows of a profile is what the JSON report says.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {pathToFileURL} from "node:url";

const [npm, chromium, file, json] = process.argv.slice(2);
const playwright = createRequire(`${npm}/node_modules/`)("playwright-core");
const wanted = JSON.parse(readFileSync(json));
const browser = await playwright.chromium.launch({executablePath: chromium, args: ["--no-sandbox"]});
const page = await browser.newPage({viewport: {width: 1200, height: 900}});
page.on("console", message => assert.fail(`console: ${message.text()}`));
page.on("pageerror", error => assert.fail(`error: ${error}`));
await page.goto(pathToFileURL(file).href);

// A bar for each stall, in the order of time from left to right, and none outside.
assert.equal(await page.locator("#stalls .bars i").count(), wanted.profile.stalls);
assert.equal(await page.locator("#stalls .bars i.unpredicted").count(), wanted.profile.unpredicted.length);
const row = await page.locator("#stalls .bars").boundingBox();
for (const bar of await page.locator("#stalls .bars i").all()) {
  const box = await bar.boundingBox();
  assert.ok(box.x >= row.x - 1 && box.x + box.width <= row.x + row.width + 1, JSON.stringify([box, row]));
  assert.match(await bar.getAttribute("title"), /^\d.* at \d.*: usleep$/);
}
// The flames: a coroutine is as wide as it has stalled, and stands on nothing.
const outer = await page.locator("#stalls .flames > li > span").allInnerTexts();
assert.deepEqual(outer.map(text => text.split(":")[0]).sort(), ["by_helper", "by_plugin", "direct", "silenced"]);
const widths = await Promise.all((await page.locator("#stalls .flames > li").all()).map(async l => (await l.boundingBox()).width));
assert.deepEqual(widths, [...widths].sort((a, b) => b - a));
assert.match(await page.innerText("#stalls .flames > li:first-child > ul > li > span"), /^app::helper: \d/);

// What has no finding, with its stack and the model entry.
const unpredicted = page.locator("#stalls details");
assert.equal(await unpredicted.count(), wanted.profile.unpredicted.length);
const known = wanted.profile.unpredicted.findIndex(stall => stall.model);
await unpredicted.nth(known).locator("summary").click();
const told = await unpredicted.nth(known).innerText();
for (const line of wanted.profile.unpredicted[known].model.trim().split("\n"))
  assert.ok(told.includes(line), line);
assert.ok(told.includes("by_plugin (coroutine) at "));

// The findings say what they have cost.
const costs = await page.locator("#findings .cost").allInnerTexts();
assert.equal(costs.length, wanted.findings.filter(f => "measured" in f).length);
assert.match(costs[0], /^\d.* s in 1 stall$/);
assert.equal(costs.at(-1), "not seen to be reached");
if (process.env.SCREENSHOTS)
  await page.screenshot({path: `${process.env.SCREENSHOTS}/profile.png`, fullPage: true});
await browser.close();
