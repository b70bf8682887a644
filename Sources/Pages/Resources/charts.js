"use strict";
{
  const boxWidth = 4000, boxHeight = 2600, svgName = "http://www.w3.org/2000/svg";

  // The points of a path as the page's program writes it: M x y, then l with distances; z ends a piece.
  const pieces = (path) => {
    const found = [];
    for (const piece of (path?.getAttribute("d") ?? "").split("M").slice(1)) {
      const numbers = (piece.match(/-?\d+/g) ?? []).map(Number);
      if (piece.includes("h0")) { found.push([[numbers[0], numbers[1]]]); continue; }
      const points = [[numbers[0], numbers[1]]];
      for (let index = 2; index + 1 < numbers.length; index += 2) {
        const [x, y] = points[points.length - 1];
        points.push([x + numbers[index], y + numbers[index + 1]]);
      }
      found.push(points);
    }
    return found;
  };

  const axis = (text) => {
    const [kind, lower, upper] = text.split(" ");
    return { isLogarithmic: kind === "log", lower: Number(lower), upper: Number(upper) };
  };
  const valueAt = (axis, share) =>
    axis.isLogarithmic ? axis.lower * (axis.upper / axis.lower) ** share : axis.lower + (axis.upper - axis.lower) * share;
  // No more digits than a unit of the drawing tells apart.
  const number = (axis, share, length) => {
    if (share < 0 || share > 1) return share > 1 ? `above ${short(axis.upper)}` : `below ${short(axis.lower)}`;
    const value = valueAt(axis, share);
    if (axis.isLogarithmic) return short(value);
    const unit = (axis.upper - axis.lower) / length;
    const digits = Math.max(0, Math.min(12, -Math.floor(Math.log10(unit))));
    return Math.abs(value) >= 1e6 || unit < 1e-6 ? value.toExponential(3) : value.toFixed(digits > 0 && unit * 10 ** digits >= 5 ? digits - 1 : digits);
  };
  const short = (value) => (Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-3) ? value.toExponential(2) : String(Number(value.toPrecision(3))));

  class Panel {
    constructor(svg, names) {
      this.svg = svg;
      this.x = axis(svg.dataset.x);
      this.y = axis(svg.dataset.y);
      this.left = Number(svg.dataset.left);
      this.top = Number(svg.dataset.top);
      this.title = svg.getAttribute("aria-label");
      this.xLabel = svg.dataset.label || "x";
      this.series = [...svg.querySelectorAll(".series")].map((group) => this.read(group, names));
      this.places = [...new Set(this.series.flatMap((series) => [...series.values.keys()]))].sort((a, b) => a - b);
      this.place = -1;
      readByKeys(svg, "arrow keys read values");
      svg.addEventListener("pointermove", (event) => this.point(event));
      svg.addEventListener("pointerleave", () => this.clear());
      svg.addEventListener("blur", () => this.clear());
      svg.addEventListener("keydown", (event) => this.press(event));
    }

    // By place along the axis: height, and the band's ends.
    read(group, names) {
      const values = new Map();
      for (const points of pieces(group.querySelector(".band"))) {
        const count = points.length / 2;
        for (let index = 0; index < count; index += 1) {
          values.set(points[index][0], { upper: points[index][1], lower: points[points.length - 1 - index][1] });
        }
      }
      for (const points of pieces(group.querySelector(".line"))) {
        for (const [x, y] of points) values.set(x, { ...values.get(x), y });
      }
      return { group, values, name: names.get(group.dataset.series) ?? "" };
    }

    point(event) {
      const area = this.svg.getBoundingClientRect();
      const units = ((event.clientX - area.left) / area.width) * this.svg.viewBox.baseVal.width - this.left;
      this.go(this.nearest(units));
      pageHint.show(event.clientX, event.clientY);
    }

    nearest(units) {
      let low = 0, high = this.places.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.places[middle] < units) low = middle + 1; else high = middle;
      }
      return low > 0 && units - this.places[low - 1] < this.places[low] - units ? low - 1 : low;
    }

    press(event) {
      const last = this.places.length - 1;
      const steps = { ArrowRight: this.place + 1, ArrowLeft: this.place < 0 ? last : this.place - 1, Home: 0, End: last, PageDown: this.place + 10, PageUp: this.place - 10 };
      if (event.key === "Escape") return this.clear();
      if (!(event.key in steps)) return undefined;
      event.preventDefault();
      this.go(Math.max(0, Math.min(last, steps[event.key])));
      const area = this.svg.getBoundingClientRect();
      const share = (this.left + this.places[this.place]) / this.svg.viewBox.baseVal.width;
      pageHint.show(area.left + share * area.width, area.top + 8);
      return undefined;
    }

    go(place) {
      if (!this.places.length) return;
      this.place = place;
      const units = this.places[place];
      this.mark(units);
      const text = (y) => number(this.y, 1 - y / boxHeight, boxHeight);
      const lines = [];
      for (const series of this.series) {
        const found = series.values.get(units);
        if (!found || series.group.classList.contains("off")) continue;
        const band = found.upper === undefined ? "" : `${text(found.lower)} to ${text(found.upper)}`;
        const value = found.y === undefined ? band : band ? `${text(found.y)} (${band})` : text(found.y);
        lines.push({ name: series.name, value, style: series.group.getAttribute("style") });
      }
      // Steps are whole numbers, which a drawing's unit would give a decimal.
      const head = `${this.xLabel} ${number(this.x, units / boxWidth, boxWidth).replace(/\.0+$/, "")}`;
      const body = pageHint.element;
      body.replaceChildren(document.createTextNode(head));
      const table = document.createElement("table");
      for (const line of lines) {
        const row = table.insertRow();
        const mark = document.createElement("i");
        mark.className = "series";
        mark.style.cssText = line.style;
        const cell = row.insertCell();
        cell.append(mark, ` ${line.name}`);
        row.insertCell().textContent = line.value;
      }
      body.append(table);
      pageHint.say(`${head}: ${lines.map((line) => `${line.name} ${line.value}`).join(", ")}`);
    }

    mark(units) {
      this.cross ??= this.svg.querySelector(".box").appendChild(document.createElementNS(svgName, "g"));
      const line = document.createElementNS(svgName, "path");
      line.setAttribute("class", "cross");
      line.setAttribute("d", `M${units} 0v${boxHeight}`);
      this.cross.replaceChildren(line);
      for (const series of this.series) {
        const y = series.values.get(units)?.y;
        if (y === undefined || series.group.classList.contains("off")) continue;
        const dot = document.createElementNS(svgName, "circle");
        dot.setAttribute("class", "here series");
        dot.style.cssText = series.group.getAttribute("style");
        for (const [name, value] of [["cx", units], ["cy", y], ["r", 45]]) dot.setAttribute(name, value);
        this.cross.append(dot);
      }
    }

    clear() {
      this.cross?.replaceChildren();
      pageHint.hide();
    }
  }

  for (const figure of document.querySelectorAll("figure")) {
    const boxes = [...figure.querySelectorAll(".names input")];
    const names = new Map(boxes.map((box) => [box.value, box.parentElement.textContent.trim()]));
    for (const box of boxes) {
      box.hidden = false;
      const apply = () => {
        for (const group of figure.querySelectorAll(`.series[data-series="${box.value}"]`)) group.classList.toggle("off", !box.checked);
      };
      box.addEventListener("change", apply);
      apply();
    }
    for (const svg of figure.querySelectorAll(".chart:not([data-ridge])")) new Panel(svg, names);
  }
}
