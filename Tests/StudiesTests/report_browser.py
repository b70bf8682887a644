"""The report in headless Chromium: what a reader does on its pages, held to the files that they were made from.

    FOLDER=… PROGRAMS=.build/release python3 Tests/StudiesTests/report_browser.py

$FOLDER holds results/ and studies/README.md; pictures of pages go to $SCREENSHOTS, where that is set. It needs Debian's chromium, chromium-driver and
python3-selenium.
"""
import base64
import csv
import http.client
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

sys.dont_write_bytecode = True
FOLDER = pathlib.Path(os.environ["FOLDER"])
PROGRAMS = pathlib.Path(os.environ["PROGRAMS"]).resolve()
RESULTS = FOLDER / "results"


def driver():
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,900", "--hide-scrollbars"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.chrome.service.Service("/usr/bin/chromedriver")
    return webdriver.Chrome(service=service, options=options)


class ReportTest(unittest.TestCase):
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        subprocess.run([PROGRAMS / "report", "--results", RESULTS, "--quiet"], check=True)
        cls.browser = driver()
        cls.ledger = json.loads((RESULTS / "ledger.json").read_text())

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()

    def setUp(self):
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "light"}]})
        self.browser.set_window_size(1280, 900)

    def open(self, page):
        path, mark, place = page.partition("#")
        self.browser.get((RESULTS / path).as_uri() + mark + place)

    def shoot(self, name):
        if "SCREENSHOTS" in os.environ:
            shot = self.browser.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": False})
            (pathlib.Path(os.environ["SCREENSHOTS"]) / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))

    def find(self, selector):
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def shown(self):
        return self.browser.execute_script("return [...document.querySelectorAll('.claims tbody tr')].filter(r => !r.hidden).map(r => r.id)")

    def hint(self):
        return self.browser.execute_script("const h = document.getElementById('hint'); return h.hidden ? '' : h.textContent")

    def test_every_page_loads_in_silence_and_asks_for_nothing(self):
        pages = sorted(RESULTS.glob("*/index.html"))
        self.assertGreater(len(pages), 10)
        for page in pages:
            self.browser.get_log("performance"), self.browser.get_log("browser")
            self.browser.get(page.as_uri())
            self.assertEqual([entry["message"] for entry in self.browser.get_log("browser")], [], page)
            asked = [json.loads(entry["message"])["message"] for entry in self.browser.get_log("performance")]
            addresses = {entry["params"]["request"]["url"] for entry in asked if entry["method"] == "Network.requestWillBeSent"}
            self.assertEqual({address for address in addresses if not address.startswith("data:")}, {page.as_uri()})
            wide = self.browser.execute_script("return document.documentElement.scrollWidth - innerWidth")
            self.assertLessEqual(wide, 0, page)

    def test_phone(self):
        self.browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride", {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True})
        try:
            for page in sorted(RESULTS.glob("*/index.html")):
                self.browser.get(page.as_uri())
                widths = self.browser.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
                self.assertLessEqual(widths[0], 390, page)
                self.assertEqual(widths[1], 390, page)
            for page, name in [("report/index.html", "phone-ledger"), ("landscape/index.html", "phone-study")]:
                self.open(page)
                self.shoot(name)
        finally:
            self.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    def test_ledger_is_filtered(self):
        self.open("report/index.html")
        claims = self.ledger["claims"]
        self.assertEqual(len(self.shown()), len(claims))
        self.shoot("light-ledger")

        def choose(name, value):
            Select(self.find(f"[name={name}]")).select_by_visible_text(value)

        for verdict in ["holds", "does not hold", "undecided", "void", "not measured"]:
            choose("verdict", verdict)
            expected = [claim["identifier"] for claim in claims if claim["verdict"] == verdict]
            self.assertEqual(self.shown(), expected)
            self.assertEqual(self.find(".filters output").text, f"{len(expected)} of {len(claims)} claims")
        choose("verdict", "holds")
        choose("source", "Ioffe & Szegedy 2015")
        ours = [c["identifier"] for c in claims if c["verdict"] == "holds" and re.search(r"(^|; )I( |$)", c["source"])]
        self.assertEqual(self.shown(), ours)
        self.assertTrue(ours)
        self.find(".filters button[type=reset]").click()
        time.sleep(0.1)
        self.assertEqual(len(self.shown()), len(claims))
        choose("network", "deep linear")
        self.assertEqual(self.shown(), [c["identifier"] for c in claims if "deep linear" in c["networks"]])
        choose("network", "all")
        choose("study", "theory")
        self.assertEqual(self.shown(), [c["identifier"] for c in claims if c["study"] == "theory"])
        choose("study", "all")
        self.find("[name=text]").send_keys("dropout")
        self.assertIn("dropout/", " ".join(self.shown()))
        self.assertLess(len(self.shown()), len(claims))
        self.find(".filters button[type=reset]").click()
        time.sleep(0.1)
        self.find("[name=headline]").click()
        self.assertEqual(self.shown(), [c["identifier"] for c in claims if c["is_headline"]])

    def test_ledger_is_sorted(self):
        self.open("report/index.html")
        value = {c["identifier"]: c["estimate"] and (math.log(c["estimate"]) if c["kind"] == "ratio" else c["estimate"]) for c in self.ledger["claims"]}
        button = self.find("th[data-sort=number]:nth-child(5) button")
        button.click()
        self.assertEqual(self.find("th:nth-child(5)").get_attribute("aria-sort"), "ascending")
        rows = [value[name] for name in self.shown()]
        numbers = [number for number in rows if number is not None]
        self.assertEqual(numbers, sorted(numbers))
        self.assertEqual(rows[: len(numbers)], numbers)
        button.send_keys(Keys.ENTER)
        self.assertEqual(self.find("th:nth-child(5)").get_attribute("aria-sort"), "descending")
        numbers = [number for number in (value[name] for name in self.shown()) if number is not None]
        self.assertEqual(numbers, sorted(numbers, reverse=True))

    def test_a_claim_opens_for_its_seeds(self):
        self.open("report/index.html#theory/aligned_units")
        row = self.find("[id='theory/aligned_units']")
        self.assertTrue(row.find_element(By.TAG_NAME, "details").get_attribute("open"))
        claim = next(c for c in self.ledger["claims"] if c["identifier"] == "theory/aligned_units")
        self.assertEqual(len(row.find_elements(By.CSS_SELECTOR, ".values span")), len(claim["values"]))
        seeds = row.find_elements(By.CSS_SELECTOR, ".seed")
        self.assertFalse(seeds[0].is_displayed())
        self.find("[name=seeds]").click()
        self.assertTrue(seeds[0].is_displayed())
        ActionChains(self.browser).move_to_element(row.find_element(By.CSS_SELECTOR, ".forest")).perform()
        self.assertIn(claim["hypothesis"], self.hint())

    def smoothness(self):
        self.open("landscape/index.html")
        figure = self.find("#figure-smoothness")
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", figure)
        with open(RESULTS / "landscape/figure-smoothness.csv") as file:
            rows = list(csv.DictReader(file))
        return figure, figure.find_elements(By.CSS_SELECTOR, ".chart")[0], rows

    def test_values_are_read_by_pointer(self):
        figure, chart, rows = self.smoothness()
        ActionChains(self.browser).move_to_element_with_offset(chart, 20, 0).perform()
        text = self.hint()
        step = int(re.match(r"step (\d+)", text).group(1))
        row = next(row for row in rows if int(row["step"]) == step)
        lower, upper = map(float, chart.get_attribute("data-y").split()[1:])
        for name, column in [("none", "none"), ("BatchNorm", "batch"), ("L∞", "linf")]:
            found = re.search(re.escape(name) + r"(-?[\d.]+) \((-?[\d.]+) to (-?[\d.]+)\)", text)
            self.assertIsNotNone(found, text)
            for value, end in zip(found.groups(), ["median", "lower_quartile", "upper_quartile"]):
                expected = float(row[f"{column}_effective_smoothness_{end}"])
                self.assertAlmostEqual(float(value), expected, delta=(upper - lower) / 2000)
        self.shoot("light-hover")

    def test_values_are_read_by_keys(self):
        figure, chart, rows = self.smoothness()
        self.browser.execute_script("arguments[0].focus()", chart)
        keys = ActionChains(self.browser)
        keys.send_keys(Keys.END).perform()
        self.assertTrue(self.hint().startswith(f"step {rows[-1]['step']}"), self.hint())
        keys = ActionChains(self.browser)
        keys.send_keys(Keys.ARROW_LEFT).perform()
        self.assertTrue(self.hint().startswith(f"step {rows[-2]['step']}"), self.hint())
        self.assertIn("BatchNorm", self.find("#readout").get_attribute("textContent"))
        ActionChains(self.browser).send_keys(Keys.ESCAPE).perform()
        self.assertEqual(self.hint(), "")

    def test_curves_are_switched(self):
        figure, chart, rows = self.smoothness()
        label = next(label for label in figure.find_elements(By.CSS_SELECTOR, ".name") if label.text == "BatchNorm")
        box = label.find_element(By.TAG_NAME, "input")
        groups = figure.find_elements(By.CSS_SELECTOR, f".series[data-series='{box.get_attribute('value')}']")
        self.assertTrue(groups and all(group.is_displayed() for group in groups))
        self.browser.execute_script("arguments[0].focus()", box)
        ActionChains(self.browser).send_keys(Keys.SPACE).perform()
        self.assertFalse(any(group.is_displayed() for group in groups))
        ActionChains(self.browser).move_to_element(chart).perform()
        self.assertNotIn("BatchNorm", self.hint())
        self.assertIn("none", self.hint())
        label.click()
        self.assertTrue(all(group.is_displayed() for group in groups))

    def test_surfaces_turn(self):
        self.open("planes/index.html")
        canvas = self.find("canvas")
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", canvas)
        picture = "return arguments[0].toDataURL()"
        first, name = self.browser.execute_script(picture, canvas), canvas.get_attribute("aria-label")
        self.assertIn("bowl", name)
        self.browser.execute_script("arguments[0].focus()", canvas)
        ActionChains(self.browser).send_keys(Keys.ARROW_RIGHT, Keys.ARROW_UP).perform()
        second = self.browser.execute_script(picture, canvas)
        self.assertNotEqual(first, second)
        self.assertNotEqual(name, canvas.get_attribute("aria-label"))
        ActionChains(self.browser).drag_and_drop_by_offset(canvas, 80, 30).perform()
        self.assertNotEqual(second, self.browser.execute_script(picture, canvas))
        Select(self.find(".surface select")).select_by_index(1)
        self.assertIn("saddle", canvas.get_attribute("aria-label"))
        self.shoot("light-surface")
        plane = self.all(".plane")[0]
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", plane)
        ActionChains(self.browser).move_to_element(plane).perform()
        alpha, beta, value = map(float, re.match(r"α (\S+), β (\S+): (\S+)", self.hint()).groups())
        self.assertAlmostEqual(value, alpha**2 + beta**2, places=3)
        # By keys, from the middle on.
        self.browser.execute_script("arguments[0].focus()", plane)
        ActionChains(self.browser).send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_DOWN).perform()
        alpha, beta, value = map(float, re.match(r"α (\S+), β (\S+): (\S+)", self.hint()).groups())
        self.assertGreater(alpha, 0)
        self.assertLess(beta, 0)
        self.assertAlmostEqual(value, alpha**2 + beta**2, places=3)
        self.assertEqual(self.find("#readout").get_attribute("textContent"), self.hint())

    def test_dark(self):
        colours = {}
        for scheme in ["light", "dark"]:
            self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
            self.open("landscape/index.html")
            self.browser.execute_script("document.querySelector('figure').scrollIntoView()")
            self.shoot(f"{scheme}-study")
            colours[scheme] = self.browser.execute_script(
                "const s = e => getComputedStyle(e); return [s(document.body).backgroundColor, s(document.body).color, "
                "...new Set([...document.querySelectorAll('.line')].map(e => s(e).stroke))]")
        for scheme, (page, *others) in colours.items():
            for colour in others[:1] + (others[1:] if scheme == "dark" else []):
                self.assertGreaterEqual(contrast(page, colour), 4, (scheme, colour))
        self.assertNotEqual(colours["light"][0], colours["dark"][0])
        self.open("report/index.html")
        self.shoot("dark-ledger")

    def test_prints(self):
        for page in ["report/index.html", "landscape/index.html"]:
            self.open(page)
            pdf = base64.b64decode(self.browser.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})["data"])
            self.assertTrue(pdf.startswith(b"%PDF"))
            self.assertGreater(len(re.findall(rb"/Type\s*/Page\b", pdf)), 1)
            # Paper cannot be opened.
            folded = "return [...document.querySelectorAll('details:not([open])')].filter(e => !e.querySelector('.hashes')).length"
            self.assertGreater(self.browser.execute_script(folded), 0)
            self.browser.execute_script("window.dispatchEvent(new Event('beforeprint'))")
            self.assertEqual(self.browser.execute_script(folded), 0)
            self.browser.execute_script("window.dispatchEvent(new Event('afterprint'))")
            self.assertGreater(self.browser.execute_script(folded), 0)
            if "SCREENSHOTS" in os.environ:
                (pathlib.Path(os.environ["SCREENSHOTS"]) / f"{page.split('/')[0]}.pdf").write_bytes(pdf)

    def test_without_scripts(self):
        self.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        try:
            self.open("report/index.html")
            self.assertEqual(len(self.all(".claims tbody tr")), len(self.ledger["claims"]))
            self.assertTrue(self.find(".claims .forest").is_displayed())
            self.assertFalse(self.find(".filters").is_displayed())
            self.open("landscape/index.html")
            self.assertTrue(self.find("#figure-smoothness .chart .line").is_displayed())
            self.assertFalse(self.find(".names input").is_displayed())
            self.open("planes/index.html")
            self.assertTrue(self.find(".plane").is_displayed())
            self.assertFalse(self.find(".surface").is_displayed())
        finally:
            self.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})

    def refused(self, address):
        """Another site's page, another folder's files and hidden ones get nothing."""
        host = address.split("/")[2]
        for path, name, status in [
            ("/", host, 200), ("/", "other.example", 403), ("/runs/store.json", host, 404), ("/../secret.csv", host, 404),
            ("/%2e%2e%2fsecret.csv", host, 404), ("/.hidden.csv", host, 404)]:
            connection = http.client.HTTPConnection(host, timeout=5)
            connection.request("GET", path, headers={"Host": name})
            self.assertEqual(connection.getresponse().status, status, (path, name))
            connection.close()

    def test_a_study_is_watched(self):
        with tempfile.TemporaryDirectory() as folder:
            options = "--scale quick --seeds 4 --steps 1000 --variants none,batch --workers 1 --every 100 --output out --watch".split()
            study = subprocess.Popen([PROGRAMS / "landscape", *options], cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            try:
                address = re.match(r"watch: (http://127\.0\.0\.1:\d+/)\n", study.stderr.readline()).group(1)
                shares, title = set(), ""
                self.refused(address)
                self.browser.get(address)
                end = time.monotonic() + 120
                while time.monotonic() < end and "%" not in title and study.poll() is None:
                    title = self.browser.title
                    time.sleep(0.1)
                while time.monotonic() < end and not self.all("#answer"):
                    # In one breath: the page may go while it is looked at.
                    shares |= set(self.browser.execute_script("return [...document.querySelectorAll('progress')].map(bar => bar.value)"))
                    if "%" in self.browser.title:
                        self.shoot("progress")
                    time.sleep(0.3)
                self.assertEqual(self.find("h1").text, "landscape")
                self.assertGreater(len(shares), 1, shares)
                self.assertIn("summary", study.communicate(timeout=30)[0].lower())
                self.assertEqual(study.returncode, 0)
            finally:
                study.kill()
                study.wait()


def contrast(first, second):
    """The contrast of two CSS colours, rgb(r, g, b), by the Web Content Accessibility Guidelines 2."""
    def luminance(colour):
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    low, high = sorted([luminance(first), luminance(second)])
    return (high + 0.05) / (low + 0.05)


if __name__ == "__main__":
    unittest.main()
