import type { WebSegmentation } from '@langseg/web';
import type { ViewWord } from './view-words.js';

/** When a view loads its model: as it comes into sight, at once, or when somebody asks for it. */
export type ViewLoading = 'lazy' | 'eager' | 'tap';

/** `<langseg-view>`: a photo, painted with words. Properties are those of its attributes, unless they say otherwise. */
export interface LangSegViewElement extends HTMLElement {
  /** Address of the photo. One of another site needs that site's permission (CORS). */
  src: string;
  /** A photo to show in place of `src`, such as a file that somebody chose; no attribute. */
  photo: Blob | undefined;
  /** What the photo shows, for screen readers. */
  alt: string;
  /** Between commas, each with a colour behind it if it shall have one: `cow, grass #b6d94c`. */
  words: string;
  /** Whether pixels that fit no word stay unpainted. A single word always leaves them so. Default false. */
  other: boolean;
  /** The model: `default`, address of a bundle's folder, or a hub id. Default `default`. */
  model: string;
  /** Opacity of the colours, 0..1. Default 0.6. */
  opacity: number;
  /** Whether visitors may change the words. Default false. */
  editable: boolean;
  /** Default `lazy`; `tap` where the browser is asked to save data. */
  loading: ViewLoading;
  /** The result on the screen; undefined while there is none. No attribute. */
  readonly result: WebSegmentation | undefined;
  /** Loads the model now, whatever `loading` says. */
  load(): void;
}

/** Events of `<langseg-view>`. They bubble. */
export interface LangSegViewEventMap {
  /** Bytes of the model so far, of all; `total` is undefined until sizes are known. */
  'langseg-progress': CustomEvent<{ readonly loaded: number; readonly total: number | undefined }>;
  /** The photo is painted. `unknown` are words that the model doesn't know. */
  'langseg-result': CustomEvent<{
    readonly result: WebSegmentation | undefined;
    readonly words: readonly ViewWord[];
    readonly unknown: readonly string[];
  }>;
  /** Something failed, and is told in the view. */
  'langseg-error': CustomEvent<{ readonly error: unknown }>;
  /** A visitor has changed the words. */
  'langseg-words': CustomEvent<{ readonly words: string }>;
}

declare global {
  interface HTMLElementTagNameMap {
    'langseg-view': LangSegViewElement;
  }
}
