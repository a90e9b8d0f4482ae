import type { LangSegViewElement, ViewLoading } from './element-types.js';

/** Attributes of the element that are properties of the same name. */
const names = ['src', 'alt', 'words', 'other', 'model', 'opacity', 'editable', 'loading'] as const;

/** What of an element is kept in its attributes. */
export interface ViewAttributes extends HTMLElement, Pick<LangSegViewElement, (typeof names)[number]> {
  /** Takes over what a page set as properties before the element was registered. */
  upgrade(): void;
}

/** Makes the base class of the element; servers have none to extend. */
export function createAttributesClass(): {
  readonly observedAttributes: readonly string[];
  new (): ViewAttributes;
} {
  return class extends HTMLElement implements ViewAttributes {
    static readonly observedAttributes = names;

    get src(): string {
      return this.getAttribute('src') ?? '';
    }
    set src(value: string) {
      this.setAttribute('src', value);
    }

    get alt(): string {
      return this.getAttribute('alt') ?? '';
    }
    set alt(value: string) {
      this.setAttribute('alt', value);
    }
    get words(): string {
      return this.getAttribute('words') ?? '';
    }
    set words(value: string) {
      this.setAttribute('words', value);
    }
    get other(): boolean {
      return this.hasAttribute('other');
    }
    set other(value: boolean) {
      this.toggleAttribute('other', value);
    }
    get model(): string {
      return this.getAttribute('model') || 'default';
    }
    set model(value: string) {
      this.setAttribute('model', value);
    }
    get opacity(): number {
      const value = Number(this.getAttribute('opacity') ?? NaN);
      return value >= 0 && value <= 1 ? value : 0.6;
    }
    set opacity(value: number) {
      this.setAttribute('opacity', String(value));
    }
    get editable(): boolean {
      return this.hasAttribute('editable');
    }
    set editable(value: boolean) {
      this.toggleAttribute('editable', value);
    }
    get loading(): ViewLoading {
      const value = this.getAttribute('loading');
      if (value === 'eager' || value === 'tap' || value === 'lazy') return value;
      const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
      return connection?.saveData ? 'tap' : 'lazy';
    }
    set loading(value: ViewLoading) {
      this.setAttribute('loading', value);
    }

    upgrade(): void {
      for (const property of [...names, 'photo']) {
        if (!Object.hasOwn(this, property)) continue;
        const value = Reflect.get(this, property) as unknown;
        Reflect.deleteProperty(this, property);
        Reflect.set(this, property, value);
      }
    }
  };
}
