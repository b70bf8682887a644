"use strict";
{
  const hint = document.getElementById("hint");
  for (const element of document.querySelectorAll(".filters, .only-script")) element.hidden = false;

  // What is switched by a box is a class of the page.
  for (const box of document.querySelectorAll("[data-switch]")) {
    const apply = () => document.body.classList.toggle(box.dataset.switch, box.checked);
    box.addEventListener("change", apply);
    box.form?.addEventListener("reset", () => setTimeout(apply));
    apply();
  }

  const key = (cell, isNumber) => {
    const text = cell.dataset.value ?? cell.querySelector("summary")?.textContent ?? cell.textContent;
    return isNumber ? (text.trim() === "" ? NaN : Number(text)) : text.trim().toLowerCase();
  };
  // Cells without a number stay last, whichever way the others go.
  const compare = (a, b, sign) => {
    if (typeof a === "string") return sign * a.localeCompare(b);
    if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) - Number.isNaN(b);
    return sign * (a - b);
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
        const isNumber = head.dataset.sort === "number";
        const rows = [...table.tBodies[0].rows].map((row) => [key(row.cells[column], isNumber), row]);
        rows.sort((a, b) => compare(a[0], b[0], sign));
        table.tBodies[0].append(...rows.map((row) => row[1]));
      });
    });
  }

  const form = document.querySelector(".filters");
  if (form) {
    const rows = [...document.querySelectorAll("table.claims tbody tr")];
    const filter = () => {
      const wanted = Object.fromEntries(["verdict", "source", "network", "study"].map((name) => [name, form.elements[name].value]));
      const text = form.elements.text.value.trim().toLowerCase();
      let count = 0;
      for (const row of rows) {
        const data = row.dataset;
        row.hidden = Boolean(
          (wanted.verdict && data.verdict !== wanted.verdict) || (wanted.network && !data.network.split("|").includes(wanted.network))
          || (wanted.study && data.study !== wanted.study) || (wanted.source && !data.source.split("|").includes(wanted.source))
          || (form.elements.headline.checked && !("headline" in data)) || (text && !row.textContent.toLowerCase().includes(text)));
        if (!row.hidden) count += 1;
      }
      form.querySelector("output").textContent = `${count} of ${rows.length} claims`;
    };
    for (const event of ["input", "change"]) form.addEventListener(event, filter);
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", (event) => event.preventDefault());
    filter();
  }

  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.matches("tr")) target.querySelector("details").open = true;
  };
  addEventListener("hashchange", open);
  open();

  // Paper cannot be opened: what is folded prints, but for the hashes of runs.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")].filter((details) => !details.querySelector(".hashes"));
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of opened) details.open = false; });

  for (const plot of document.querySelectorAll("td .forest")) {
    plot.addEventListener("pointermove", (event) => {
      hint.textContent = plot.getAttribute("aria-label");
      showHint(event.clientX, event.clientY);
    });
    plot.addEventListener("pointerleave", hideHint);
  }

  // The hint stands beside the pointer, and never beyond the window.
  function showHint(x, y) {
    hint.hidden = false;
    const { width, height } = hint.getBoundingClientRect();
    hint.style.left = `${Math.max(4, x + 16 + width > innerWidth ? x - 16 - width : x + 16)}px`;
    hint.style.top = `${Math.max(4, Math.min(y + 16, innerHeight - height - 4))}px`;
  }
  function hideHint() { hint.hidden = true; }

  // What is read by arrow keys says so, and of which figure it is: a screen reader keeps the arrows for itself in an image.
  window.readByKeys = (element, words) => {
    const figure = element.closest("figure")?.querySelector("h3")?.textContent;
    element.tabIndex = 0;
    element.setAttribute("role", "application");
    element.setAttribute("aria-label", [figure, element.getAttribute("aria-label"), words].filter(Boolean).join(", "));
  };
  window.pageHint = { element: hint, show: showHint, hide: hideHint, say: (text) => { document.getElementById("readout").textContent = text; } };
}
