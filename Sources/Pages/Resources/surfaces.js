"use strict";
{
  const stops = ["#440154", "#482878", "#3e4989", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58", "#fde725"]
    .map((text) => [1, 3, 5].map((start) => parseInt(text.slice(start, start + 2), 16)));
  const colour = (share, light) => {
    const place = Math.max(0, Math.min(1, share)) * (stops.length - 1);
    const index = Math.min(Math.floor(place), stops.length - 2);
    const parts = stops[index].map((low, part) => Math.round((low + (stops[index + 1][part] - low) * (place - index)) * light));
    return `rgb(${parts.join(" ")})`;
  };

  const read = (svg) => {
    const [kind, lower, upper] = svg.dataset.scale.split(" ");
    const grid = (text) => { const [first, last, count] = text.split(" ").map(Number); return { first, last, count }; };
    const [low, high] = [Number(lower), Number(upper)];
    return {
      svg, name: svg.getAttribute("aria-label"), alphas: grid(svg.dataset.alphas), betas: grid(svg.dataset.betas),
      values: svg.dataset.values.split(" ").map((text) => (text === "n" ? NaN : Number(text))),
      // Where a value stands on the scale, 0 at its lower end: what lies beyond is cut off flat.
      share: (value) => Math.max(0, Math.min(1, kind === "log" ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low))),
    };
  };

  const hover = (plane) => {
    const { svg, alphas, betas, values } = plane;
    const place = (axis, index) => Number((axis.first + ((axis.last - axis.first) * index) / (axis.count - 1)).toPrecision(4));
    const text = (column, row) => {
      const value = values[row * alphas.count + column];
      return `α ${place(alphas, column)}, β ${place(betas, row)}: ${Number.isNaN(value) ? "not finite" : value}`;
    };
    // By keys: from the middle on, point by point.
    const at = { column: alphas.count >> 1, row: betas.count >> 1 };
    readByKeys(svg, "arrow keys read values");
    svg.addEventListener("keydown", (event) => {
      if (event.key === "Escape") return pageHint.hide();
      if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
      const [column, row] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key] ?? [];
      if (column === undefined) return undefined;
      event.preventDefault();
      at.column = Math.max(0, Math.min(alphas.count - 1, at.column + column));
      at.row = Math.max(0, Math.min(betas.count - 1, at.row + row));
      const area = svg.getBoundingClientRect();
      const unit = area.width / svg.viewBox.baseVal.width;
      const box = Number(svg.dataset.box);
      pageHint.element.textContent = text(at.column, at.row);
      pageHint.say(text(at.column, at.row));
      return pageHint.show(
        area.left + unit * (Number(svg.dataset.left) + (box * at.column) / (alphas.count - 1)),
        area.top + unit * (Number(svg.dataset.top) + box * (1 - at.row / (betas.count - 1))));
    });
    svg.addEventListener("blur", pageHint.hide);
    svg.addEventListener("pointermove", (event) => {
      const area = svg.getBoundingClientRect();
      const unit = svg.viewBox.baseVal.width / area.width;
      const share = (position, start) => (position * unit - start) / Number(svg.dataset.box);
      const [x, y] = [share(event.clientX - area.left, Number(svg.dataset.left)), 1 - share(event.clientY - area.top, Number(svg.dataset.top))];
      if (x < 0 || x > 1 || y < 0 || y > 1) return pageHint.hide();
      const [column, row] = [Math.round(x * (alphas.count - 1)), Math.round(y * (betas.count - 1))];
      pageHint.element.textContent = text(column, row);
      return pageHint.show(event.clientX, event.clientY);
    });
    svg.addEventListener("pointerleave", pageHint.hide);
  };

  class Surface {
    constructor(canvas, planes) {
      this.canvas = canvas;
      this.planes = planes;
      this.plane = planes[0];
      this.turn = 0.6;
      this.tilt = 0.95;
      this.zoom = 1;
      readByKeys(canvas);
      canvas.addEventListener("pointerdown", (event) => { this.last = [event.clientX, event.clientY]; canvas.setPointerCapture(event.pointerId); });
      canvas.addEventListener("pointermove", (event) => this.drag(event));
      canvas.addEventListener("pointerup", () => { this.last = null; });
      canvas.addEventListener("pointercancel", () => { this.last = null; });
      canvas.addEventListener("keydown", (event) => this.press(event));
      new ResizeObserver(() => this.draw()).observe(canvas);
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
    }

    drag(event) {
      if (!this.last) return;
      this.move((event.clientX - this.last[0]) / 150, (event.clientY - this.last[1]) / 200);
      this.last = [event.clientX, event.clientY];
    }

    press(event) {
      const moves = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, -0.08], ArrowDown: [0, 0.08] };
      if (event.key in moves) {
        event.preventDefault();
        this.move(...moves[event.key]);
      } else if (event.key === "+" || event.key === "-") {
        this.zoom = Math.max(0.5, Math.min(3, this.zoom * (event.key === "+" ? 1.1 : 1 / 1.1)));
        this.draw();
      }
    }

    move(turn, tilt) {
      this.turn += turn;
      this.tilt = Math.max(0.05, Math.min(Math.PI / 2, this.tilt - tilt));
      this.draw();
    }

    draw() {
      const { canvas, plane } = this;
      const scale = devicePixelRatio || 1;
      const [width, height] = [Math.round(canvas.clientWidth * scale), Math.round(canvas.clientHeight * scale)];
      if (!width || !height) return;
      if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
      const context = canvas.getContext("2d");
      context.clearRect(0, 0, width, height);
      const size = 0.28 * Math.min(width, height * 1.2) * this.zoom;
      const [sine, cosine, up, down] = [Math.sin(this.turn), Math.cos(this.turn), Math.sin(this.tilt), Math.cos(this.tilt)];
      // The tilt is from straight above, 90°, down to the side, 0.
      const project = (x, y, z) => {
        const [across, depth] = [x * cosine - y * sine, x * sine + y * cosine];
        return [width / 2 + across * size, height * 0.53 + depth * up * size - z * down * size, depth * down + z * up];
      };
      const { alphas, betas, values, share } = plane;
      const corner = (column, row) => {
        const height = share(values[row * alphas.count + column]);
        const point = project((2 * column) / (alphas.count - 1) - 1, 1 - (2 * row) / (betas.count - 1), 1.1 * height - 0.4);
        return { point, height };
      };
      const corners = Array.from({ length: betas.count }, (_, row) => Array.from({ length: alphas.count }, (_, column) => corner(column, row)));
      context.lineWidth = scale;
      context.strokeStyle = getComputedStyle(canvas).borderTopColor;
      context.beginPath();
      for (const [x, y] of [[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]]) context.lineTo(...project(x, y, -0.4).slice(0, 2));
      context.stroke();
      const cells = [];
      for (let row = 0; row + 1 < betas.count; row += 1) {
        for (let column = 0; column + 1 < alphas.count; column += 1) {
          const around = [corners[row][column], corners[row][column + 1], corners[row + 1][column + 1], corners[row + 1][column]];
          if (around.some((one) => Number.isNaN(one.height))) continue;
          // A slope towards the light is lighter: shape is seen where colours are alike.
          const slope = (around[1].height + around[2].height - around[0].height - around[3].height) * alphas.count;
          cells.push({
            around, depth: around.reduce((sum, one) => sum + one.point[2], 0), height: around.reduce((sum, one) => sum + one.height, 0) / 4,
            light: Math.max(0.72, Math.min(1.12, 1 - slope / 30)),
          });
        }
      }
      cells.sort((a, b) => a.depth - b.depth);
      context.lineWidth = scale * 0.5;
      for (const cell of cells) {
        context.beginPath();
        cell.around.forEach((one, index) => (index ? context.lineTo(one.point[0], one.point[1]) : context.moveTo(one.point[0], one.point[1])));
        context.closePath();
        context.fillStyle = colour(cell.height, cell.light);
        context.strokeStyle = colour(cell.height, cell.light * 0.8);
        context.fill();
        context.stroke();
      }
      context.fillStyle = getComputedStyle(canvas).color;
      context.font = `${13 * scale}px system-ui, sans-serif`;
      context.textAlign = "center";
      for (const [text, x, y] of [["α", 0, 1.2], ["β", -1.2, 0]]) {
        const [left, top] = project(x, y, -0.4);
        context.fillText(text, left, top);
      }
      const degrees = (angle) => Math.round((angle * 180) / Math.PI);
      canvas.setAttribute("aria-label", `${plane.name}, turned by ${degrees(this.turn)}°, seen from ${degrees(this.tilt)}° above; arrow keys turn it`);
    }
  }

  for (const figure of document.querySelectorAll("figure")) {
    const planes = [...figure.querySelectorAll(".plane")].map(read);
    if (!planes.length) continue;
    planes.forEach(hover);
    const place = figure.querySelector(".surface");
    place.hidden = false;
    const canvas = document.createElement("canvas");
    const choice = document.createElement("select");
    planes.forEach((plane, index) => choice.add(new Option(plane.name, index)));
    const label = document.createElement("label");
    label.append("As a surface: ", choice);
    const help = document.createElement("p");
    help.className = "note";
    help.textContent = "Drag it, or turn it with the arrow keys; + and − bring it nearer and farther. What is off the colours' scale is cut off flat.";
    place.append(label, canvas, help);
    const surface = new Surface(canvas, planes);
    choice.addEventListener("change", () => {
      surface.plane = planes[Number(choice.value)];
      surface.draw();
    });
    surface.draw();
  }
}
