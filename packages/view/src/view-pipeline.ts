import { LangSegError, type WebEncodedImage, type WebSegmentation, type WebSegmenter } from '@langseg/web';
import type { EngineLease, OnProgress, SharedEngines } from './shared-engines.js';
import type { ViewWord } from './view-words.js';

/** The catch-all that competes without being painted. */
const catchAll = 'other';

/** What an outdated request comes to. */
const nothing: ViewResult = { words: [], unknown: [] };

/** What a view shall show. */
export interface ViewRequest {
  readonly model: string;
  /** Another one means that the photo has to be encoded again. */
  readonly photo: ViewPhoto;
  readonly words: readonly ViewWord[];
  /** Whether pixels that fit no word stay unpainted. A single word always leaves them so. */
  readonly other: boolean;
}

/** A photo that can be drawn. */
export interface ViewPhoto {
  /** Fails where it can't be drawn: then no model is loaded. */
  ready(): Promise<void>;
  /** Draws it; whoever asks closes it. */
  draw(): Promise<ImageBitmap>;
}

/** What became of a request. */
export interface ViewResult {
  /** Missing where no word is left to paint. */
  readonly segmentation?: WebSegmentation;
  /** The words of the segmentation, without the catch-all, in its order. */
  readonly words: readonly ViewWord[];
  /** Words that the model doesn't know; they don't compete. */
  readonly unknown: readonly string[];
}

/** Told what happens to the newest request; nothing about older ones. */
export interface ViewListener {
  readonly onProgress: OnProgress;
  readonly onResult: (result: ViewResult) => void;
  readonly onError: (error: unknown) => void;
}

/** Brings one view's photo and words to regions. Each step is done again only when what it depends on has changed. */
export class ViewPipeline {
  readonly #engines: SharedEngines;
  readonly #listener: ViewListener;
  #turn = 0;
  #lease: EngineLease | undefined;
  #encoded: { readonly photo: ViewPhoto; readonly image: Promise<WebEncodedImage> } | undefined;

  constructor(engines: SharedEngines, listener: ViewListener) {
    this.#engines = engines;
    this.#listener = listener;
  }

  /** Shows something else; what was asked for before is forgotten. */
  async show(request: ViewRequest): Promise<void> {
    const turn = ++this.#turn;
    try {
      const result = await this.#result(request, () => turn === this.#turn);
      if (turn === this.#turn) this.#listener.onResult(result);
    } catch (error) {
      if (turn !== this.#turn) return;
      // The next attempt starts afresh.
      this.dispose();
      this.#listener.onError(error);
    }
  }

  /** Gives photo and engine back. A later request takes them again. */
  dispose(): void {
    this.#turn++;
    this.#forgetPhoto();
    this.#lease?.release();
    this.#lease = undefined;
  }

  async #result(request: ViewRequest, isWanted: () => boolean): Promise<ViewResult> {
    await request.photo.ready();
    if (!isWanted()) return nothing;
    const segmenter = await this.#borrow(request.model);
    const checks = await segmenter.checkWords(request.words.map(({ word }) => word));
    const words = request.words.filter((_, index) => checks[index].isKnown);
    const unknown = request.words.filter((_, index) => !checks[index].isKnown).map(({ word }) => word);
    const labels = words.map(({ word }) => word);
    const needsOther = request.other || labels.length === 1;
    if (needsOther && labels.length > 0 && !labels.includes(catchAll)) labels.push(catchAll);
    if (!isWanted()) return { words, unknown };
    const image = await this.#encode(segmenter, request.photo);
    if (labels.length === 0 || !isWanted()) return { words, unknown };
    return { segmentation: await this.#segment(segmenter, request.photo, image, labels), words, unknown };
  }

  #borrow(model: string): Promise<WebSegmenter> {
    if (this.#lease?.model !== model) {
      this.#forgetPhoto();
      this.#lease?.release();
      this.#lease = this.#engines.borrow(model, this.#listener.onProgress);
    }
    return this.#lease.segmenter;
  }

  #encode(segmenter: WebSegmenter, photo: ViewPhoto): Promise<WebEncodedImage> {
    if (this.#encoded?.photo === photo) return this.#encoded.image;
    this.#forgetPhoto();
    const image = photo.draw().then(async (bitmap) => {
      try {
        return await segmenter.encode(bitmap);
      } finally {
        bitmap.close();
      }
    });
    this.#encoded = { photo, image };
    return image;
  }

  /** After a crash, or when another view's photo crashed the shared worker, the photo is encoded once more. */
  async #segment(
    segmenter: WebSegmenter,
    photo: ViewPhoto,
    image: WebEncodedImage,
    labels: readonly string[],
  ): Promise<WebSegmentation> {
    try {
      return await image.segment(labels);
    } catch (error) {
      const isGone = LangSegError.is(error, 'DISPOSED') || LangSegError.is(error, 'RUNTIME_FAILED');
      if (!isGone || this.#encoded?.photo !== photo) throw error;
      this.#forgetPhoto();
      return (await this.#encode(segmenter, photo)).segment(labels);
    }
  }

  #forgetPhoto(): void {
    this.#encoded?.image.then((image) => image.dispose()).catch(() => undefined);
    this.#encoded = undefined;
  }
}
