"""The report in a real browser: run by `.ci/run`, which gives it the program.

    python3 tests/browser/report.py PATH-OF-THEMATICA [FOLDER-FOR-PICTURES]

It needs Chromium with its driver, and the packages of requirements.txt. Everything that fails is printed; the exit status
is the number of failures, at most 99.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

import axe_core_python
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

ROOT = pathlib.Path(__file__).resolve().parents[2]
FAILURES = []

HOSTILE = """Interviewer: What is trust? <script>document.title = 'run'</script>

Ann: They trust me <script>document.title = "run"</script> and <img src=x onerror="document.title='run'"> that is it.

Bo: I trust <a href="javascript:document.title='run'">this</a> </blockquote></li></ol><h1>out</h1> \u202eneb\u202c \x1b[31mred.

Cy: So \u202ethat was it. They trust them.

\u05d3\u05d9\u05e0\u05d4: They trust \u05d0\u05e0\u05d9 me.
"""

CODEBOOK = """codebook: "<b>hostile</b>"
language: en
codes:
  - id: trust
    label: "Trust <script>document.title = 'run'</script>"
    definition: "<img src=x onerror=alert(1)>"
    codes:
      - id: me
        label: "Me & mine"
        match: [trust*]
"""


def check(holds, what):
    if not holds:
        FAILURES.append(what)
        print("FAILED:", what)


def report(thematica, arguments, to):
    subprocess.run([thematica, "report", *arguments, "--output", to, "--quiet"], check=True)
    return to


def browser(width=1280, height=900, dark=False):
    options = webdriver.ChromeOptions()
    for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", f"--window-size={width},{height}"]:
        options.add_argument(argument)
    if dark:
        options.add_argument("--force-dark-mode")
        options.add_argument("--blink-settings=preferredColorScheme=0")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    binary = shutil.which("chromium") or shutil.which("google-chrome")
    if binary:
        options.binary_location = binary
    driver = shutil.which("chromedriver")
    return webdriver.Chrome(options=options, service=Service(driver) if driver else None)


def errors(driver):
    return [entry["message"] for entry in driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]


def axe(driver, what):
    script = pathlib.Path(axe_core_python.__file__).parent / "axe.min.js"
    driver.execute_cdp_cmd("Runtime.evaluate", {"expression": script.read_text()})
    found = driver.execute_async_script(
        "const done = arguments[0]; axe.run().then((it) => done(it.violations.filter((v) => ['serious', 'critical'].includes(v.impact))"
        ".map((v) => v.id + ': ' + v.help + ' ' + v.nodes.slice(0, 3).map((n) => n.html).join(' | '))))"
    )
    check(found == [], f"{what}: {found}")


def numbers_open_their_quotes(driver):
    """Every number of segments, in the summary and for each person, opens as many quotes as it says."""
    wrong = driver.execute_script(
        """
        const wrong = [], panel = document.querySelector("#panel");
        const links = [...document.querySelectorAll(".frequencies td.segments a.number, .heat:first-of-type a.number, #together a.number")];
        const persons = document.querySelectorAll(".heat")[0];
        for (const link of links) {
          if (link.closest(".heat") && link.closest(".heat") !== persons) continue;
          link.click();
          const said = Number(link.textContent.replaceAll(",", ""));
          const found = panel.querySelectorAll("li").length;
          if (!panel.open || said !== found) wrong.push(link.outerHTML + " opens " + found);
          panel.close();
        }
        return [links.length, wrong];
        """
    )
    count, wrong = wrong
    check(count > 0, "there are numbers")
    check(wrong == [], f"numbers open other quotes than they say: {wrong[:5]}")
    empty = driver.execute_script(
        """
        const panel = document.querySelector("#panel"), empty = [];
        for (const link of document.querySelectorAll("a.number")) {
          link.click();
          if (!panel.open || panel.querySelectorAll("li").length === 0) empty.push(link.outerHTML);
          panel.close();
        }
        return empty;
        """
    )
    check(empty == [], f"numbers that open nothing: {empty[:5]}")
    hits, wrong = driver.execute_script(
        """
        const panel = document.querySelector("#panel"), wrong = [];
        const links = [...document.querySelectorAll("a.number[data-u=hits]")];
        for (const link of links) {
          link.click();
          const title = panel.querySelector("h2").textContent;
          if (!new RegExp(": " + link.textContent.replaceAll(",", "") + " hits? in [0-9]+ quotes?$").test(title)) wrong.push(link.textContent + " opens " + title);
          panel.close();
        }
        return [links.length, wrong];
        """
    )
    check(hits > 0, "there are numbers of hits")
    check(wrong == [], f"numbers of hits open segments with other hits: {wrong[:5]}")
    print(f"{count} numbers were held against the quotes that they open")


def filters_work(driver):
    shown = "return [...document.querySelectorAll('ol.quotes[data-of] > li')].filter((it) => !it.hidden).length"
    every = driver.execute_script(shown)
    find = driver.find_element(By.ID, "find")
    find.send_keys("trust")
    some = driver.execute_script(shown)
    check(0 < some < every, f"a word filters: {some} of {every}")
    check(driver.find_element(By.CSS_SELECTOR, ".filter output").text.startswith(f"{some} of {every}"), "it says how many are left")
    find.clear()
    find.send_keys("qqqqq")
    check(driver.execute_script(shown) == 0, "a word that nobody says leaves nothing")
    driver.execute_script("const f = document.querySelector('#find'); f.value = ''; f.dispatchEvent(new Event('input'))")
    driver.execute_script("const s = document.querySelector('#of0'); s.selectedIndex = 1; s.dispatchEvent(new Event('change'))")
    person = driver.execute_script(shown)
    check(0 < person < every, f"a person filters: {person} of {every}")
    driver.execute_script("const s = document.querySelector('#of0'); s.selectedIndex = 0; s.dispatchEvent(new Event('change'))")
    check(driver.execute_script(shown) == every, "all of them come back")


def paper_hides_nothing_silently(driver):
    """What is closed is said to be closed, and one button prints all and leaves the page as it was."""
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = "return getComputedStyle(document.querySelector('#codes > .paper')).display !== 'none'"
    check(driver.execute_script(shown), "paper says that lists were closed")
    driver.execute_script("window.print = () => { window.printed = document.querySelectorAll('details:not([open])').length }")
    closed = driver.execute_script("return document.querySelectorAll('details:not([open])').length")
    driver.execute_script("document.querySelector('#print').click()")
    check(driver.execute_script("return window.printed") == 0, "all lists are open when all is printed")
    check(not driver.execute_script(shown), "nothing is said to be closed then")
    driver.execute_script("window.dispatchEvent(new Event('afterprint'))")
    check(driver.execute_script("return document.querySelectorAll('details:not([open])').length") == closed > 0, "lists are closed again")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def no_sideways_scrolling(driver, what):
    wide = driver.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    check(wide <= 0, f"{what}: the page is {wide} pixels too wide")


def main():
    thematica = sys.argv[1]
    pictures = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    folder = pathlib.Path(tempfile.mkdtemp(prefix="thematica-browser-"))
    example = report(thematica, [ROOT / "examples/link-workers"], folder / "example.html")
    by_hand = report(thematica, [ROOT / "examples/link-workers", "--coder", "helen"], folder / "by-hand.html")
    coders = ["--coder", "helen", "--coder", "imran"]
    together = report(thematica, [ROOT / "examples/link-workers", *coders], folder / "together.html")
    (folder / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    hostile = report(thematica, [folder / "hostile.txt", "--codebook", folder / "codebook.yaml"], folder / "hostile.html")

    for name, width, height, dark in [("laptop", 1280, 900, False), ("phone", 390, 844, False), ("dark", 1280, 900, True)]:
        driver = browser(width, height, dark)
        try:
            driver.get(example.as_uri())
            check("Link workers" in driver.title, f"{name}: it has its title")
            check(errors(driver) == [], f"{name}: the console has {errors(driver)}")
            no_sideways_scrolling(driver, name)
            if pictures:
                pictures.mkdir(parents=True, exist_ok=True)
                driver.save_screenshot(str(pictures / f"{name}.png"))
            axe(driver, name)
            if name == "laptop":
                numbers_open_their_quotes(driver)
                filters_work(driver)
                pdf = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]
                check(len(pdf) > 50_000, "it prints")
                paper_hides_nothing_silently(driver)
                driver.find_element(By.CSS_SELECTOR, ".frequencies a.number").click()
                axe(driver, "with open quotes")
        finally:
            driver.quit()

    driver = browser()
    try:
        driver.get(by_hand.as_uri())
        check(errors(driver) == [], f"by hand: the console has {errors(driver)}")
        axe(driver, "by hand")
        numbers_open_their_quotes(driver)
        driver.get(together.as_uri())
        check(errors(driver) == [], f"two coders: the console has {errors(driver)}")
        no_sideways_scrolling(driver, "two coders")
        check(len(driver.find_elements(By.CSS_SELECTOR, "#agreement tbody tr")) > 20, "agreement has its rows")
        check(driver.find_elements(By.CSS_SELECTOR, "a.number[data-u=hits]") == [], "hits of two coders are left out")
        axe(driver, "two coders")
    finally:
        driver.quit()

    driver = browser()
    try:
        driver.get(hostile.as_uri())
        driver.execute_script("for (const it of document.querySelectorAll('details')) it.open = true")
        for link in driver.find_elements(By.CSS_SELECTOR, "a.number")[:3]:
            driver.execute_script("arguments[0].click()", link)
        check(driver.title != "run" and "hostile" in driver.title, f"nothing in a transcript runs: {driver.title}")
        check(errors(driver) == [], f"hostile: the console has {errors(driver)}")
        alien = driver.execute_script(
            "return document.querySelectorAll('main script, main img, dialog img, h1 ~ h1, a[href^=javascript]').length"
        )
        check(alien == 0, "nothing in a transcript is an element")
        turned = driver.execute_script(
            """
            const turned = [];
            for (const quote of document.querySelectorAll("ol.quotes[data-of] blockquote")) {
              if (!quote.textContent.includes("They trust them.")) continue;
              const mark = quote.querySelector("mark").firstChild, range = document.createRange();
              const left = (at) => { range.setStart(mark, at); range.setEnd(mark, at + 1); return range.getBoundingClientRect().left; };
              turned.push([left(0) < left(mark.length - 1), quote.querySelector("i").textContent]);
            }
            return turned;
            """
        )
        check(len(turned) == 1 and turned[0][0] and "\u202e" in turned[0][1], f"what is said before a quote turns it: {turned}")
        check("<script>" in driver.find_element(By.CSS_SELECTOR, "ol.quotes[data-of]").text, "what was said is shown as it was said")
    finally:
        driver.quit()
    shutil.rmtree(folder)
    print(f"{len(FAILURES)} failures")
    sys.exit(min(len(FAILURES), 99))


main()
