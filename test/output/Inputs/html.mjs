// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// html.mjs NPM CHROMIUM REPORT MOVED LARGE JSON NAME: goes through an HTML report as people do.
// SCREENSHOTS=FOLDER leaves pictures there.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {pathToFileURL} from "node:url";

const [npm, chromium, report, moved, large, json, name] = process.argv.slice(2);
const playwright = createRequire(`${npm}/node_modules/`)("playwright-core");
const wanted = JSON.parse(readFileSync(json)).findings;
const url = (file, address = "") => pathToFileURL(file).href + address;
const browser = await playwright.chromium.launch({executablePath: chromium, args: ["--no-sandbox"]});

// A page that may say nothing on its console and load nothing but itself.
async function open(address, options = {}) {
  const page = await browser.newPage({viewport: {width: 1200, height: 800}, ...options});
  page.on("console", message => assert.fail(`console: ${message.text()}`));
  page.on("pageerror", error => assert.fail(`error: ${error}`));
  page.on("request", request => assert.equal(request.url().split("#")[0], address.split("#")[0]));
  await page.goto(address);
  return page;
}
const texts = locator => locator.allInnerTexts();
const heads = page => page.locator("#findings .head");
const chain = page => page.locator(".chain code");
const opened = page => page.locator(".head[aria-expanded=true]");
const picture = (page, called) => process.env.SCREENSHOTS && page.screenshot({path: `${process.env.SCREENSHOTS}/${called}.png`});
const indirect = wanted.find(f => f.chain?.length === 2);

