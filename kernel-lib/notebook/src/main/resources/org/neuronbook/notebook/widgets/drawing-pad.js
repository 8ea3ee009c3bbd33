// A pad to draw on with a mouse, a finger, a pen or the arrow keys. The drawing is the value "strokes" of the model: for each
// stroke its points x, y, x, y, ... from 0 to 1000. Java turns it into pixels. "picture" (size * size values, 0 to 255) is shown
// instead of strokes until somebody draws.
const SIDE = 280; // CSS pixels
const UNITS = 1000; // of "strokes" along a side
const KEY_STEP = UNITS / 28;

function element(name, style, parent) {
  const made = document.createElement(name);
  made.style.cssText = style;
  parent.append(made);
  return made;
}

function render({ model, el }) {
  const frame = element("div", "display: inline-block; padding: 4px; color: var(--jp-ui-font-color1, inherit)", el);
  // JupyterLab must not take the arrow keys and Space for its own.
  frame.setAttribute("data-lm-suppress-shortcuts", "true");
  const label = element("div", "margin-bottom: 4px", frame);
  label.textContent = model.get("description");
  const canvas = element(
    "canvas",
    `width: ${SIDE}px; height: ${SIDE}px; display: block; touch-action: none; cursor: crosshair; background: #fff;`
      + " border: 2px solid var(--jp-border-color0, #767676); border-radius: 4px",
    frame);
  const density = Math.max(2, window.devicePixelRatio || 1);
  canvas.width = canvas.height = SIDE * density;
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", `${model.get("description")}. Arrow keys move the pen, Space puts it down and lifts it, Delete clears.`);
  const below = element("div", "display: flex; align-items: center; gap: 8px; margin-top: 4px", frame);
  const clear = element("button", "margin: 0", below);
  clear.className = "jupyter-button";
  clear.type = "button";
  clear.textContent = "Clear";
  const hint = element("span", "font-size: 12px", below);
  hint.setAttribute("role", "status");
  const usual = "Keys: arrows, Space, Delete";
  hint.textContent = usual;

  let strokes = model.get("strokes");
  let stroke = null; // the one that is being drawn: its points
  let pointer = null; // the mouse, finger or pen that draws it
  let pen = null; // where the keys have moved the pen

  function paint() {
    const context = canvas.getContext("2d");
    const unit = canvas.width / UNITS;
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.width);
    const picture = model.get("picture");
    if (picture.length > 0 && strokes.length === 0 && stroke === null) {
      const size = Math.round(Math.sqrt(picture.length));
      const cell = canvas.width / size;
      picture.forEach((ink, i) => {
        const grey = 255 - ink;
        context.fillStyle = `rgb(${grey}, ${grey}, ${grey})`;
        context.fillRect((i % size) * cell, Math.floor(i / size) * cell, cell + 1, cell + 1);
      });
    }
    context.strokeStyle = "#1f1f1f";
    context.lineWidth = 70 * unit;
    context.lineCap = context.lineJoin = "round";
    for (const points of stroke === null ? strokes : [...strokes, stroke]) {
      context.beginPath();
      context.moveTo(points[0] * unit, points[1] * unit);
      for (let i = 0; i < points.length; i += 2) {
        context.lineTo(points[i] * unit, points[i + 1] * unit);
      }
      context.stroke();
    }
    if (pen !== null) {
      context.strokeStyle = stroke === null ? "#0072b2" : "#d55e00";
      context.lineWidth = 8 * unit;
      context.beginPath();
      context.arc(pen[0] * unit, pen[1] * unit, 45 * unit, 0, 2 * Math.PI);
      context.stroke();
    }
  }

  function tell(next) {
    model.set("picture", []);
    model.set("strokes", next);
    model.save_changes();
  }

  function extend(x, y) {
    const last = stroke.length;
    if (last === 0 || Math.hypot(x - stroke[last - 2], y - stroke[last - 1]) >= 5) {
      stroke = [...stroke, x, y];
      tell([...strokes, stroke]);
    }
    paint();
  }

  function finish() {
    strokes = [...strokes, stroke];
    stroke = null;
    pointer = null;
    paint();
  }

  function erase() {
    strokes = [];
    stroke = null;
    pointer = null;
    hint.textContent = usual;
    tell([]);
    paint();
  }

  function within(value) {
    return Math.round(Math.min(UNITS, Math.max(0, value)));
  }

  function place(event) {
    const box = canvas.getBoundingClientRect();
    const x = ((event.clientX - box.left - canvas.clientLeft) / canvas.clientWidth) * UNITS;
    const y = ((event.clientY - box.top - canvas.clientTop) / canvas.clientHeight) * UNITS;
    return [within(x), within(y)];
  }

  canvas.addEventListener("pointerdown", event => {
    if (event.button !== 0 || pointer !== null) {
      return;
    }
    event.preventDefault();
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    if (stroke !== null) {
      finish();
    }
    pen = null;
    pointer = event.pointerId;
    stroke = [];
    extend(...place(event));
  });
  canvas.addEventListener("pointermove", event => {
    if (event.pointerId === pointer) {
      extend(...place(event));
    }
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, event => {
      if (event.pointerId === pointer) {
        finish();
      }
    });
  }

  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  canvas.addEventListener("keydown", event => {
    if (pointer !== null) {
      return;
    }
    if (event.key in moves) {
      const [right, down] = moves[event.key];
      const [x, y] = pen ?? [UNITS / 2, UNITS / 2];
      pen = [within(x + right * KEY_STEP), within(y + down * KEY_STEP)];
      if (stroke === null) {
        paint();
      } else {
        extend(...pen);
      }
    } else if (event.key === " ") {
      pen = pen ?? [UNITS / 2, UNITS / 2];
      if (stroke === null) {
        stroke = [];
        hint.textContent = "Pen is down";
        extend(...pen);
      } else {
        hint.textContent = "Pen is up";
        finish();
      }
    } else if (event.key === "Delete" || event.key === "Backspace") {
      erase();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
  canvas.addEventListener("blur", () => {
    if (stroke !== null && pointer === null) {
      finish();
    }
    pen = null;
    paint();
  });
  clear.addEventListener("click", erase);

  // From Java, or from another view of the same pad. What is being drawn here wins.
  function follow() {
    if (stroke === null) {
      strokes = model.get("strokes");
      paint();
    }
  }
  model.on("change:strokes", follow);
  model.on("change:picture", follow);
  paint();
  return () => {
    model.off("change:strokes", follow);
    model.off("change:picture", follow);
  };
}

export default { render };
