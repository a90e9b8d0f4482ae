import type { LangSegViewElement, LangSegViewEventMap } from './element-types.js';
import { errorText, loadingText } from './legend-text.js';
import type { SharedEngines } from './shared-engines.js';
import { createAttributesClass } from './view-attributes.js';
import { ViewPipeline, type ViewPhoto, type ViewResult } from './view-pipeline.js';
import { photoOf, showPhoto } from './view-photo.js';
import { ViewScreen } from './view-screen.js';
import { createStage } from './view-stage.js';
import { parseWords } from './view-words.js';

/** Milliseconds after the last key before the words are shown. */
const typingPause = 150;

/** How far below the window a view begins to load. */
const ahead = '200px';

/** Makes the class of `<langseg-view>`; where it is made there have to be elements, which servers have not. */
export function createElementClass(engines: SharedEngines): new () => LangSegViewElement {
  return class LangSegView extends createAttributesClass() implements LangSegViewElement {
    readonly #stage = createStage(this.attachShadow({ mode: 'open' }));
    readonly #screen = new ViewScreen(this.#stage, () => this);
    readonly #pipeline = new ViewPipeline(engines, {
      onProgress: (loaded, total) => {
        this.#tell(loadingText(loaded, total));
        this.#emit('langseg-progress', { loaded, total });
      },
      onResult: (result) => this.#show(result),
      onError: (error) => this.#fail(error),
    });
    #sight: IntersectionObserver | undefined;
    #isLoaded = false;
    #isPlanned = false;
    #blob: Blob | undefined;
    #blobUrl: string | undefined;
    #photo: ViewPhoto | undefined;
    #typing: ReturnType<typeof setTimeout> | undefined;

    constructor() {
      super();
      const { picture, load, form, input } = this.#stage;
      load.addEventListener('click', () => {
        this.load();
        picture.focus();
      });
      input.addEventListener('input', () => {
        clearTimeout(this.#typing);
        this.#typing = setTimeout(() => this.#type(), typingPause);
      });
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        this.#type();
      });
    }

    get photo(): Blob | undefined {
      return this.#blob;
    }
    set photo(value: Blob | undefined) {
      this.#blob = value;
      this.#changePhoto();
    }
    get result() {
      return this.#screen.shown?.segmentation;
    }

    load(): void {
      if (!this.isConnected || this.#isLoaded) return;
      this.#isLoaded = true;
      this.#wait();
      this.#plan();
    }

    connectedCallback(): void {
      this.upgrade();
      this.#changePhoto();
      this.#showForm();
      this.#wait();
    }

    disconnectedCallback(): void {
      this.#sight?.disconnect();
      clearTimeout(this.#typing);
      this.#pipeline.dispose();
      this.#isLoaded = false;
      this.#clear();
      this.#forgetBlobUrl();
    }

    attributeChangedCallback(name: string, before: string | null, after: string | null): void {
      if (before === after || !this.isConnected) return;
      if (name === 'src') this.#changePhoto();
      else if (name === 'loading') this.#wait();
      else if (name === 'opacity') this.#screen.paint();
      else if (name === 'editable') this.#showForm();
      else if (name === 'alt') this.#screen.describe();
      else this.#plan();
      if (name === 'words') this.#showForm();
    }

    #changePhoto(): void {
      if (!this.isConnected) return;
      this.#clear();
      this.#forgetBlobUrl();
      if (this.#blob) this.#blobUrl = URL.createObjectURL(this.#blob);
      const address = this.#blobUrl ?? this.src;
      const { photo } = this.#stage;
      this.#photo = address ? photoOf(photo, this.#blob ? 'the chosen file' : this.src) : undefined;
      if (address) showPhoto(photo, address);
      else photo.removeAttribute('src');
      this.#screen.describe();
      this.#plan();
    }

    #forgetBlobUrl(): void {
      if (this.#blobUrl) URL.revokeObjectURL(this.#blobUrl);
      this.#blobUrl = undefined;
    }

    /** Waits for what `loading` wants before the model is loaded. */
    #wait(): void {
      const { loading } = this;
      const { load } = this.#stage;
      this.#sight?.disconnect();
      load.hidden = this.#isLoaded || loading !== 'tap';
      if (this.#isLoaded || loading === 'tap') return;
      if (loading === 'eager') return this.load();
      this.#sight = new IntersectionObserver(
        (entries) => entries.some(({ isIntersecting }) => isIntersecting) && this.load(),
        { rootMargin: ahead },
      );
      this.#sight.observe(this);
    }

    /** Asks for a new result once, however many attributes change in one turn. */
    #plan(): void {
      if (!this.#isLoaded || this.#isPlanned) return;
      this.#isPlanned = true;
      queueMicrotask(() => {
        this.#isPlanned = false;
        if (!this.isConnected || !this.#isLoaded || !this.#photo) return;
        this.#stage.error.textContent = '';
        if (!this.#screen.shown) this.#tell('Looking at the photo …');
        const { model, other } = this;
        void this.#pipeline.show({ model, other, photo: this.#photo, words: parseWords(this.words) });
      });
    }

    #show(result: ViewResult): void {
      this.#tell(undefined);
      this.#screen.show(result);
      const { segmentation, words, unknown } = result;
      this.#emit('langseg-result', { result: segmentation, words, unknown });
    }

    #fail(error: unknown): void {
      this.#clear();
      this.#stage.error.textContent = errorText(error);
      this.#emit('langseg-error', { error });
    }

    #clear(): void {
      this.#tell(undefined);
      this.#screen.show(undefined);
    }

    #showForm(): void {
      const { form, input } = this.#stage;
      form.hidden = !this.editable;
      if (this.shadowRoot!.activeElement !== input) input.value = this.words;
    }

    #type(): void {
      clearTimeout(this.#typing);
      const words = this.#stage.input.value;
      if (words === this.words) return this.load();
      this.words = words;
      this.load();
      this.#emit('langseg-words', { words });
    }

    #tell(text: string | undefined): void {
      const { status } = this.#stage;
      status.textContent = text ?? '';
      status.hidden = text === undefined;
    }

    #emit<K extends keyof LangSegViewEventMap>(type: K, detail: LangSegViewEventMap[K]['detail']): void {
      this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
    }
  };
}