const steps = {
  async "it says what the JSON report says"() {
    const page = await open(url(report));
    assert.equal(await page.title(), `corolint: ${wanted.length} findings`);
    assert.deepEqual(await texts(page.locator(".message")), wanted.map(f => f.message));
    assert.deepEqual(await texts(page.locator(".where")), wanted.map(f => `${f.file}:${f.line} in ${f.function}`));
    assert.equal(wanted[0].file, name);
    await picture(page, "summary");
  },

  async "filters and search narrow it, and survive a reload"() {
    const page = await open(url(report));
    const sleeps = wanted.filter(f => f.kind === "sleep").length;
    await page.click("[data-facet=kind] button:has-text('sleep')");
    assert.equal(await page.innerText("#count"), `${sleeps} of ${wanted.length} findings`);
    assert.equal(await heads(page).count(), sleeps);
    await page.reload();
    assert.equal(await heads(page).count(), sleeps);
    await page.fill("#search", "RETRY load");
    await page.waitForFunction(() => document.querySelectorAll("#findings > li").length === 1);
    await page.keyboard.press("Escape");
    assert.equal(await heads(page).count(), wanted.length);
    for (const facet of ["check", "folder"]) {
      const button = page.locator(`[data-facet=${facet}] button`).first();
      const count = Number(await button.locator("span").nth(1).innerText());
      await button.click();
      assert.equal(await heads(page).count(), count);
      await page.locator("#chosen button").click();
    }
    assert.equal(await heads(page).count(), wanted.length);
  },

  async "a finding shows its chain, each step its source"() {
    const page = await open(url(report));
    await heads(page).nth(wanted.indexOf(indirect)).click();
    assert.deepEqual(await texts(chain(page)), ["handler", "load", "retry", "sleep"]);
    const marked = async step => {
      await chain(page).nth(step).click();
      return (await page.innerText(".source tr.here td:nth-child(2)")).trim();
    };
    assert.equal(await marked(0), "load(1);");
    assert.equal(await page.innerText(".source mark"), "load(1)");
    assert.equal(await marked(1), "retry();");
    assert.match(await marked(2), /^static void retry\(\) \{ \/\* é😀 \*\/ sleep\(1\); \}$/);
    assert.equal(await page.locator(".chain [aria-current=true]").count(), 1);
    await picture(page, "chain");
  },

  async "a fix is shown as a change, and code stays text"() {
    const page = await open(url(report));
    await heads(page).nth(wanted.findIndex(f => f.api === "std::ifstream")).click();
    const added = await page.innerText("tr.added td:nth-child(2)");
    assert.match(added, /co_await corolint::offload/);
    assert.match(added, /<\/script><script>document\.title = 'broken'<\/script>/);
    assert.equal(await page.locator("tr.removed").count(), 1);
    assert.equal(await page.title(), `corolint: ${wanted.length} findings`);
  },

  async "a link to a finding works in a later report, whatever filters hide it"() {
    let page = await open(url(report));
    await heads(page).nth(wanted.indexOf(indirect)).click();
    await page.click(".link");
    const address = new URL(page.url()).hash;
    assert.match(address, /finding=/);
    for (const more of ["", "&kind=file&q=nothing"]) {
      page = await open(url(moved, address + more));
      assert.equal(await opened(page).locator(".message").innerText(), indirect.message);
      assert.ok(await opened(page).evaluate(head => head === document.activeElement && head.getBoundingClientRect().top >= 0));
    }
    page = await open(url(report, "#finding=gone"));
    assert.equal(await heads(page).count(), wanted.length);
  },

  async "the keyboard is enough"() {
    const page = await open(url(report));
    const press = async (...keys) => {
      for (const key of keys)
        await page.keyboard.press(key);
    };
    const focused = () => page.evaluate(() => document.activeElement.innerText.split("\n").pop());
    await press("/");
    await page.keyboard.type("retry");
    await page.waitForFunction(() => document.querySelectorAll("#findings > li").length === 1);
    await press("Tab", "Tab", "Enter");
    assert.equal(await opened(page).count(), 1);
    await press("Tab", "Tab", "Enter");
    assert.equal(await page.innerText(".chain [aria-current=true] code"), "load");
    await press("Escape", "j", "j", "k", "Enter");
    assert.equal(await opened(page).locator(".message").innerText(), wanted[0].message);
    await press("Enter");
    assert.equal(await opened(page).count(), 0);
    assert.ok(await focused());
    // A filter is reached, chosen and dropped.
    await page.locator("[data-facet=kind] button").first().focus();
    await press("Enter");
    assert.notEqual(await heads(page).count(), wanted.length);
    await press("Enter");
    assert.equal(await heads(page).count(), wanted.length);
    // Everything that can be reached says what it is.
    const nameless = await page.evaluate(() => [...document.querySelectorAll("button, a, input, [tabindex='0']")].filter(e =>
      !(e.innerText || e.getAttribute("aria-label") || e.labels?.length)).map(e => e.outerHTML));
    assert.deepEqual(nameless, []);
  },

  async "on a phone nothing is wider than the screen, and the chain goes down"() {
    const page = await open(url(report), {viewport: {width: 320, height: 640}, isMobile: true, hasTouch: true});
    for (let i = 0; i < wanted.length; ++i)
      await heads(page).nth(i).tap();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    const places = await Promise.all((await page.locator(".chain").nth(0).locator("button").all()).map(b => b.boundingBox()));
    for (let i = 1; i < places.length; ++i)
      assert.ok(places[i].y >= places[i - 1].y + places[i - 1].height);
    await page.locator(".chain").first().scrollIntoViewIfNeeded();
    await picture(page, "phone");
  },

  async "text can be read, in light and in the dark"() {
    for (const colorScheme of ["light", "dark"]) {
      const page = await open(url(report), {colorScheme});
      await heads(page).nth(wanted.indexOf(indirect)).click();
      // The contrast of WCAG 2.1, 1.4.3, of each text with the nearest ground behind it.
      const poor = await page.evaluate(() => {
        const rgb = color => color.match(/[\d.]+/g).map(Number);
        const light = color => rgb(color).slice(0, 3).map(c => c / 255).map(c => c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
          .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
        const ground = e => !e ? "rgb(255,255,255)" : /^rgb\(/.test(getComputedStyle(e).backgroundColor)
          ? getComputedStyle(e).backgroundColor : ground(e.parentElement);
        return [...document.querySelectorAll("body *")].filter(e => e.checkVisibility() &&
          [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())).map(e => {
          const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
          return [e.className || e.tagName, (a + .05) / (b + .05)];
        }).filter(([, contrast]) => contrast < 4.5);
      });
      assert.deepEqual(poor, [], colorScheme);
      await picture(page, colorScheme);
    }
  },

  async "ten thousand findings are no more work for the browser than a hundred"() {
    const before = performance.now();
    const page = await open(url(large));
    await heads(page).first().waitFor();
    console.log(`  opened in ${Math.round(performance.now() - before)} ms`);
    assert.equal(await page.innerText("#count"), "10,000 findings");
    assert.equal(await heads(page).count(), 100);
    assert.ok(await page.evaluate(() => document.querySelectorAll("*").length) < 2000);
    await page.click("#more");
    assert.equal(await heads(page).count(), 200);
    const filtered = performance.now();
    await page.fill("#search", "module7/");
    await page.waitForFunction(() => /^\d+ of/.test(document.getElementById("count").innerText));
    console.log(`  searched in ${Math.round(performance.now() - filtered)} ms`);
    await page.keyboard.press("Escape");
    await page.goto(url(large, "#finding=9999"));
    assert.equal(await opened(page).count(), 1);
    await picture(page, "large");
  },
};

for (const [title, step] of Object.entries(steps)) {
  console.log(title);
  await step();
}
await browser.close();
