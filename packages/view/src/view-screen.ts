import { formatShare, viewSummary } from './legend-text.js';
import { paintView } from './paint-view.js';
import { moved, pointIn, type ReadingPoint } from './reading-point.js';
import type { ViewResult } from './view-pipeline.js';
import { drawLegend, drawNames, type ViewStage } from './view-stage.js';

/** How a result is shown. */
export interface ScreenLook {
  readonly alt: string;
  readonly opacity: number;
}

/** Shows results on a stage, and what is where to pointers, keys and screen readers. */
export class ViewScreen {
  readonly #stage: ViewStage;
  readonly #look: () => ScreenLook;
  #shown: ViewResult | undefined;
  /** The only word that is painted. */
  #only: string | undefined;
  #point: ReadingPoint | undefined;

  constructor(stage: ViewStage, look: () => ScreenLook) {
    this.#stage = stage;
    this.#look = look;
    const { picture } = stage;
    const readAt = (event: PointerEvent) => this.#read(pointIn(picture.getBoundingClientRect(), event));
    picture.addEventListener('pointermove', readAt);
    picture.addEventListener('pointerdown', readAt);
    picture.addEventListener('pointerleave', () => this.#read(undefined));
    picture.addEventListener('blur', () => this.#read(undefined));
    picture.addEventListener('keydown', (event) => this.#onKey(event));
  }

  get shown(): ViewResult | undefined {
    return this.#shown;
  }

  /** Shows a result, or the photo alone. */
  show(result: ViewResult | undefined): void {
    this.#shown = result;
    this.#read(undefined);
    this.paint();
    if (result) this.#stage.spoken.textContent = this.#summary();
  }

  /** Paints what is shown anew. */
  paint(): void {
    const { mask, names, picture } = this.#stage;
    const { segmentation, words = [] } = this.#shown ?? {};
    // Arrow keys read the picture, which screen readers have to pass on.
    picture.setAttribute('role', segmentation ? 'application' : 'group');
    picture.tabIndex = segmentation ? 0 : -1;
    picture.classList.toggle('is-read', segmentation !== undefined);
    this.describe();
    if (!segmentation) {
      mask.width = mask.height = 1;
      names.replaceChildren();
      return;
    }
    const only = words.findIndex(({ word }) => word === this.#only);
    const { opacity } = this.#look();
    const painted = paintView(segmentation, words, { opacity, only: only < 0 ? undefined : only });
    Object.assign(mask, { width: segmentation.width, height: segmentation.height });
    mask.getContext('2d')?.putImageData(painted.layer, 0, 0);
    drawNames(names, painted.names, words);
  }

  /** Says in words what is shown. */
  describe(): void {
    const { segmentation, unknown = [] } = this.#shown ?? {};
    const { picture, legend } = this.#stage;
    const hint = segmentation ? ' The arrow keys read what is where.' : '';
    picture.setAttribute('aria-label', this.#summary() + hint);
    drawLegend(legend, [
      ...this.#shares().map(({ word, color, share }) => ({
        word,
        color,
        text: formatShare(share),
        isPressed: this.#only === word,
        onPress: () => {
          this.#only = this.#only === word ? undefined : word;
          this.paint();
        },
      })),
      ...unknown.map((word) => ({ word, text: 'not known to the model' })),
    ]);
  }

  #summary(): string {
    const { unknown = [] } = this.#shown ?? {};
    const summary = viewSummary(this.#look().alt, this.#shares());
    return unknown.length > 0 ? `${summary} Not known to the model: ${unknown.join(', ')}.` : summary;
  }

  #shares() {
    const { segmentation, words = [] } = this.#shown ?? {};
    const areas = segmentation?.areas();
    return words.map((word, index) => ({ ...word, share: areas?.[index]?.share ?? 0 }));
  }

  #read(point: ReadingPoint | undefined): void {
    const { point: ring, tag } = this.#stage;
    const { segmentation, words } = this.#shown ?? {};
    this.#point = segmentation && point;
    ring.hidden = tag.hidden = true;
    if (!segmentation || !words || !point) return;
    const { width, height, labelMap } = segmentation;
    const [column, row] = [Math.floor(point.x * width), Math.floor(point.y * height)];
    const { word = 'none of the words', color = 'transparent' } = words[labelMap[row * width + column]] ?? {};
    tag.textContent = word;
    tag.style.setProperty('--color', color);
    tag.hidden = false;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.target !== this.#stage.picture) return;
    if (event.key === 'Escape') return this.#read(undefined);
    const point = moved(this.#point, event);
    if (!point || !this.#shown?.segmentation) return;
    event.preventDefault();
    this.#read(point);
    const { point: ring, tag, spoken } = this.#stage;
    Object.assign(ring.style, { left: `${100 * point.x}%`, top: `${100 * point.y}%` });
    ring.hidden = false;
    spoken.textContent = tag.textContent;
  }
}
