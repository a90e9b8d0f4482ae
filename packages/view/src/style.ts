/** Looks of the component. Everything of it can be restyled from outside, by `::part()` and by these variables. */
export const style = `
:host {
  --_radius: var(--langseg-radius, 12px);
  --_name-font: var(--langseg-name-font, Georgia, serif);
  --_line: color-mix(in srgb, currentColor 25%, transparent);
  display: block;
}
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
figure, ul, p, form { margin: 0; padding: 0; }
.picture {
  position: relative;
  overflow: hidden;
  border-radius: var(--_radius);
  background: color-mix(in srgb, currentColor 8%, transparent);
  container-type: inline-size;
  min-height: 3rem;
  touch-action: pan-y pinch-zoom;
}
.picture.is-read { cursor: crosshair; }
img, canvas { display: block; width: 100%; }
img { height: auto; }
canvas { position: absolute; inset: 0; height: 100%; pointer-events: none; }
.names { position: absolute; inset: 0; pointer-events: none; }
.names span {
  --letter: clamp(12px, var(--size), 40px);
  --half: calc(0.27 * var(--letters) * var(--letter));
  position: absolute;
  left: clamp(var(--half), var(--x), 100% - var(--half));
  transform: translate(-50%, -54%);
  color: #fff;
  font: 500 var(--letter) / 1 var(--_name-font);
  text-shadow: 0 0 2px #141210, 0 0 3px #141210, 0 0 5px rgb(20 18 16 / 0.9), 0 0 14px rgb(20 18 16 / 0.6);
  white-space: nowrap;
}
.point {
  position: absolute;
  width: 14px;
  height: 14px;
  margin: -7px;
  border: 2px solid #fff;
  border-radius: 50%;
  box-shadow: 0 0 0 1.5px rgb(0 0 0 / 0.55);
  pointer-events: none;
}
.load, .status, .tag {
  position: absolute;
  bottom: 12px;
  left: 50%;
  max-width: calc(100% - 24px);
  padding: 9px 16px;
  border: 0;
  border-radius: 999px;
  color: #f5f1ea;
  background: rgb(20 18 16 / 0.86);
  font: inherit;
  font-size: 14px;
  transform: translateX(-50%);
}
.load { min-height: 44px; padding-inline: 22px; cursor: pointer; }
.load:hover { background: #141210; }
.status, .tag { width: max-content; pointer-events: none; }
.tag::before {
  content: '';
  display: inline-block;
  width: 9px;
  height: 9px;
  margin-right: 8px;
  border-radius: 50%;
  background: var(--color, transparent);
  forced-color-adjust: none;
}
.legend { display: flex; flex-wrap: wrap; gap: 6px; padding-top: 10px; list-style: none; }
.entry {
  display: inline-flex;
  align-items: center;
  gap: 7px;
  min-height: 32px;
  max-width: 100%;
  padding: 3px 11px 3px 9px;
  border: 1px solid var(--_line);
  border-radius: 999px;
  color: inherit;
  background: none;
  font: inherit;
  font-size: 14px;
  overflow-wrap: anywhere;
  text-align: left;
  cursor: pointer;
}
.entry::before {
  content: '';
  flex: none;
  width: 11px;
  height: 11px;
  border-radius: 50%;
  background: var(--color);
  forced-color-adjust: none;
}
.entry[aria-pressed='true'] { border-color: currentColor; box-shadow: inset 0 0 0 1px currentColor; }
.share { opacity: 0.75; font-variant-numeric: tabular-nums; }
.form { padding-top: 10px; }
.input {
  width: 100%;
  min-height: 44px;
  padding: 8px 12px;
  border: 1px solid var(--_line);
  border-radius: calc(var(--_radius) / 1.2);
  color: inherit;
  background: none;
  font: inherit;
}
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.error:not(:empty) { padding-top: 10px; }
.error { overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
.picture:focus-visible { outline-offset: 3px; }
@media (pointer: coarse) { .entry { min-height: 44px; } }
@media (forced-colors: active) {
  .load, .status, .tag { border: 1px solid; forced-color-adjust: auto; }
  .entry[aria-pressed='true'] { border-width: 3px; }
}
`;
