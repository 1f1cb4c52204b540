/* Zoom, pan, fit and filter the picture of a journey. Without this script it is a plain picture that scrolls. */
(() => {
  "use strict";
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const LEAST = 0.6, START = 0.75, MOST = 4, STEP = 1.25, PAN = 80;

  function bring(figure) {
    const canvas = figure.querySelector(".canvas"), svg = canvas && canvas.querySelector("svg");
    if (!svg) return;
    const whole = { ...["x", "y", "width", "height"].reduce((box, side) => ({ ...box, [side]: svg.viewBox.baseVal[side] }), {}) };
    let scale = 1, middle = [0, 0], frame = 0;

    figure.classList.add("is-live");
    figure.querySelector(".tools").hidden = false;
    svg.removeAttribute("width");
    svg.removeAttribute("height");

    const size = () => [Math.max(canvas.clientWidth, 1), Math.max(canvas.clientHeight, 1)];
    const fitting = () => Math.min(size()[0] / whole.width, size()[1] / whole.height, 1);
    const lowest = () => Math.min(fitting(), 0.2);
    const within = (value, least, most) => Math.min(Math.max(value, least), Math.max(least, most));

    function show() {
      const [wide, high] = size().map((side) => side / scale);
      const along = (centre, start, length, seen) =>
        seen >= length ? start + length / 2 : within(centre, start + seen / 2, start + length - seen / 2);
      middle = [along(middle[0], whole.x, whole.width, wide), along(middle[1], whole.y, whole.height, high)];
      svg.setAttribute("viewBox", [middle[0] - wide / 2, middle[1] - high / 2, wide, high].join(" "));
      canvas.classList.toggle("has-left", middle[0] - wide / 2 > whole.x + 1);
      canvas.classList.toggle("has-right", middle[0] + wide / 2 < whole.x + whole.width - 1);
    }

    function go(to, place) {
      cancelAnimationFrame(frame);
      const from = [scale, ...middle], end = [within(to, lowest(), MOST), ...place];
      const begun = performance.now(), lasting = calm.matches ? 0 : 160;
      const step = (now) => {
        const part = lasting ? Math.min((now - begun) / lasting, 1) : 1, eased = 1 - (1 - part) ** 3;
        scale = from[0] + (end[0] - from[0]) * eased;
        middle = [from[1] + (end[1] - from[1]) * eased, from[2] + (end[2] - from[2]) * eased];
        show();
        if (part < 1) frame = requestAnimationFrame(step);
      };
      step(lasting ? begun : Infinity);
    }

    const fit = () => go(fitting(), [whole.x + whole.width / 2, whole.y + whole.height / 2]);
    const zoom = (factor) => go(scale * factor, middle);
    const pan = (across, down) => go(scale, [middle[0] + (across * PAN) / scale, middle[1] + (down * PAN) / scale]);

    function zoomAt(factor, event) {
      cancelAnimationFrame(frame);
      const area = canvas.getBoundingClientRect(), before = scale;
      const away = [event.clientX - area.left - area.width / 2, event.clientY - area.top - area.height / 2];
      scale = within(scale * factor, lowest(), MOST);
      middle = middle.map((centre, side) => centre + away[side] / before - away[side] / scale);
      show();
    }

    /* ---- buttons and keys */
    const deeds = { in: () => zoom(STEP), out: () => zoom(1 / STEP), fit };
    for (const button of figure.querySelectorAll("[data-do]")) button.addEventListener("click", deeds[button.dataset.do]);
    const keys = {
      "+": deeds.in, "=": deeds.in, "-": deeds.out, _: deeds.out, 0: fit,
      ArrowLeft: () => pan(-1, 0), ArrowRight: () => pan(1, 0), ArrowUp: () => pan(0, -1), ArrowDown: () => pan(0, 1),
    };
    canvas.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
      event.preventDefault();
      keys[event.key]();
    });
    canvas.addEventListener("focusin", (event) => {
      if (event.target === canvas || !event.target.getBBox || !event.target.matches(":focus-visible")) return;
      const part = event.target.getBBox(), [wide, high] = size().map((side) => side / scale);
      const centre = [part.x + part.width / 2, part.y + part.height / 2];
      const isSeen = Math.abs(centre[0] - middle[0]) < (wide - part.width) / 2
        && Math.abs(centre[1] - middle[1]) < (high - part.height) / 2;
      canvas.scrollTo(0, 0);
      if (!isSeen) go(scale, centre);
    });

    /* ---- pointers: one drags, two pinch; the wheel zooms with Ctrl, so that the page still scrolls */
    const held = new Map();
    let moved = 0;
    canvas.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      if (!held.size) moved = 0;
      held.set(event.pointerId, event);
    });
    canvas.addEventListener("pointermove", (event) => {
      const last = held.get(event.pointerId);
      if (!last) return;
      const step = [event.clientX - last.clientX, event.clientY - last.clientY];
      moved += Math.hypot(...step);
      const other = [...held.values()].find((one) => one.pointerId !== event.pointerId);
      held.set(event.pointerId, event);
      if (moved < 5) return;
      canvas.setPointerCapture(event.pointerId);
      cancelAnimationFrame(frame);
      if (other) {
        const apart = (one) => Math.max(Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY), 1);
        const between = { clientX: (event.clientX + other.clientX) / 2, clientY: (event.clientY + other.clientY) / 2 };
        zoomAt(apart(event) / apart(last), between);
      } else {
        middle = [middle[0] - step[0] / scale, middle[1] - step[1] / scale];
        show();
      }
    });
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, (event) => held.delete(event.pointerId));
    }
    canvas.addEventListener("click", (event) => { if (moved >= 5) event.preventDefault(); }, true);
    canvas.addEventListener("dragstart", (event) => event.preventDefault());
    canvas.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomAt(Math.exp(-event.deltaY / 300), event);
    }, { passive: false });

    /* ---- filters */
    const choices = [...figure.querySelectorAll("select")], told = figure.querySelector(".told");
    function filter() {
      const wanted = choices.map((choice) => choice.value).filter(Boolean);
      const parts = [...svg.querySelectorAll("g.lane, .box, .arrow")];
      for (const part of parts) {
        const concerns = (part.dataset.concerns || "").split(" "), isDim = !wanted.every((concern) => concerns.includes(concern));
        part.classList.toggle("is-dim", isDim);
        if (isDim) part.setAttribute("aria-hidden", "true");
        else part.removeAttribute("aria-hidden");
        for (const link of part.querySelectorAll("a")) {
          if (isDim) link.setAttribute("tabindex", "-1");
          else link.removeAttribute("tabindex");
        }
      }
      const stages = parts.filter((part) => part.matches(".box:not(.anywhere)"));
      const shown = stages.filter((stage) => !stage.matches(".is-dim")).length;
      told.textContent = wanted.length ? told.dataset.told.replace("{shown}", shown).replace("{all}", stages.length) : "";
    }
    function lookAtShown() {
      const bright = [...svg.querySelectorAll(".box:not(.is-dim), .arrow:not(.is-dim)")].map((part) => part.getBBox());
      if (!bright.length || choices.every((choice) => !choice.value)) return fit();
      const left = Math.min(...bright.map((part) => part.x)), right = Math.max(...bright.map((part) => part.x + part.width));
      const top = Math.min(...bright.map((part) => part.y)), bottom = Math.max(...bright.map((part) => part.y + part.height));
      const [wide, high] = size();
      go(Math.min(wide / (right - left + 40), high / (bottom - top + 40), 1), [(left + right) / 2, (top + bottom) / 2]);
    }
    for (const choice of choices) choice.addEventListener("change", () => { filter(); lookAtShown(); });
    filter();

    /* ---- the room there is */
    function begin() {
      const width = size()[0], small = Math.min(width / whole.width, 1);
      scale = small >= LEAST ? small : START;
      canvas.style.height = `${Math.round(Math.min(whole.height * scale + 2, Math.max(innerHeight * 0.8, 320)))}px`;
      middle = [whole.x, whole.y + whole.height / 2];
      if (small >= LEAST) scale = fitting();
      const first = svg.querySelector(".box.entry .shape") || svg.querySelector(".box .shape");
      if (first && whole.height * scale > size()[1]) middle[1] = first.getBBox().y;
      show();
    }
    begin();
    new ResizeObserver(show).observe(canvas);
    addEventListener("beforeprint", () => svg.setAttribute("viewBox", Object.values(whole).join(" ")));
    addEventListener("afterprint", show);
  }

  for (const figure of document.querySelectorAll(".picture")) bring(figure);
})();
